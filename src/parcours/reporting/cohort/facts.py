"""What the report of a cohort is counted from: read once for all figures, of one cohort or of two."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from parcours.applications.models import Application, MentorPlace
from parcours.applications.queries import applications, places
from parcours.engagements.models import Mentorship, Session
from parcours.engagements.models.course_session import counted
from parcours.engagements.queries import mentorships
from parcours.engine.occupations.outcome import OutcomeLevel
from parcours.outcomes.levels import codes_of, level_of
from parcours.outcomes.models import FollowUp
from parcours.outcomes.queries import follow_ups
from parcours.programs.models import Cohort
from parcours.programs.queries import cohorts
from parcours.surveys.models import Answer, SurveyRequest

PURPOSES = ("final_review", "readiness_before", "readiness_after")
_SIDES = {"participant": "mentee", "mentor": "mentor"}
_AFTER = dt.timedelta(days=60)
"""So long after its last day a cohort may still be asked its final questions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One person who was asked one questionnaire: ``who`` is their number as a mentee or a mentor.

    ``given`` are their answers by measure, None where they have not answered.
    """

    who: int
    side: str
    purpose: str
    answered_on: dt.date | None
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """A cohort as it stood on ``day``. ``minutes`` are those that count, with their days, by mentorship.

    ``first_day`` and ``last_day`` are of its phases, None without any. ``today`` is the day of the reading: of a day
    before it only what has a day of its own is known.
    """

    cohort: Cohort
    today: dt.date
    day: dt.date
    first_day: dt.date | None
    applications: Sequence[Application]
    places: Sequence[MentorPlace]
    pairs: Sequence[Mentorship]
    follow_ups: Sequence[FollowUp]
    asked: Sequence[Asked] = ()
    minutes: Mapping[int, list[tuple[dt.date, int]]] = field(default_factory=dict)
    levels: Mapping[int, OutcomeLevel | None] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The clock that says which day something was done on."""
        return ZoneInfo(self.cohort.organization.time_zone)

    def had(self, when: dt.date | dt.datetime | None) -> bool:
        """Return whether it had happened by ``day``; what has no day of its own counts for today only."""
        if when is None:
            return self.day >= self.today
        day = timezone.localdate(when, self.zone) if isinstance(when, dt.datetime) else when
        return day <= self.day

    def on(self, day: dt.date) -> "Facts":
        """Return the same cohort as it stood on another day."""
        return replace(self, day=day)

    def minutes_of(self, pair: Mentorship) -> int:
        """Return how many minutes of a mentorship count."""
        return sum(minutes for day, minutes in self.minutes.get(pair.pk, ()) if day <= self.day)

    def of_mentees(self, mentees: Collection[int]) -> "Facts":
        """Return what is about these mentees alone; of mentors nothing is left."""
        return replace(
            self,
            applications=[row for row in self.applications if row.participant_id in mentees],
            places=[],
            pairs=[row for row in self.pairs if row.participant_id in mentees],
            follow_ups=[row for row in self.follow_ups if row.participant_id in mentees],
            asked=[row for row in self.asked if row.side == "mentee" and row.who in mentees],
        )

    def of_mentors(self, mentors: Collection[int]) -> "Facts":
        """Return what is about these mentors alone; of mentees nothing is left but that the two met."""
        return replace(
            self,
            applications=[],
            places=[row for row in self.places if row.mentor_id in mentors],
            pairs=[row for row in self.pairs if row.mentor_id in mentors],
            follow_ups=[],
            asked=[row for row in self.asked if row.side == "mentor" and row.who in mentors],
        )


def last_before(cohort: Cohort) -> Cohort | None:
    """Return the cohort of the program that came before, or None; one that was cancelled is passed over."""
    earlier = cohorts().filter(program=cohort.program_id, pk__lt=cohort.pk).exclude(status="cancelled")
    return earlier.order_by("-pk").first()


