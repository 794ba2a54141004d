"""Who is followed: whoever has left a cohort, at each point of time after it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.outcomes.models import FollowUp
from parcours.outcomes.points import due_days
from parcours.outcomes.queries import by_number, leavers
from parcours.people.models import Participant
from parcours.programs.models import Cohort


@transaction.atomic
def plan(*, cohort: Cohort, by: Actor) -> int:
    """Plan the follow-up of everybody who has left the cohort and is not followed yet; return how many that are.

    It follows from their leaving, so whoever ends a mentorship needs no other permission for it.
    """
    if not cohort.program.follow_up_points:
        return 0
    left = leavers(cohort)
    people = by_number(left)
    for number, day in left.items():
        _plan_one(cohort, people[number], day, by)
    return len(left)


def _plan_one(cohort: Cohort, participant: Participant, left_on: dt.date, by: Actor) -> None:
    program = cohort.program
    rows = FollowUp.objects.bulk_create(
        [
            FollowUp(
                organization=by.here,
                cohort=cohort,
                participant=participant,
                point=point,
                due_on=day,
                before_days=program.follow_up_before_days,
                after_days=program.follow_up_after_days,
            )
            for point, day in due_days(left_on, program.follow_up_points).items()
        ]
    )
    record(
        by=by,
        verb="follow_up.planned",
        what=participant,
        about=participant.person.user,
        cohort=cohort.pk,
        points=_points(rows),
    )


def _points(rows: Collection[FollowUp]) -> dict[str, str]:
    return {row.point: row.due_on.isoformat() for row in rows}
