"""Moving a participant, a mentor or a supervisor from one status to the next; pauses of mentors."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.people.kinds import FACTS, kind_of
from parcours.people.models import Mentor, MentorPause
from parcours.people.models.standing import Standing
from parcours.people.states import BY_MATCHES


@transaction.atomic
def take(*, row: Standing, way: str, by: Actor) -> None:
    """Move ``row`` along the way of that name. Raises NotAllowed, and Stale where its status is another one now."""
    check(by, Permission.MANAGE_PEOPLE)
    transition = next((one for one in FACTS[kind_of(row)].ways if one.name == way), None)
    if transition is None or way in BY_MATCHES:
        raise Refused(_("There is no such step. Open the page again."))
    before = row.status
    move(row, transition, status_since=timezone.now())
    record(
        by=by,
        verb=transition.verb,
        what=row,
        about=row.person.user,
        way=way,
        before=before,
        after=transition.target,
    )


@transaction.atomic
def plan_pause(
    *, mentor: Mentor, starts_on: dt.date, ends_on: dt.date | None, by: Actor, reason: str = ""
) -> MentorPause:
    """Note a time in which the mentor takes nobody new. Raises NotAllowed, ValidationError for odd dates."""
    check(by, Permission.MANAGE_PEOPLE)
    pause = MentorPause(
        organization=by.here, mentor=mentor, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    pause.full_clean()
    pause.save()
    record(by=by, verb="mentor.pause_planned", what=pause, about=mentor.person.user)
    return pause


@transaction.atomic
def remove_pause(*, pause: MentorPause, by: Actor) -> None:
    """Take a pause away. Raises NotAllowed."""
    check(by, Permission.MANAGE_PEOPLE)
    record(by=by, verb="mentor.pause_removed", what=pause, about=pause.mentor.person.user)
    pause.delete()
