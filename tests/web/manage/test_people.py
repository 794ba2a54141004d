"""The pages about people, for staff: lists, taking in, the profile, the status, pauses, sensitive facts."""

from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import Organization
from parcours.accounts.roles import Role
from parcours.people.actions.occupations import write_occupation
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import keep_facts
from parcours.people.kinds import Kind
from parcours.people.models import MentorPause, OccupationHeld, Person
from tests import factories
from tests.access.walk import text_of
from tests.web.filling import fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

PEOPLE = "/o/north/manage/people/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def browser(client: Client, north: Organization) -> Client:
    client.force_login(factories.member(north, Role.COORDINATOR))
    return client


def names(browser: Client, query: str = "", kind: str = "") -> list[str]:
    return [row.name for row in browser.get(f"{PEOPLE}{kind}?{query}").context["list"].lines()]


def only() -> Person:
    with scopes_disabled():
        return Person.objects.get()


def test_the_list_is_searched_filtered_and_sorted(browser: Client, north: Organization) -> None:
    for given, family, where in (
        ("Zoë", "Adams", "abroad"),
        ("anna", "Éluard", "in_canada"),
        ("Bo", "Fox", ""),
    ):
        factories.person(north, given_name=given, family_name=family, whereabouts=where)
    factories.person(north, Kind.MENTOR, given_name="Mentor")
    factories.person(factories.organization("south"), given_name="Anna of the south")
    queries = ("", "sort=-name", "q=eluard", "q=Éluard", "where=abroad", "status=enrolled")
    assert [names(browser, query) for query in queries] == [
        ["Zoë Adams", "anna Éluard", "Bo Fox"],
        ["Bo Fox", "anna Éluard", "Zoë Adams"],
        ["anna Éluard"],
        ["anna Éluard"],
        ["Zoë Adams"],
        [],
    ]
    assert [name.split()[0] for name in names(browser, kind="mentors/")] == ["Mentor"]


def test_unfinished_profiles_and_open_codes_are_found(browser: Client, north: Organization) -> None:
    asked, open_code = factories.person(north, family_name="A"), factories.person(north, family_name="B")
    with scope(organization=north):
        ask_for_profile(person=asked, by=system(north))
        write_occupation(person=open_code, kind="target", title="Welder", by=system(north))
    assert names(browser, "profile=unfinished") == ["Noor A"]
    assert names(browser, "profile=settled") == ["Noor B"]
    assert names(browser, "codes=open") == ["Noor B"]
    row = browser.get(f"{PEOPLE}?codes=open").content.decode()
    assert "Welder" in row


def test_somebody_is_added_with_a_link(browser: Client) -> None:
    sent = {"given_name": "Ana", "email": "ana@example.org", "language": "fr", "send_link": "on"}
    answer = browser.post(f"{PEOPLE}add/", sent)
    assert answer["Location"] == f"{PEOPLE}{only().pk}/"
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]
    page = browser.get(answer["Location"])
    assert page.context["asked"].done == []


def test_a_link_needs_an_address(browser: Client) -> None:
    page = browser.post(f"{PEOPLE}add/", {"given_name": "Ana", "language": "fr", "send_link": "on"})
    assert page.context["form"].errors == {"email": ["Give an address to send the link to."]}
    with scopes_disabled():
        assert not Person.objects.exists()


def test_t26_a_name_with_an_address_in_it_is_refused(browser: Client) -> None:
    page = browser.post(f"{PEOPLE}add/", {"given_name": "See www.evil.example", "language": "fr"})
    assert (page.status_code, len(page.context["form"].non_field_errors())) == (200, 1)


def test_t44_who_has_the_address_is_said(browser: Client, north: Organization) -> None:
    factories.person(north, given_name="Ana", family_name="Roy", email="ana@example.org")
    page = browser.post(
        f"{PEOPLE}mentors/add/", {"given_name": "A", "language": "en", "email": "ANA@example.org"}
    )
    (said,) = page.context["form"].errors["email"]
    assert said == "ANA@example.org is on file already, as the address of Ana Roy. Open that profile instead."


def test_a_section_is_changed(browser: Client, north: Organization) -> None:
    person = factories.person(north)
    sent = {"whereabouts": "abroad", "city": "Lagos", "country": "NG", "expected_arrival": "2027-03-01"}
    answer = fill_in(browser, f"{PEOPLE}{person.pk}/profile/place/", sent)
    person = only()
    assert answer["Location"] == f"{PEOPLE}{person.pk}/"
    assert (person.whereabouts, person.city, str(person.expected_arrival)) == (
        "abroad",
        "Lagos",
        "2027-03-01",
    )
    page = browser.get(answer["Location"]).content.decode()
    assert "Nigeria" in page


@pytest.mark.parametrize("section", ["offers", "nothing"])
def test_a_section_of_somebody_else_is_absent(browser: Client, north: Organization, section: str) -> None:
    person = factories.person(north)
    assert browser.get(f"{PEOPLE}{person.pk}/profile/{section}/").status_code == 404


def test_a_step_is_taken_and_one_that_makes_no_sense_is_not(browser: Client, north: Organization) -> None:
    person = factories.person(north)
    here = f"{PEOPLE}{person.pk}/status/"
    for way in ("apply", ""):
        browser.post(here, {"kind": "participant", "way": way})
    with scopes_disabled():
        assert Person.objects.get().participant.status == "applied"
    assert browser.post(here, {"kind": "participant", "way": "apply"}).status_code == 409


