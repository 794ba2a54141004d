"""Questionnaires that are not published, though the day is near, or has come, on which people are to be asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, Q

from parcours.engagements.asking_surveys import ASKS, AUDIENCES, LATE, of_pairs
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import mentorships
from parcours.programs.models import Cohort
from parcours.surveys.lists import PUBLISHED
from parcours.surveys.models import Questionnaire

NEAR = dt.timedelta(days=7)
"""So long before the first of a cohort is to be asked staff are told."""

type Asked = tuple[str, str]
"""A purpose and an audience."""

_ASKED: dict[str, Asked] = {
    f"has_{purpose}_{audience}": (purpose, audience)
    for purpose, audiences in AUDIENCES.items()
    for audience in audiences
}


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What a cohort cannot ask, as nothing is published for it, and since when the last of these is near."""

    cohort: Cohort
    lacks: tuple[Asked, ...]
    since: dt.date


def unpublished(day: dt.date) -> list[Unpublished]:
    """Return the cohorts whose people are to be asked on a near day, or could still be, without a questionnaire.

    They are found in one query. Where nothing is published for an audience nothing ever was, so nobody was asked yet.
    """
    found = []
    for _pk, pairs in groupby(_pairs(day), key=lambda row: row.cohort_id):
        one = _of(list(pairs), day)
        if one is not None:
            found.append(one)
    return found


def _pairs(day: dt.date) -> list[Mentorship]:
    """Return the pairs that are to be asked, or were until lately, by cohort; none where all is published."""
    there = {
        name: Exists(Questionnaire.objects.filter(state=PUBLISHED, purpose=purpose, audience=audience))
        for name, (purpose, audience) in _ASKED.items()
    }
    lately = Q(cohort__status__in=("recruiting", "full", "running")) | Q(ended_on__gte=day - LATE)
    rows = mentorships().filter(ASKS, lately).exclude(cohort__status__in=("planned", "cancelled"))
    lacking = rows.annotate(**there).exclude(**dict.fromkeys(there, True))
    return list(lacking.order_by("cohort_id", "pk"))


def _of(pairs: Sequence[Mentorship], day: dt.date) -> Unpublished | None:
    cohort, course = pairs[0].cohort, vars(pairs[0])
    wanted = {asked for name, asked in _ASKED.items() if not course[name]}
    days: dict[Asked, list[tuple[dt.date, dt.date]]] = {}
    for one in of_pairs(pairs, cohort.program, day):
        if (one.purpose, one.audience) in wanted:
            days.setdefault((one.purpose, one.audience), []).append((one.on, one.first or one.on))
    lacks = {
        asked: min(first for _on, first in given) - NEAR
        for asked, given in days.items()
        if any(day - LATE <= on <= day + NEAR for on, _first in given)
    }
    # Another one that comes near is another cause: what was decided about those before does not hold for it.
    in_order = tuple(asked for asked in _ASKED.values() if asked in lacks)
    return Unpublished(cohort, in_order, max(lacks.values())) if lacks else None
