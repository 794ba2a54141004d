"""What the worker does about accounts. Each task may run again after it was killed."""

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext_lazy as _

from parcours.accounts.actions.account import note_across
from parcours.accounts.actors import Via
from parcours.accounts.audit.anchors import mail_anchor
from parcours.accounts.models import User
from parcours.jobs.declared import job


@job(_("Noting a password or code that was refused"), tries=5)
@task
@transaction.atomic
def note_refused(user: int, way: str, *, too_often: bool, themselves: bool) -> None:
    """Write into the logs of somebody's organizations that a password or code of theirs was refused.

    ``way`` is where it was tried; ``user`` is 0 where nobody has the address that was typed, and nothing is written.
    """
    someone = User.objects.filter(pk=user).first()
    if someone is not None:
        via = Via.PAGE if themselves else Via.STRANGER
        note_across(someone, verb="account.refused", via=via, way=way, too_often=too_often)


@job(_("Mailing the heads of the audit log"), tries=5)
@task
@transaction.atomic
def mail_heads() -> int:
    """Mail the day's heads of the audit log to everybody who runs the installation, and return how many they are."""
    return mail_anchor()
