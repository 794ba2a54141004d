"""One's own sensitive facts: what the organization asks for, with why, given, corrected, declined, and kept sealed."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.audit.queries import readable
from parcours.accounts.links.queries import hash_of
from parcours.accounts.models import AuditEntry, Organization, SignedLink
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed
from parcours.people.actions.requests import ask_for_profile
from parcours.people.actions.sensitive import keep_facts, look, look_at_own
from parcours.people.kinds import Kind
from parcours.people.models import Person, SensitiveFacts
from parcours.people.sensitive import FACTS, Why, asked_of
from parcours.web.editing import Difference
from tests import factories
from tests.web.filling import fill_in

pytestmark = pytest.mark.django_db

OWN = "/o/north/profile/facts/"
LINK = "/link/facts/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north", facts_asked=["uci", "birth_date", "gender", "countries"])


@pytest.fixture
def person(north: Organization, client: Client) -> Person:
    user = factories.member(north, Role.PARTICIPANT)
    client.force_login(user)
    return factories.person(north, user=user, email="ana@example.org")


def test_what_is_asked_of_whom(north: Organization) -> None:
    with scope(organization=north):
        assert asked_of(factories.person(north)) == ("uci", "birth_date", "gender", "countries")
        assert asked_of(factories.person(north, Kind.SUPERVISOR)) == ()
        north.facts_asked = ["uci", "background"]
        assert asked_of(factories.person(north, Kind.MENTOR)) == ("background",)


def test_every_fact_comes_with_its_reason(client: Client, person: Person) -> None:
    page = client.get(OWN).content.decode()
    for name in person.organization.facts_asked:
        assert str(FACTS[name].reason) in page
    assert str(FACTS["background"].reason) not in page


def test_where_nothing_is_asked_there_is_no_page(client: Client, person: Person) -> None:
    Organization.objects.update(facts_asked=[])
    assert client.get(OWN).status_code == 404
    assert "Sensitive facts" not in client.get("/o/north/profile/").content.decode()
    assert person.pk


def test_facts_are_given_corrected_and_declined(client: Client, person: Person, north: Organization) -> None:
    given = {"uci": "1234-5678", "birth_date": "1990-05-31", "gender": "woman", "countries": ["SY", "LB"]}
    assert fill_in(client, OWN, given)["Location"] == "/o/north/profile/"
    shown = client.get(OWN).context["form"]
    assert {name: shown[name].value() for name in given} == {
        "uci": "12345678",
        "birth_date": "1990-05-31",
        "gender": "woman",
        "countries": ["SY", "LB"],
    }
    fill_in(client, OWN, {"uci_declined": "on", "gender": "prefer_not", "birth_date": "1990-05-30"})
    again = client.get(OWN).context["form"]
    assert (again["uci"].value(), again["uci_declined"].value(), again["gender"].value()) == (
        "",
        True,
        "prefer_not",
    )
    with scope(organization=north):
        coordinator = actor_for(factories.member(north, Role.COORDINATOR), north)
        assert look(person=person, why=Why.FUNDER_REPORT, by=coordinator) == {
            "immigration_class": "",
            "uci": "prefer_not",
            "birth_date": "1990-05-30",
            "gender": "prefer_not",
            "countries": "",
        }


def test_staff_read_that_an_answer_was_declined(client: Client, person: Person, north: Organization) -> None:
    fill_in(client, OWN, {"uci_declined": "on"})
    browser = Client()
    browser.force_login(factories.member(north, Role.COORDINATOR))
    path = f"/o/north/manage/people/{person.pk}/sensitive/"
    facts = dict(browser.post(path, {"why": "funder_report"}).context["facts"])
    assert (facts[FACTS["uci"].label], facts[FACTS["gender"].label]) == ("I prefer not to answer", "")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"uci": "12"}, None),
        ({"birth_date": "soon"}, "birth_date"),
        ({"uci": "12345678", "uci_declined": "on"}, "uci"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: Client, person: Person, sent: dict[str, str], wrong: str | None
) -> None:
    page = fill_in(client, OWN, sent)
    assert list(page.context["form"].errors) == [wrong or "__all__"]
    with scope(organization=person.organization):
        assert SensitiveFacts.objects.filter(person=person).exists() is False


def test_by_link_the_same(person: Person, north: Organization) -> None:
    with scope(organization=north):
        ask_for_profile(person=person, by=system(north))
        SignedLink.objects.update(token_hash=hash_of("known"))
    browser = Client()
    assert browser.get(LINK).status_code == 410
    browser.get("/link/known/")
    assert "Sensitive facts" in browser.get("/link/profile/").content.decode()
    assert fill_in(browser, LINK, {"gender": "another"})["Location"] == "/link/profile/"
    assert browser.get(LINK).context["form"]["gender"].value() == "another"


def test_t55_one_s_own_look_is_kept_and_is_nobody_else_s(
    client: Client, person: Person, north: Organization
) -> None:
    client.get(OWN)
    with scope(organization=north):
        entry = AuditEntry.objects.filter(verb="sensitive.viewed").get()
        said = readable(entry)
        assert said is not None
        assert said["more"] == {"why": "own", "facts": ["uci", "birth_date", "gender", "countries"]}
        assert entry.content.actor == person.user
        coordinator = actor_for(factories.member(north, Role.COORDINATOR), north)
        with pytest.raises(NotAllowed):
            look_at_own(person=person, names=("uci",), by=coordinator)


def test_t42_what_staff_corrected_meanwhile_is_shown(
    client: Client, person: Person, north: Organization
) -> None:
    fill_in(client, OWN, {"uci": "12345678"})
    version = client.get(OWN).context["form"]["version"].value()
    with scope(organization=north):
        keep_facts(person=person, by=system(north), facts={"uci": "87654321"})
    second = client.post(OWN, {"uci": "11112222", "version": version})
    assert (second.status_code, second.context["editing"].differences) == (
        409,
        [Difference("Unique client identifier (UCI)", "87654321", "11112222")],
    )


def test_t42_of_two_who_begin_the_second_is_told(client: Client, person: Person, north: Organization) -> None:
    with scope(organization=north):
        keep_facts(person=person, by=system(north), facts={"uci": "87654321"})
    assert client.post(OWN, {"uci": "11112222", "version": "0"}).status_code == 409
