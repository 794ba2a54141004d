"""Sending again what could not be delivered."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.core.refusals import Refused, Stale
from parcours.messaging.models import Outgoing, State
from parcours.messaging.policies import check_manage


@transaction.atomic
def send_again_across(*, message: Outgoing, by: Actor) -> None:
    """Have a message that could not be delivered tried again, for three more days.

    Raises NotAllowed, Refused where what it said was erased, and Stale where it is on its way already.
    """
    check_manage(by)
    if message.organization != by.organization:
        raise Refused(_("This message is another organization’s."))
    if not message.sealed:
        raise Refused(_("What this message said has been erased. Send it anew from where it came from."))
    with scopes_disabled():  # the installation's own mail has no organization
        failed = Outgoing.objects.filter(pk=message.pk, state=State.FAILED)
        if not failed.update(state=State.WAITING, due_at=Now(), tried_since=Now(), problem=""):
            raise Stale(_("This message is on its way already."))
    record(by=by, verb="message.sent_again", what=message, about=message.about, message=message.key)
