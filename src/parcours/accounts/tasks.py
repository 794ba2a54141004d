"""What the worker does about accounts. Each task may run again after it was killed."""

from django.tasks import task

from parcours.accounts.actions.account import note_across
from parcours.accounts.actors import Via
from parcours.accounts.models import User


@task
def note_refused(user: int, way: str, *, too_often: bool, themselves: bool) -> None:
    """Write into the logs of somebody's organizations that a password or code of theirs was refused.

    ``way`` is where it was tried; ``user`` is 0 where nobody has the address that was typed, and nothing is written.
    """
    someone = User.objects.filter(pk=user).first()
    if someone is not None:
        via = Via.PAGE if themselves else Via.STRANGER
        note_across(someone, verb="account.refused", via=via, way=way, too_often=too_often)
