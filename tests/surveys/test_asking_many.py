"""Many are asked at once: whoever can be, each in their language; the others are named with the reason."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.surveys.actions import many
from parcours.surveys.actions.answering import decline
from parcours.surveys.actions.asking import close
from parcours.surveys.actions.many import ask_many, sort_out
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import today
from tests import factories
from tests.applications import made as applications
from tests.people.consent.made import oneself, staff
from tests.surveys.made import WEEK, answer, asked, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def pulse(here: Organization) -> Questionnaire:
    return questionnaire(here)


@pytest.fixture
def ana(here: Organization) -> Person:
    return factories.person(here, given_name="Ana", email="ana@example.org", language="en")


def sent(here: Organization, what: Questionnaire, *people: Person, days: int = 7) -> many.Sorted:
    day = today(here)
    cohort = Cohort.objects.first() or applications.cohort(here)
    due = day + dt.timedelta(days=days)
    return ask_many(questionnaire=what, people=people, opens=day, due=due, cohort=cohort, by=staff(here))


def why(here: Organization, what: Questionnaire, person: Person) -> list[str]:
    return [reason for _person, reason in sort_out(what, [person], today(here)).left_out]


def test_each_gets_a_letter_in_their_language(here: Organization, pulse: Questionnaire, ana: Person) -> None:
    luc = factories.person(here, email="luc@example.org", language="fr")
    mail.outbox.clear()
    done = sent(here, pulse, ana, luc)
    assert done == many.Sorted([ana, luc], [])
    assert [(letter.to[0], str(letter.subject).split(" ", 1)[1]) for letter in mail.outbox] == [
        ("ana@example.org", "has a few questions for you"),
        ("luc@example.org", "a quelques questions pour vous"),
    ]


def test_what_it_is_about_and_the_reminders_are_those_of_a_survey(
    here: Organization, pulse: Questionnaire, ana: Person
) -> None:
    sent(here, pulse, ana)
    kept, cohort = SurveyRequest.objects.get(), Cohort.objects.get()
    assert (kept.state, kept.remind, kept.about_kind, kept.about_id) == (
        "open",
        [3, 0],
        "cohort",
        str(cohort.pk),
    )


def test_who_can_be_reached_nowhere_is_left_out(here: Organization, pulse: Questionnaire) -> None:
    silent = factories.person(here, email="")
    assert sent(here, pulse, silent) == many.Sorted([], [(silent, "no_address")])
    assert SurveyRequest.objects.count() == 0


STATES: dict[str, Callable[[SurveyRequest], None]] = {
    "asked": lambda _survey: None,
    "answered": lambda survey: answer(survey, "yes", "5", "no"),
    "declined": lambda survey: decline(survey=survey, by=oneself(survey.person)),
}


@pytest.mark.parametrize("reason", STATES)
def test_nobody_is_asked_twice_at_a_time(
    here: Organization, pulse: Questionnaire, ana: Person, reason: str
) -> None:
    STATES[reason](asked(ana, pulse))
    assert why(here, pulse, ana) == [reason]


@pytest.mark.parametrize("over", ["closed", "a month ago"])
def test_who_was_asked_earlier_can_be_asked_again(
    here: Organization, pulse: Questionnaire, ana: Person, over: str
) -> None:
    survey = asked(ana, pulse)
    if over == "closed":
        close(survey=survey, by=staff(here))
    else:
        answer(survey, "yes", "5", "no")
        SurveyRequest.objects.update(closes_on=today(here) - 4 * WEEK)
    assert why(here, pulse, ana) == []


def test_another_questionnaire_is_another_question(
    here: Organization, pulse: Questionnaire, ana: Person
) -> None:
    asked(ana, pulse)
    assert why(here, questionnaire(here, "readiness-before"), ana) == []


def test_more_than_can_be_asked_at_once_wait_for_the_next_press(
    here: Organization, pulse: Questionnaire, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST_AT_ONCE", 1)
    other = factories.person(here, email="other@example.org")
    first = sent(here, pulse, ana, other)
    second = sent(here, pulse, ana, other)
    assert (first.left_out, second.can) == ([(other, "later")], [other])


def test_where_the_days_make_no_sense_nobody_is_asked(
    here: Organization, pulse: Questionnaire, ana: Person
) -> None:
    with pytest.raises(Refused):
        sent(here, pulse, ana, days=-1)
    assert SurveyRequest.objects.count() == 0


def test_a_mentor_asks_nobody(here: Organization, pulse: Questionnaire, ana: Person) -> None:
    day = today(here)
    with pytest.raises(NotAllowed):
        ask_many(questionnaire=pulse, people=[ana], opens=day, due=day, by=staff(here, Role.MENTOR))
