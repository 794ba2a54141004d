"""How a mentorship goes on once both have agreed, as staff note it: begun, at risk, paused. `ending` ends it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.engagements.actions.moving import go, hold
from parcours.engagements.models import Mentorship
from parcours.engagements.states import MENTORSHIP

STEPS = ("flag", "reassure", "pause", "take_up_again")


@transaction.atomic
def begin(*, mentorship: Mentorship, on: dt.date, by: Actor) -> None:
    """Note the day of the first meeting. Raises NotAllowed, Refused for a day to come, and Stale."""
    check(by, Permission.MANAGE_PROGRAMS)
    if on > timezone.localdate():
        raise Refused(_("Note the first meeting once it has been held."))
    _move(mentorship, "begin", by, started_on=on)


@transaction.atomic
def take(*, mentorship: Mentorship, way: str, by: Actor) -> None:
    """Move the mentorship along the way of that name. Raises NotAllowed, Refused for no way of staff, and Stale."""
    check(by, Permission.MANAGE_PROGRAMS)
    if way not in STEPS:
        raise Refused(_("There is no such step. Open the page again."))
    _move(mentorship, way, by)


def _move(mentorship: Mentorship, way: str, by: Actor, **changes: dt.date | str) -> None:
    hold(mentorship)
    before = mentorship.status
    go(mentorship, way, decided_by=by.user, **changes)
    record(
        by=by,
        verb=MENTORSHIP[way].verb,
        what=mentorship,
        about=mentorship.participant.person.user,
        before=before,
        after=mentorship.status,
    )
