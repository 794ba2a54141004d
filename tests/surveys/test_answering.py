import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django_scopes import scope, scopes_disabled

from parcours.accounts.mail import Letter
from parcours.accounts.models import AuditEntry
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.models import Person
from parcours.surveys.actions.answering import decline, save_answers, send_answers
from parcours.surveys.keeping_time import keep_time_across
from parcours.surveys.models import Answer, Questionnaire, SurveyRequest
from parcours.surveys.queries import given_to, waiting_for
from tests import factories
from tests.applications import made as applications
from tests.people.consent.made import oneself, staff
from tests.surveys.made import answer, asked, by_place, questionnaire

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def person() -> Person:
    return factories.person(factories.organization())


@pytest.fixture
def pulse(person: Person) -> Questionnaire:
    return questionnaire(person.organization)


@pytest.fixture
def survey(person: Person, pulse: Questionnaire) -> SurveyRequest:
    return asked(person, pulse)


def state_of(survey: SurveyRequest) -> str:
    with scope(organization=survey.organization):
        survey.refresh_from_db()
    return survey.state


def test_what_opens_today_is_sent_at_once(survey: SurveyRequest) -> None:
    assert (survey.state, [letter.to for letter in mail.outbox]) == ("open", [[survey.person.email]])


def test_what_opens_later_is_sent_on_its_day(person: Person, pulse: Questionnaire) -> None:
    survey = asked(person, pulse, opens=3)
    before = (survey.state, keep_time_across(), len(mail.outbox))
    with time_machine.travel(NOON + dt.timedelta(days=3), tick=False):
        done = keep_time_across()
    assert (before, done, state_of(survey), len(mail.outbox)) == (("planned", 0, 0), 1, "open", 1)


def test_two_reminders_then_it_closes(survey: SurveyRequest) -> None:
    days = {}
    for day in range(17):
        with time_machine.travel(NOON + dt.timedelta(days=day), tick=False):
            days[day] = [keep_time_across(), keep_time_across()]
    assert ({day for day, done in days.items() if done == [1, 0]}, state_of(survey)) == ({4, 7, 15}, "closed")


def test_whoever_answered_is_not_reminded(survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "no")
    with time_machine.travel(NOON + dt.timedelta(days=4), tick=False):
        assert keep_time_across() == 0


def test_every_letter_says_which_program_it_is_about(person: Person, pulse: Questionnaire) -> None:
    cohort = applications.cohort(person.organization)
    survey = asked(person, pulse, opens=1, cohort=cohort)
    asked(factories.person(person.organization, email="alone@example.org"), pulse, opens=1)
    for days in (1, 5):
        with time_machine.travel(NOON + dt.timedelta(days=days), tick=False):
            keep_time_across()
    state_of(survey)
    with time_machine.travel(NOON + dt.timedelta(days=5), tick=False):
        answer(survey, "yes", "4", "no")
    letters = [letter for letter in mail.outbox if isinstance(letter, Letter)]
    assert {(letter.entry.key, letter.to[0], letter.of_program) for letter in letters} == {
        ("survey.asked", person.email, cohort.program_id),
        ("survey.asked", "alone@example.org", None),
        ("survey.reminder", person.email, cohort.program_id),
        ("survey.reminder", "alone@example.org", None),
        ("survey.thanks", person.email, cohort.program_id),
    }


@pytest.mark.parametrize("values", [("yes", "4", "no", None), ("no", "1", "yes", "A desk")])
def test_answers_are_kept_and_thanked_for_once(survey: SurveyRequest, values: tuple[Any, ...]) -> None:
    answer(survey, *values)
    answer(survey, *values)
    with scope(organization=survey.organization):
        kept = list(given_to(survey).values())
        waits = waiting_for(survey.person)
    assert kept == [value for value in values if value is not None]
    assert (state_of(survey), waits, len(mail.outbox)) == ("answered", [], 2)


def test_words_are_sealed(survey: SurveyRequest) -> None:
    answer(survey, None, None, None, "A quiet desk", send=False)
    with scope(organization=survey.organization):
        kept = Answer.objects.select_related("question").get()
    assert (kept.value, b"desk" in bytes(kept.sealed_text), kept.given) == (None, False, "A quiet desk")


def test_what_is_asked_no_more_goes_when_the_answers_are_sent(survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "yes", "A desk", send=False)
    answer(survey, "yes", "4", "no")
    with scope(organization=survey.organization):
        assert list(given_to(survey).values()) == ["yes", "4", "no"]


@pytest.mark.parametrize("values", [("yes", "4"), ("yes", "4", "yes"), ()])
def test_what_must_be_answered_is_asked_for(survey: SurveyRequest, values: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="Answer this first"):
        answer(survey, *values)
    assert state_of(survey) == "open"


@pytest.mark.parametrize("value", ["perhaps", ["yes"], 5])
def test_an_answer_that_is_none_of_the_questions_is_refused(survey: SurveyRequest, value: object) -> None:
    with pytest.raises(Refused, match="Choose one of the answers"):
        answer(survey, value)


def test_another_questionnaires_question_is_refused(survey: SurveyRequest) -> None:
    other = by_place(questionnaire(survey.organization, "final-mentor"))[0]
    with scope(organization=survey.organization), pytest.raises(Refused, match="Choose one of the answers"):
        save_answers(survey=survey, given={other: "yes"}, by=oneself(survey.person))


def test_nobody_else_can_answer(survey: SurveyRequest) -> None:
    others = [staff(survey.organization), oneself(factories.person(survey.organization))]
    for by in others:
        with scope(organization=survey.organization), pytest.raises(NotAllowed):
            send_answers(survey=survey, by=by)
    assert state_of(survey) == "open"


def test_closed_is_closed(survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "no")
    with (
        time_machine.travel(NOON + dt.timedelta(days=15), tick=False),
        pytest.raises(Refused, match="closed"),
    ):
        answer(survey, "no", "1", "no")


def test_declining_takes_back_what_was_saved(survey: SurveyRequest) -> None:
    answer(survey, "yes", send=False)
    with scope(organization=survey.organization):
        decline(survey=survey, by=oneself(survey.person))
        left = Answer.objects.count()
    assert (state_of(survey), left) == ("declined", 0)


def test_whoever_answered_cannot_decline_any_more(survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "no")
    with scope(organization=survey.organization), pytest.raises(Refused, match="correct them"):
        decline(survey=survey, by=oneself(survey.person))


def test_nobody_is_asked_twice_at_a_time(survey: SurveyRequest) -> None:
    asked(survey.person, survey.questionnaire, cohort=applications.cohort(survey.organization))
    with pytest.raises(Refused, match="already"):
        asked(survey.person, survey.questionnaire)


def test_it_is_asked_about_a_cohort(person: Person, pulse: Questionnaire) -> None:
    cohort = applications.cohort(person.organization)
    survey = asked(person, pulse, cohort=cohort, remind=(1, 5, 1))
    assert (survey.about_kind, survey.about_id, survey.remind) == ("cohort", str(cohort.pk), [5, 1])


def test_without_an_address_nobody_is_asked(pulse: Questionnaire) -> None:
    with pytest.raises(Refused, match="no email address"):
        asked(factories.person(pulse.organization, email=""), pulse)


def test_the_log_knows_what_happened_and_no_answer(survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "yes", "A desk")
    with scopes_disabled():
        verbs = list(AuditEntry.objects.filter(verb__startswith="survey.").values_list("verb", flat=True))
    assert sorted(verbs) == ["survey.answered", "survey.opened", "survey.planned", "survey.saved"]