def test_somebody_becomes_a_mentor_too(browser: Client, north: Organization) -> None:
    person = factories.person(north)
    browser.post(f"{PEOPLE}{person.pk}/role/", {"kind": "mentor"})
    page = browser.get(f"{PEOPLE}{person.pk}/")
    assert [one["kind"] for one in page.context["standings"]] == [Kind.PARTICIPANT, Kind.MENTOR]
    assert page.context["others"] == [Kind.SUPERVISOR]


def test_a_link_is_sent_and_withdrawn(browser: Client, north: Organization) -> None:
    person = factories.person(north)
    here = f"{PEOPLE}{person.pk}/link/"
    browser.post(here)
    assert browser.get(f"{PEOPLE}{person.pk}/").context["asked"] is not None
    browser.post(here, {"withdraw": "1"})
    assert browser.get(f"{PEOPLE}{person.pk}/").context["asked"] is None
    assert browser.post(here, {"withdraw": "1"}).status_code == 409


def test_a_pause_is_planned_and_taken_out(browser: Client, north: Organization) -> None:
    person = factories.person(north, Kind.MENTOR)
    here = f"{PEOPLE}{person.pk}/pauses/"
    wrong = browser.post(here, {"starts_on": "2026-12-01", "ends_on": "2026-11-01"})
    assert wrong.context["form"].non_field_errors() == ["The last day cannot come before the first."]
    browser.post(here, {"starts_on": "2026-12-01"})
    with scopes_disabled():
        pause = MentorPause.objects.get()
    browser.post(here, {"remove": str(pause.pk)})
    with scopes_disabled():
        assert not MentorPause.objects.exists()
    assert browser.post(here, {"remove": str(pause.pk)}).status_code == 404
    assert browser.get(f"{PEOPLE}{factories.person(north).pk}/pauses/").status_code == 404


def test_a_code_is_suggested_and_confirmed(
    browser: Client, north: Organization, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))
    person = factories.person(north)
    here = f"{PEOPLE}{person.pk}/profile/occupations/"
    sent = {"kind": "target", "title": "ingénieur civil", "title_language": "fr"}
    confirm = browser.post(here, sent)["Location"]
    form = browser.get(confirm).context["form"]
    codes = [code for code, _label in form.fields["choice"].choices]
    assert (codes[0], codes[-1]) == ("21300", "none")
    assert fill_in(browser, confirm, {}).context["form"].errors == {
        "choice": ["Choose one, or write another code."]
    }
    assert fill_in(browser, confirm, {"code": "12"}).context["form"].errors != {}
    assert fill_in(browser, confirm, {"choice": "21300"})["Location"] == f"{PEOPLE}{person.pk}/"
    with scopes_disabled():
        row = OccupationHeld.objects.get()
    assert (row.noc, row.suggested_noc, row.coder_version[:6]) == ("21300", "21300", "basic-")


def test_t03_sensitive_facts_are_shown_for_a_purpose_and_nowhere_else(
    browser: Client, north: Organization
) -> None:
    person = factories.person(north, *Kind)
    with scope(organization=north):
        keep_facts(person=person, by=system(north), facts={"uci": "98765432", "background": "zqbackground"})
    here = f"{PEOPLE}{person.pk}/"
    paths = (
        PEOPLE,
        f"{PEOPLE}?file=csv",
        f"{PEOPLE}?file=xlsx",
        here,
        f"{here}sensitive/",
        f"{here}sensitive/change/",
    )
    seen = "".join(text_of(browser.get(path)) for path in paths)
    assert ("98765432" in seen, "zqbackground" in seen) == (False, False)
    shown = browser.post(f"{here}sensitive/", {"why": "funder_report"}).content.decode()
    assert ("98765432" in shown, "zqbackground" in shown) == (True, False)
    assert browser.post(f"{here}sensitive/", {"why": "person_asked"}).context["facts"] is None


def test_sensitive_facts_are_changed_without_being_shown(browser: Client, north: Organization) -> None:
    person = factories.person(north)
    here = f"{PEOPLE}{person.pk}/sensitive/"
    wrong = browser.post(f"{here}change/", {"uci": "1"})
    assert wrong.context["form"].non_field_errors() == ["A UCI has 8 or 10 digits."]
    sent = {"birth_date": "1990-05-31", "countries": ["SY", "LB"], "immigration_class": "psr"}
    assert browser.post(f"{here}change/", sent)["Location"] == here
    facts = dict(browser.post(here, {"why": "correction"}).context["facts"])
    assert [str(value) for value in facts.values() if value] == [
        "Privately sponsored refugee",
        "31 May 1990",
        "Syria, Lebanon",
    ]


@pytest.mark.parametrize("word", ["eloise", "ÉLOÏSE", "roy", "lolo", "éloïse@", "ELOÏSE ROY"])
def test_somebody_is_found_by_each_name_and_the_address(
    browser: Client, north: Organization, word: str
) -> None:
    factories.person(
        north, given_name="Éloïse", family_name="Roy", preferred_name="Lolo", email="Éloïse@example.org"
    )
    factories.person(north, given_name="Bo", family_name="Fox")
    assert names(browser, f"q={word}") == ["Éloïse Roy"]
