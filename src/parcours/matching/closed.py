"""Mentors of a cohort who take nobody new at the moment, and why."""

from collections.abc import Sequence

from parcours.applications.screening import unscreened
from parcours.people.consent.queries import refusing
from parcours.people.models import Mentor
from parcours.people.queries import pauses_on
from parcours.programs.models import Cohort
from parcours.surveys.queries import today

_NOT_NOW = {"paused": "paused", "inactive": "gone", "removed": "gone", "declined": "gone"}
"""What each status of a mentor who takes nobody new amounts to."""


def closed(cohort: Cohort, mentors: Sequence[Mentor]) -> dict[int, str]:
    """Return which of these mentors take nobody new, by number: as `resting`, or ``refused`` to be matched."""
    no = refusing("service", [row.person for row in mentors])
    refused = {row.pk: "refused" for row in mentors if row.person_id in no}
    return refused | resting(cohort, mentors)


def resting(cohort: Cohort, mentors: Sequence[Mentor]) -> dict[int, str]:
    """Return which of these mentors have a break, by number: ``paused``, ``gone`` or ``unscreened``."""
    numbers = {row.pk for row in mentors}
    pausing = set(
        pauses_on(today(cohort.organization)).filter(mentor__in=numbers).values_list("mentor", flat=True)
    )
    found = dict.fromkeys(unscreened(cohort.program, numbers), "unscreened")
    found |= dict.fromkeys(pausing, "paused")
    return found | {row.pk: _NOT_NOW[row.status] for row in mentors if row.status in _NOT_NOW}