def read(wanted: Sequence[Cohort], day: dt.date) -> list[Facts]:
    """Return the facts of each cohort on ``day``: the same queries, however many cohorts there are.

    The cohorts come from `programs.queries.cohorts`, in the scope of their organization.
    """
    numbers = [row.pk for row in wanted]
    asked_for = list(applications().filter(cohort__in=numbers).order_by("pk"))
    offered = list(places().filter(cohort__in=numbers).order_by("pk"))
    pairs = list(mentorships().filter(cohort__in=numbers).order_by("pk"))
    followed = list(follow_ups().filter(cohort__in=numbers))
    codes = codes_of({row.participant.person_id for row in followed})
    minutes = _minutes(numbers, day)
    replies = _replies(wanted, asked_for, offered)
    return [
        Facts(
            cohort=row,
            today=day,
            day=day,
            first_day=vars(row).get("first_day"),
            applications=[one for one in asked_for if one.cohort_id == row.pk],
            places=[one for one in offered if one.cohort_id == row.pk],
            pairs=[one for one in pairs if one.cohort_id == row.pk],
            follow_ups=[one for one in followed if one.cohort_id == row.pk],
            asked=replies[row.pk],
            minutes=minutes,
            levels={one.pk: level_of(one, codes) for one in followed},
        )
        for row in wanted
    ]


def _minutes(cohorts_: Sequence[int], day: dt.date) -> dict[int, list[tuple[dt.date, int]]]:
    found: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    rows = Session.objects.filter(counted(day), mentorship__cohort__in=cohorts_)
    for pair, held_on, minutes in rows.order_by("pk").values_list("mentorship", "held_on", "minutes"):
        found[pair].append((held_on, minutes))
    return found


def _replies(
    wanted: Sequence[Cohort], asked_for: Sequence[Application], offered: Sequence[MentorPlace]
) -> dict[int, list[Asked]]:
    """Return by cohort who was asked and what they answered: only what staff may see by name (docs/adr/0104)."""
    people = {row.participant.person_id for row in asked_for} | {row.mentor.person_id for row in offered}
    rows = SurveyRequest.objects.filter(
        person__in=people,
        questionnaire__purpose__in=PURPOSES,
        questionnaire__audience__in=_SIDES,
        questionnaire__seen="named",
    ).exclude(state="planned")
    requests = list(rows.select_related("questionnaire").order_by("pk"))
    given: dict[int, dict[str, Any]] = defaultdict(dict)
    answers = Answer.objects.filter(request__in=[row.pk for row in requests if row.state == "answered"])
    for answer in answers.exclude(question__measure="").values("request", "question__measure", "value"):
        given[answer["request"]][answer["question__measure"]] = answer["value"]
    return {row.pk: _of_cohort(row, requests, given, asked_for, offered) for row in wanted}


def _of_cohort(
    cohort: Cohort,
    requests: Sequence[SurveyRequest],
    given: Mapping[int, Mapping[str, Any]],
    asked_for: Sequence[Application],
    offered: Sequence[MentorPlace],
) -> list[Asked]:
    """Return whom of the cohort it was asked while it ran; of somebody asked twice the latest answer stands."""
    first, last = (vars(cohort).get(name) for name in ("first_day", "last_day"))
    numbers = {
        "mentee": {
            row.participant.person_id: row.participant_id for row in asked_for if row.cohort_id == cohort.pk
        },
        "mentor": {row.mentor.person_id: row.mentor_id for row in offered if row.cohort_id == cohort.pk},
    }
    zone = ZoneInfo(cohort.organization.time_zone)
    found: dict[tuple[str, int, str], Asked] = {}
    for row in requests:
        side = _SIDES[row.questionnaire.audience]
        who = numbers[side].get(row.person_id)
        if who is None or (first and row.opens_on < first) or (last and row.opens_on > last + _AFTER):
            continue
        answered = row.state == "answered" and row.answered_at is not None
        on = timezone.localdate(row.answered_at, zone) if answered else None
        key = (side, who, row.questionnaire.purpose)
        if on is not None or key not in found:
            found[key] = Asked(who, side, row.questionnaire.purpose, on, given.get(row.pk, {}))
    return list(found.values())


def same_day(cohort: Facts, last: Facts) -> dt.date | None:
    """Return the day on which ``last`` was as far from its first day as ``cohort`` is; None where a day is missing."""
    if cohort.first_day is None or last.first_day is None:
        return None
    return min(last.first_day + (cohort.day - cohort.first_day), last.today)
