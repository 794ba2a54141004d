"""A questionnaire built, answered by link and in the portal, and read as results."""

from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization, SignedLink, User
from parcours.accounts.roles import Role
from parcours.people.models import Person
from parcours.surveys.actions.asking import close
from parcours.surveys.models import Question, Questionnaire, SurveyRequest
from parcours.surveys.queries import given_to, questions_of
from tests import factories
from tests.surveys.made import answer, asked, by_place, questionnaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Organization:
    return factories.organization("here")


@pytest.fixture
def staff(here: Organization, client: Client) -> Client:
    client.force_login(factories.member(here, Role.COORDINATOR))
    return client


@pytest.fixture
def person(here: Organization) -> Person:
    return factories.person(here, user=factories.member(here, Role.PARTICIPANT))


@pytest.fixture
def survey(here: Organization, person: Person) -> SurveyRequest:
    return asked(person, questionnaire(here))


def open_newest_link(client: Client) -> Client:
    """Open the link of the last letter."""
    body = str(mail.outbox[-1].body)
    link = next(word for word in body.split() if "/link/" in word)
    client.get(link[link.index("/link/") :])
    return client


@pytest.fixture
def by_link(survey: SurveyRequest) -> Client:  # noqa: ARG001 - it is what the letter is about
    """A browser that has opened the link of the letter."""
    return open_newest_link(Client())


def signed_in(person: Person) -> Client:
    """A browser in which the person has signed in."""
    assert person.user is not None
    client = Client()
    client.force_login(person.user)
    return client


def fields(survey: SurveyRequest, *values: str) -> dict[str, str]:
    return {f"q{one.pk}": value for one, value in zip(by_place(survey.questionnaire), values, strict=False)}


def kept(survey: SurveyRequest) -> tuple[str, list[object]]:
    with scope(organization=survey.organization):
        survey.refresh_from_db()
    with scope(organization=survey.organization):
        return survey.state, list(given_to(survey).values())


def test_a_link_leads_to_the_questions_and_each_page_is_saved(by_link: Client, survey: SurveyRequest) -> None:
    response = by_link.get("/link/open/", follow=True)
    address = f"/link/surveys/{survey.pk}/"
    fourth = by_place(survey.questionnaire)[3].pk
    first = by_link.post(f"{address}?page=1", fields(survey, "yes", "4", "yes"))
    half = kept(survey)
    last = by_link.post(f"{address}?page=2", {f"q{fourth}": "A desk"})
    assert response.redirect_chain[-1][0] == address
    assert (first["Location"], last["Location"]) == (f"{address}?page=2", address)
    assert (half, kept(survey)) == (
        ("open", ["yes", "4", "yes"]),
        ("answered", ["yes", "4", "yes", "A desk"]),
    )
    assert ("You can correct them" in by_link.get(address).content.decode()) is True


def test_what_is_missing_is_said_at_the_question(by_link: Client, survey: SurveyRequest) -> None:
    response = by_link.post(f"/link/surveys/{survey.pk}/?page=1", fields(survey, "yes", "4"))
    assert (response.status_code, response.context["form"].errors) == (
        200,
        {f"q{by_place(survey.questionnaire)[2].pk}": ["Choose one."]},
    )


def test_a_page_left_out_is_come_back_to(here: Organization, person: Person) -> None:
    survey = asked(person, questionnaire(here, "mid-participant"))
    client = signed_in(person)
    answer(survey, "4", "4", None, "yes", send=False)
    with scope(organization=here):
        last = questions_of(survey.questionnaire)[4]
        Question.objects.filter(pk=last.pk).update(required=False)
        survey.answers.filter(question__position=1).delete()
    response = client.post(f"/o/here/surveys/{survey.pk}/?page=2", {f"q{last.pk}": "More"})
    assert response["Location"] == f"/o/here/surveys/{survey.pk}/?page=1"


def test_whoever_will_not_answer_says_so(by_link: Client, survey: SurveyRequest) -> None:
    response = by_link.post(f"/link/surveys/{survey.pk}/", {"decline": "1"})
    again = by_link.get(f"/link/surveys/{survey.pk}/")
    assert (kept(survey)[0], response.status_code, again.status_code) == ("declined", 200, 200)


def test_what_is_closed_says_so(by_link: Client, survey: SurveyRequest) -> None:
    with scope(organization=survey.organization):
        close(survey=survey, by=system(survey.organization))
    pages = [by_link.get(f"/link/surveys/{survey.pk}/"), by_link.get("/link/surveys/")]
    assert ["closed" in pages[0].content.decode(), pages[1].context["surveys"]] == [True, []]


def test_several_are_shown_as_a_list(by_link: Client, here: Organization, person: Person) -> None:
    asked(person, questionnaire(here, "readiness-before"))
    open_newest_link(by_link)
    assert len(by_link.get("/link/surveys/").context["surveys"]) == 2


def test_nobody_elses_questions_open_by_a_link(by_link: Client, here: Organization) -> None:
    other = asked(factories.person(here), questionnaire(here, "pulse-mentor"))
    assert by_link.get(f"/link/surveys/{other.pk}/").status_code == 410


