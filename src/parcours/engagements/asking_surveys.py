"""Surveys that are asked by themselves: of whom, on which day of their mentorship, and when the next ones are."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from django.db.models import Q
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import Actor, Via, system
from parcours.accounts.models import Organization
from parcours.core.months import months_after
from parcours.engagements.lists import LOOKS_AGAIN
from parcours.engagements.models import Mentorship
from parcours.engagements.policies import COURSE
from parcours.engagements.queries import mentorships
from parcours.people.models import Person
from parcours.programs.models import Cohort, Program
from parcours.surveys.actions.asking import AlreadyAsked, ask
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import in_use, today

LATE = dt.timedelta(days=14)
"""So long after its day a survey is still asked: while a pair pauses, or until the questionnaire is published."""

AUDIENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "readiness_before": ("participant",),
        "pulse": ("participant", "mentor"),
        "mid_review": ("participant", "mentor"),
        "final_review": ("participant", "mentor"),
        "readiness_after": ("participant",),
    }
)
"""By purpose, whom the product has a questionnaire for."""

ASKS = Q(status__in=COURSE) & ~Q(end_reason="safety")
"""Whose people are asked: the pairs in which both had agreed, but for those that ended for the sake of safety."""

_BEFORE = dt.timedelta(days=180)
"""Whoever said so shortly before both agreed where they stand is not asked again."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One person is to be asked for one purpose on a day, unless somebody asked them between two days already.

    ``first`` is the first day of a purpose that comes again.
    """

    person: Person
    purpose: str
    audience: str
    on: dt.date
    asked_from: dt.date
    asked_until: dt.date = dt.date.max
    first: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """When people of a cohort are asked next for a purpose, and how many that day; None where nobody is."""

    purpose: str
    audience: str
    is_published: bool
    on: dt.date | None
    people: int


def ask_across() -> int:
    """Ask whoever is due today, in every organization; return how many people that were.

    Done again it asks nobody again: who was asked is on file.
    """
    done = 0
    for organization in Organization.objects.filter(is_active=True).order_by("pk"):
        with scope(organization=organization):
            by, day = system(organization, Via.JOB), today(organization)
            cohorts = Cohort.objects.exclude(status__in=("planned", "cancelled")).select_related("program")
            for cohort in cohorts.order_by("pk"):
                done += _ask(cohort, day, by)
    return done


def _ask(cohort: Cohort, day: dt.date, by: Actor) -> int:
    due = [one for one in occasions(cohort, day) if one.on <= day]
    in_use_now = {key: in_use(*key) for key in {(one.purpose, one.audience) for one in due}}
    last = day + dt.timedelta(days=cohort.program.review_opens_days)
    done = 0
    for one in due:
        questionnaire = in_use_now[one.purpose, one.audience]
        if questionnaire is None:
            continue
        try:
            ask(person=one.person, questionnaire=questionnaire, opens=day, due=last, cohort=cohort, by=by)
            done += 1
        except AlreadyAsked:  # by somebody else, at this moment
            continue
    return done


def coming(cohort: Cohort, day: dt.date) -> list[Coming]:
    """Return what the program asks by itself, in the order of a mentorship, and when people are asked next."""
    left: dict[tuple[str, str], list[dt.date]] = {}
    for one in occasions(cohort, day):
        left.setdefault((one.purpose, one.audience), []).append(max(one.on, day))
    published = set(
        Questionnaire.objects.filter(state="published").order_by().values_list("purpose", "audience")
    )
    found = []
    for purpose in cohort.program.surveys_asked:
        for audience in AUDIENCES[purpose]:
            days = left.get((purpose, audience), [])
            on = min(days, default=None)
            found.append(
                Coming(purpose, audience, (purpose, audience) in published, on, days.count(on) if on else 0)
            )
    return found


def occasions(cohort: Cohort, day: dt.date) -> list[Occasion]:
    """Return whom the cohort is still to ask, on which days, by the settings of its program.

    Left out is whoever was asked (by a press of the button too), cannot be written to, or is about to be asked too
    late. Nobody is asked by itself while they pause, nor of a mentorship that ended for the sake of safety: staff talk
    with them.
    """
    rows = mentorships().filter(ASKS, cohort=cohort)
    found = [one for one in of_pairs(rows, cohort.program, day) if one.on >= day - LATE]
    known = _asked_before(cohort, found)
    return [
        one
        for one in found
        if not any(
            one.asked_from <= opened <= one.asked_until
            for opened in known.get((one.person.pk, one.purpose, one.audience), ())
        )
    ]


def of_pairs(rows: Iterable[Mentorship], program: Program, day: dt.date) -> list[Occasion]:
    """Return every occasion of these pairs of a cohort, whoever was asked, however late: of people with an address."""
    pairs = list(rows)
    return [
        one
        for audience, side in (("participant", "participant"), ("mentor", "mentor"))
        for person, theirs in _by_person(pairs, side)
        if person.email or person.user_id
        for one in _of(person, audience, theirs, program, day)
        if one.purpose in program.surveys_asked
    ]


def _by_person(rows: Iterable[Mentorship], side: str) -> Iterator[tuple[Person, list[Mentorship]]]:
    def person(row: Mentorship) -> Person:
        found: Person = getattr(row, side).person
        return found

    for _pk, pairs in groupby(sorted(rows, key=lambda row: person(row).pk), key=lambda row: person(row).pk):
        theirs = list(pairs)
        yield person(theirs[0]), theirs


def _of(
    person: Person, audience: str, pairs: list[Mentorship], program: Program, day: dt.date
) -> Iterator[Occasion]:
    """Give every occasion of a person on one side, whatever the program asks."""
    if any(row.status == "paused" for row in pairs):
        return
    agreed = min(row.agreed_on or timezone.localdate(row.since) for row in pairs)
    begun = [row for row in pairs if row.started_on]
    running = [row for row in begun if not row.ended_on]
    if audience == "participant":
        yield Occasion(person, "readiness_before", audience, agreed, agreed - _BEFORE)
    if running:
        start = min(row.started_on for row in running if row.started_on)
        end = months_after(start, program.duration_months)
        yield Occasion(person, "mid_review", audience, start + (end - start) // 2, agreed)
        first = start + dt.timedelta(days=program.pulse_first_day)
        for on in _pulses(first, program, day):
            if on < end:
                half = dt.timedelta(days=program.pulse_every_days) / 2
                yield Occasion(person, "pulse", audience, on, on - half, on + half, first)
    if begun:
        over = max(_over(row, program) for row in begun)
        yield Occasion(person, "final_review", audience, over, agreed)
        if audience == "participant":
            yield Occasion(person, "readiness_after", audience, over, agreed)


def _pulses(first: dt.date, program: Program, day: dt.date) -> list[dt.date]:
    """Return the day of the latest pulse, and of the next one."""
    every = program.pulse_every_days
    passed = max(0, (day - first).days // every)
    return [first + dt.timedelta(days=every * number) for number in (passed, passed + 1)]


def _over(row: Mentorship, program: Program) -> dt.date:
    """Return the day on which a mentorship is over for the two: as planned, where they are to be matched again."""
    if row.ended_on and row.end_reason not in LOOKS_AGAIN:
        return row.ended_on
    return months_after(row.started_on or timezone.localdate(row.since), program.duration_months)


def _asked_before(cohort: Cohort, wanted: Iterable[Occasion]) -> dict[tuple[int, str, str], list[dt.date]]:
    """Return on which days people were asked, about this cohort or about nothing in particular."""
    rows = SurveyRequest.objects.filter(
        Q(about_kind="cohort", about_id=str(cohort.pk)) | Q(about_kind=""),
        person__in={one.person.pk for one in wanted},
        questionnaire__purpose__in=cohort.program.surveys_asked,
    )
    found: dict[tuple[int, str, str], list[dt.date]] = {}
    for person, purpose, audience, opened in rows.order_by("pk").values_list(
        "person", "questionnaire__purpose", "questionnaire__audience", "opens_on"
    ):
        found.setdefault((person, purpose, audience), []).append(opened)
    return found
