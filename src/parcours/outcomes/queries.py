"""Reads about closings and follow-ups, of the organization in scope."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from parcours.engagements.lists import LIVE, LOOKS_AGAIN
from parcours.engagements.models import Mentorship
from parcours.engagements.queries import mentorships
from parcours.outcomes.lists import OPEN
from parcours.outcomes.models import Attempt, Closing, FollowUp
from parcours.people.models import Participant, Person
from parcours.programs.models import Cohort
from parcours.surveys.models import Answer

CLOSED = ("completed", "ended_early")


def closings() -> QuerySet[Closing]:
    """Return the closings with their people, the cohort and its program."""
    return Closing.objects.select_related("person__user", "cohort__program", "mentorship", "organization")


def closing(pk: int) -> Closing | None:
    """Return one, or None."""
    return closings().filter(pk=pk).first()


def closings_of(person: Person) -> list[Closing]:
    """Return the closings of a person, the latest first."""
    return list(closings().filter(person=person).order_by("-pk"))


def closed_in(cohort: Cohort) -> list[Mentorship]:
    """Return the mentorships of a cohort that are over, by the name of the mentee."""
    return list(mentorships().filter(cohort=cohort, status__in=CLOSED))


def follow_ups() -> QuerySet[FollowUp]:
    """Return follow-ups with whom they are about, the cohort and its program, and how often they were ``tried``.

    ``closed`` is whether nothing is to be done about one any more.
    """
    rows = FollowUp.objects.select_related(
        "participant__person__user",
        "participant__person__organization",
        "cohort__program",
        "handed_to",
        "organization",
    )
    return rows.annotate(tried=Count("attempts"), closed=~Q(status__in=OPEN))


def was_cut_short(row: FollowUp) -> bool:
    """Return whether its window closed before somebody was tried as often as the program says; of `follow_ups`."""
    tried: int = vars(row)["tried"]
    return row.status == "unable" and tried < row.cohort.program.follow_up_attempts


def follow_up(pk: int) -> FollowUp | None:
    """Return one, or None."""
    return follow_ups().filter(pk=pk).first()


def to_call(day: dt.date) -> QuerySet[FollowUp]:
    """Return the call list of a day: whom staff try next, those whose time ends first on top."""
    return follow_ups().filter(status__in=OPEN, next_on__lte=day).order_by("due_on", "pk")


def open_to(person: Person, day: dt.date) -> list[FollowUp]:
    """Return what the person can answer on a day: whatever has begun and is not closed by a no."""
    rows = follow_ups().filter(participant__person=person, asked_at__isnull=False).exclude(status="refused")
    return [row for row in rows if day <= row.ends_on]


def attempts_of(row: FollowUp) -> list[Attempt]:
    """Return who tried to reach them, the latest first."""
    return list(Attempt.objects.filter(follow_up=row).select_related("made_by"))


def leavers(cohort: Cohort) -> dict[int, dt.date]:
    """Return who has left the cohort and when, by the number of the participant, as far as nobody follows them yet.

    Whoever is to be matched again has not left, unless the cohort itself is completed.
    """
    rows = Mentorship.objects.filter(cohort=cohort, status__in=CLOSED, ended_on__isnull=False)
    if cohort.status != "completed":
        rows = rows.exclude(status="ended_early", end_reason__in=LOOKS_AGAIN)
    live = Mentorship.objects.filter(cohort=cohort, participant=OuterRef("participant"), status__in=LIVE)
    known = FollowUp.objects.filter(cohort=cohort, participant=OuterRef("participant"))
    left = rows.filter(~Exists(live), ~Exists(known)).order_by("ended_on")
    return {number: day for number, day in left.values_list("participant", "ended_on") if day is not None}


def would_mentor_again() -> dict[int, dt.datetime]:
    """Return who said that they would mentor again, by the number of the person, and when: the last word stands.

    They say so at the closing, or in a survey whose answers staff may see by name.
    """
    wishes = Closing.objects.filter(side="mentor", wished_at__isnull=False)
    answers = Answer.objects.filter(
        question__measure="take_part_again",
        request__questionnaire__audience="mentor",
        request__questionnaire__seen="named",
        request__answered_at__isnull=False,
    )
    said: list[Any] = [
        *wishes.values_list("wished_at", "person", "wish"),
        *answers.values_list("request__answered_at", "request__person", "value"),
    ]
    last = {who: (when, word) for when, who, word in sorted(said, key=lambda one: one[0])}
    return {who: when for who, (when, word) in last.items() if word == "yes"}


def by_number(numbers: Iterable[int]) -> dict[int, Participant]:
    """Return participants with their people, by number."""
    return Participant.objects.select_related("person__user").in_bulk(list(numbers))


def of_cohort(cohort: Cohort, points: Collection[str] = ()) -> QuerySet[FollowUp]:
    """Return the follow-ups of a cohort, of all ``points`` where none are named."""
    rows = follow_ups().filter(cohort=cohort)
    return rows.filter(point__in=points) if points else rows