def test_an_old_link_leads_to_a_new_one(by_link: Client, survey: SurveyRequest) -> None:
    with scope(organization=survey.organization):
        SignedLink.objects.update(expires_at="2026-01-01T00:00Z")
    by_link.post("/link/again/")
    assert [letter.to for letter in mail.outbox] == [[survey.person.email]] * 2


def test_the_portal_shows_what_waits(person: Person, survey: SurveyRequest) -> None:
    client = signed_in(person)
    assert client.get("/o/here/profile/").context["surveys"] == [survey]


def test_a_draft_is_begun_changed_and_published(staff: Client, here: Organization) -> None:
    staff.post("/o/here/manage/people/surveys/", {"begin": "nothing"})
    address = staff.post("/o/here/manage/people/surveys/", {"begin": "pulse-mentor"})["Location"]
    with scope(organization=here):
        row = Questionnaire.objects.get()
    words = {"title_en": "Hello", "title_fr": "Allô", "seen": "totals", "version": str(row.version)}
    new = {
        "text_en": "Which?",
        "text_fr": "Lequel?",
        "kind": "one",
        "options": "The first | Le premier\nThe second | Le deuxième\n",
        "version": str(row.version + 1),
        "condition": f"{by_place(row)[0].pk}:yes",
        "put": "1",
    }
    staff.post(f"{address}words/", words)
    staff.post(address, new)
    staff.post(address, {"up": str(by_place(row)[4].pk)})
    staff.post(address, {"down": str(by_place(row)[0].pk)})
    staff.post(address, {"remove": str(by_place(row)[0].pk)})
    with scope(organization=row.organization):
        row.refresh_from_db()
    found = [(one.kind, one.text_fr, one.only_if_answer) for one in by_place(row)]
    options = by_place(row)[2].options
    staff.post(address, {"publish": "1"})
    with scope(organization=row.organization):
        row.refresh_from_db()
    following = staff.post(address, {"next": "1"})["Location"]
    assert (row.title_fr, row.seen, row.state, following == address) == ("Allô", "totals", "published", False)
    assert [kind for kind, _text, _answer in found] == ["yes_no", "yes_no", "one", "long"]
    assert options[0] == {"code": "the-first", "en": "The first", "fr": "Le premier"}


def test_a_question_that_is_changed_keeps_the_codes_of_its_answers(staff: Client, here: Organization) -> None:
    address = staff.post("/o/here/manage/people/surveys/", {"begin": "final-mentor"})["Location"]
    with scope(organization=here):
        row = Questionnaire.objects.get()
    question = by_place(row)[2]
    page = staff.get(f"{address}?question={question.pk}")
    sent = {name: value for name, value in page.context["form"].initial.items() if value} | {"put": "1"}
    staff.post(f"{address}?question={question.pk}", sent)
    assert by_place(row)[2].options == question.options


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"put": "1", "kind": "one"}, "Fill this in."),
        ({"put": "1", "kind": "yes_no", "measure": "take_part_again"}, "takes this measure"),
        ({"remove": "first"}, "Change that one first"),
        ({}, "Publish"),
    ],
)
def test_what_cannot_be_is_said(staff: Client, here: Organization, sent: dict[str, str], said: str) -> None:
    address = staff.post("/o/here/manage/people/surveys/", {"begin": "final-participant"})["Location"]
    with scope(organization=here):
        third = questions_of(Questionnaire.objects.get())[2].pk
    version = {"version": "1"} if "measure" in sent else {}
    sent = {name: str(third) if value == "first" else value for name, value in (sent | version).items()}
    assert (said in unescape(staff.post(address, sent, follow=True).content.decode())) is True


def test_results_are_read_and_taken_away(staff: Client, survey: SurveyRequest) -> None:
    answer(survey, "yes", "4", "yes", "A quiet desk")
    address = f"/o/here/manage/people/surveys/{survey.questionnaire_id}/results/"
    page = staff.get(address).content.decode()
    file = staff.get(f"{address}?file=csv&since=2020-01-01").content.decode("utf-8-sig").splitlines()
    assert ("A quiet desk" in page, "100%" in page) == (True, True)
    assert file[:2] == [
        "Question,Measure,Answer,People,Share of those who answered,Answered,Asked",
        "Have the two of you met in the last 30 days?,,Yes,1,100%,1,1",
    ]


def test_totals_of_few_people_are_withheld_on_the_page_and_in_the_file(
    staff: Client, here: Organization
) -> None:
    row = questionnaire(here, seen="totals")
    answer(asked(factories.person(here), row), "yes", "4", "yes", "A quiet desk")
    address = f"/o/here/manage/people/surveys/{row.pk}/results/"
    page = staff.get(address).content.decode()
    file = staff.get(f"{address}?file=csv").content.decode("utf-8-sig").splitlines()
    assert ("A quiet desk" in page, file[1]) == (
        False,
        "Have the two of you met in the last 30 days?,,Yes,x,,x,x",
    )


@pytest.mark.usefixtures("survey")
def test_a_french_button_is_a_verb(person: Person) -> None:
    User.objects.update(language="fr")
    page = signed_in(person).get("/o/here/profile/").content.decode()
    assert '>Répondre<span class="hidden-words">' in page
