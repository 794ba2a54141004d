"""Asking the people of a cohort: a look first, then exactly those who were shown."""

import datetime as dt
from html import unescape

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.models import Person
from parcours.programs.models import Cohort
from parcours.surveys.models import Questionnaire, SurveyRequest
from parcours.surveys.queries import today
from tests import factories
from tests.engagements import made
from tests.outcomes import made as outcomes
from tests.surveys.made import asked, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    """Noor's mentorship runs, Amara's is over, Ana has none; Noor and Amara have their mentors."""
    row = outcomes.cohort()
    outcomes.running(row, given_name="Noor", family_name="", email="noor@example.org")
    outcomes.over(outcomes.running(row, given_name="Amara", family_name="", email="amara@example.org"))
    made.mentee(row, given_name="Ana", family_name="", email="ana@example.org")
    return row


@pytest.fixture
def here(cohort: Cohort) -> Organization:
    return cohort.organization


@pytest.fixture
def browser(client: Client, here: Organization) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR))
    return client


def address(what: Questionnaire) -> str:
    return f"/o/{what.organization.slug}/manage/people/surveys/{what.pk}/ask/"


def given(cohort: Cohort, whom: str = "all", **more: object) -> dict[str, object]:
    day = today(cohort.organization)
    due = day + dt.timedelta(days=10)
    return {"cohort": str(cohort.pk), "whom": whom, "opens": str(day), "due": str(due), **more}


def looked(browser: Client, what: Questionnaire, cohort: Cohort, whom: str = "all") -> list[str]:
    """Who would be asked, by their given names."""
    context = browser.post(address(what), given(cohort, whom)).context
    return [person.given_name for person, _language in context["can"]]


def kept(here: Organization) -> list[str]:
    with scope(organization=here):
        rows = SurveyRequest.objects.order_by("person__called", "pk")
        return list(rows.values_list("person__given_name", flat=True))


@pytest.mark.parametrize(
    ("whom", "names"),
    [
        ("all", ["Amara", "Ana", "Noor"]),
        ("together", ["Noor"]),
        ("over", ["Amara"]),
        ("alone", ["Ana"]),
    ],
)
def test_the_look_shows_whom_the_filter_means_and_asks_nobody(
    browser: Client, here: Organization, cohort: Cohort, whom: str, names: list[str]
) -> None:
    pulse = questionnaire(here)
    assert (looked(browser, pulse, cohort, whom), kept(here)) == (names, [])


def test_a_questionnaire_for_mentors_asks_the_mentors(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    found = looked(browser, questionnaire(here, "pulse-mentor"), cohort)
    with scope(organization=here):
        mentors = Person.objects.filter(mentor__isnull=False).order_by("called", "pk")
        assert found == list(mentors.values_list("given_name", flat=True))


def test_who_is_left_out_stands_there_with_the_reason(
    browser: Client, here: Organization, cohort: Cohort
) -> None:
    pulse = questionnaire(here)
    with scope(organization=here):
        mentees = Person.objects.filter(participant__isnull=False)
        asked(mentees.get(given_name="Noor"), pulse)
        mentees.filter(given_name="Ana").update(email="")
    context = browser.post(address(pulse), given(cohort)).context
    assert [(person.given_name, str(why)) for person, why in context["left_out"]] == [
        ("Ana", "No email address and no account"),
        ("Noor", "Is asked this already"),
    ]


def test_exactly_those_who_were_shown_are_asked(browser: Client, here: Organization, cohort: Cohort) -> None:
    pulse = questionnaire(here)
    with scope(organization=here):
        shown = list(Person.objects.filter(given_name__in=("Amara", "Noor")).values_list("pk", flat=True))
        stranger = factories.person(here, email="stranger@example.org").pk
    done = browser.post(address(pulse), given(cohort, selected=[*shown, stranger], ask="1"), follow=True)
    assert (kept(here), "2 people are asked." in unescape(done.content.decode())) == (
        ["Amara", "Noor"],
        True,
    )


def test_who_was_asked_meanwhile_is_named(browser: Client, here: Organization, cohort: Cohort) -> None:
    pulse = questionnaire(here)
    with scope(organization=here):
        people = {one.given_name: one for one in Person.objects.filter(participant__isnull=False)}
        asked(people["Noor"], pulse)
    both = [people["Amara"].pk, people["Noor"].pk]
    done = browser.post(address(pulse), given(cohort, selected=both, ask="1"), follow=True)
    assert "1 person is asked. Left out: Noor." in unescape(done.content.decode())


@pytest.mark.parametrize(
    ("field", "days", "said"),
    [("opens", -1, "This day is over."), ("due", -1, "The last day is before the first one.")],
)
def test_days_that_make_no_sense_are_said_at_their_field(
    browser: Client, here: Organization, cohort: Cohort, field: str, days: int, said: str
) -> None:
    wrong = {field: str(today(here) + dt.timedelta(days=days))}
    form = browser.post(address(questionnaire(here)), {**given(cohort), **wrong}).context["form"]
    assert form.errors == {field: [said]}


def test_only_what_is_published_and_for_a_side_of_a_pair_can_be_asked(
    browser: Client, here: Organization
) -> None:
    pulse = questionnaire(here)
    with scope(organization=here):
        Questionnaire.objects.update(state="draft")
        draft = browser.get(address(pulse)).status_code
        Questionnaire.objects.update(state="published", audience="supervisor")
        assert (draft, browser.get(address(pulse)).status_code) == (404, 404)


def test_the_list_of_surveys_leads_there(browser: Client, here: Organization) -> None:
    pulse = questionnaire(here)
    page = browser.get(f"/o/{here.slug}/manage/people/surveys/").content.decode()
    assert address(pulse) in page
