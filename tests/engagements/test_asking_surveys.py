"""Surveys that nobody has to think of: each on its day, once, and only to whoever can be written to."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.roles import Role
from parcours.engagements.actions.course import begin, take
from parcours.engagements.asking_surveys import ask_across, coming
from parcours.engagements.models import Mentorship
from parcours.engagements.tasks import ask_surveys
from parcours.outcomes.actions.closing import close
from parcours.people.models import Person
from parcours.programs.models import Program
from parcours.surveys.keeping_time import keep_time_across
from parcours.surveys.models import SurveyRequest
from tests import factories
from tests.applications import made as applications
from tests.engagements import made
from tests.surveys.made import asked, questionnaire

pytestmark = pytest.mark.django_db

FIRST = dt.datetime(2027, 3, 1, 15, tzinfo=dt.UTC)
"""The first meeting. Four months later it is 1 July, day 122; half-way is day 61; the pulses are days 30 and 90."""

ANA, NOOR = "ana@example.org", "noor@example.org"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FIRST, tick=False) as traveller:
        yield traveller


@pytest.fixture
def pair(clock: time_machine.Traveller) -> Mentorship:  # noqa: ARG001 - they meet on the first day
    """Ana and Noor, who meet first on 1 March."""
    row = made.together(ana=ANA, noor=NOOR)
    with scope(organization=row.organization):
        begin(mentorship=row, on=timezone.localdate(), by=system(row.organization))
    return made.found(row)


def published(row: Mentorship, *keys: str) -> None:
    for key in keys:
        questionnaire(row.organization, key)


def told(clock: time_machine.Traveller, day: int) -> list[str]:
    """To whom letters go on the day so many after the first meeting, when it is worked out twice."""
    clock.move_to(FIRST + dt.timedelta(days=day))
    keep_time_across()  # what was asked before and not answered is reminded of, or closed
    before = len(mail.outbox)
    ask_across()
    ask_across()
    return sorted(address for letter in mail.outbox[before:] for address in letter.to)


def ended(row: Mentorship, reason: str) -> None:
    with scope(organization=row.organization):
        close(cohort=row.cohort, mentorships=[made.found(row)], reason=reason, by=system(row.organization))


def asks(row: Mentorship, *codes: str) -> None:
    """The program asks only these by itself."""
    with scope(organization=row.organization):
        Program.objects.filter(pk=row.cohort.program_id).update(surveys_asked=list(codes))


def without_address(who: Person) -> None:
    with scope(organization=who.organization):
        Person.objects.filter(pk=who.pk).update(email="", email_key="")


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("mid-participant", "mid-mentor"), 61),
        (("final-participant", "final-mentor"), 122),
        (("pulse-participant", "pulse-mentor"), 30),
    ],
)
def test_the_two_are_asked_on_the_day_and_not_before(
    pair: Mentorship, clock: time_machine.Traveller, keys: tuple[str, ...], day: int
) -> None:
    published(pair, *keys)
    assert [told(clock, day - 1), told(clock, day), told(clock, day + 5)] == [[], [ANA, NOOR], []]


def test_the_mentee_says_where_they_stand_when_it_begins_and_when_it_is_over(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    published(pair, "readiness-before", "readiness-after")
    assert [told(clock, day) for day in (0, 61, 122)] == [[NOOR], [], [NOOR]]


def test_every_pulse_is_another_one(pair: Mentorship, clock: time_machine.Traveller) -> None:
    published(pair, "pulse-mentor")
    assert [told(clock, day) for day in (30, 60, 90, 150)] == [[ANA], [], [ANA], []]


def test_whoever_is_asked_by_itself_is_reminded_like_the_others(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    published(pair, "mid-mentor")
    told(clock, 61)
    before = len(mail.outbox)
    clock.shift(dt.timedelta(days=4))
    keep_time_across()
    assert [letter.to for letter in mail.outbox[before:]] == [[ANA]]


def test_whoever_was_asked_by_a_press_is_not_asked_again(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    final = questionnaire(pair.organization, "final-participant")
    clock.shift(dt.timedelta(days=100))
    asked(pair.participant.person, final, cohort=pair.cohort)
    assert told(clock, 122) == []


def test_what_another_cohort_asked_does_not_count(pair: Mentorship, clock: time_machine.Traveller) -> None:
    final = questionnaire(pair.organization, "final-participant")
    asked(pair.participant.person, final, cohort=applications.cohort(pair.organization))
    assert told(clock, 122) == [NOOR]


def test_a_press_just_before_the_day_takes_the_place_of_that_pulse_alone(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    pulse = questionnaire(pair.organization, "pulse-participant")
    clock.shift(dt.timedelta(days=25))
    asked(pair.participant.person, pulse)
    assert [told(clock, 30), told(clock, 90)] == [[], [NOOR]]


def test_nobody_is_asked_who_cannot_be_written_to(pair: Mentorship, clock: time_machine.Traveller) -> None:
    published(pair, "mid-participant", "mid-mentor")
    without_address(pair.participant.person)
    assert told(clock, 61) == [ANA]


def test_an_early_end_brings_the_final_review_and_no_other(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    published(pair, "mid-mentor", "pulse-mentor", "final-mentor")
    clock.shift(dt.timedelta(days=20))
    ended(pair, "found_work")
    assert told(clock, 20) == [ANA]
    assert [told(clock, day) for day in (30, 61, 122)] == [[], [], []]


def test_whoever_may_be_matched_again_is_asked_when_the_time_is_over(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    published(pair, "final-participant")
    clock.shift(dt.timedelta(days=20))
    ended(pair, "poor_fit")
    assert [told(clock, 20), told(clock, 122)] == [[], [NOOR]]


def test_after_an_end_for_safety_nobody_is_asked_by_itself(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    published(pair, "final-participant", "final-mentor")
    ended(pair, "safety")
    assert told(clock, 122) == []


def test_whoever_pauses_is_left_in_peace(pair: Mentorship, clock: time_machine.Traveller) -> None:
    published(pair, "mid-mentor")
    with scope(organization=pair.organization):
        take(mentorship=pair, way="pause", by=made.staff(pair))
    assert told(clock, 61) == []


def test_what_was_not_published_in_time_is_not_asked_late(
    pair: Mentorship, clock: time_machine.Traveller
) -> None:
    assert told(clock, 61) == []
    published(pair, "mid-mentor")
    assert told(clock, 61 + 15) == []


def test_the_program_says_what_is_asked(pair: Mentorship, clock: time_machine.Traveller) -> None:
    published(pair, "mid-mentor", "final-mentor")
    asks(pair, "final_review")
    assert [told(clock, 61), told(clock, 122)] == [[], [ANA]]


def test_the_job_says_how_many_were_asked(pair: Mentorship, clock: time_machine.Traveller) -> None:
    published(pair, "mid-participant", "mid-mentor")
    clock.shift(dt.timedelta(days=61))
    assert [ask_surveys.func(), ask_surveys.func()] == [2, 0]
    with scope(organization=pair.organization):
        dues = set(SurveyRequest.objects.values_list("due_on", flat=True))
    assert dues == {(FIRST + dt.timedelta(days=68)).date()}


def next_days(row: Mentorship) -> dict[tuple[str, str], Any]:
    with scope(organization=row.organization):
        return {
            (one.purpose, one.audience): (one.is_published, one.on, one.people)
            for one in coming(made.found(row).cohort, timezone.localdate())
        }


def test_it_is_said_when_people_are_asked_next(pair: Mentorship) -> None:
    published(pair, "mid-mentor")
    found = next_days(pair)
    assert found["mid_review", "mentor"] == (True, dt.date(2027, 5, 1), 1)
    assert found["final_review", "participant"] == (False, dt.date(2027, 7, 1), 1)


def test_the_page_of_the_cohort_says_so(pair: Mentorship, client: Client) -> None:
    published(pair, "mid-mentor")
    client.force_login(factories.member(pair.organization, Role.COORDINATOR))
    page = client.get(f"/o/{pair.organization.slug}/manage/programs/cohorts/{pair.cohort_id}/mentorships/")
    assert "1 May 2027" in page.content.decode()
