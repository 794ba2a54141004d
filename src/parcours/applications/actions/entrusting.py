"""Noting which partner looks after somebody who takes part, whoever referred them."""

from django.db import transaction
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.applications.models import Application
from parcours.applications.queries import delivery_partners
from parcours.core.refusals import Refused
from parcours.core.versions import claim


@transaction.atomic
def entrust(*, application: Application, partner: Organization | None, version: int, by: Actor) -> None:
    """Note that ``partner`` looks after the person in this cohort, or with None that the organization itself does.

    By itself it shows the partner nothing: what it sees, the person allows. Raises NotAllowed, Refused for whoever does
    not deliver the program now, and Stale.
    """
    check(by, Permission.MANAGE_PEOPLE)
    if partner == application.looked_after_by:
        return
    if partner is not None and partner not in delivery_partners(application.cohort):
        raise Refused(_("This partner does not deliver the program at the moment. Choose another."))
    claim(application, version)
    application.looked_after_by = partner
    application.save(update_fields=["looked_after_by"])
    record(
        by=by,
        verb="application.entrusted",
        what=application,
        about=application.participant.person.user,
        organization=str(partner or ""),
    )
