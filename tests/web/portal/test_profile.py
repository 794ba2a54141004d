"""One's own profile, with an account."""

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.actors import system
from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from parcours.people.actions.requests import ask_for_profile
from parcours.people.models import Person
from parcours.people.queries import open_request
from tests import factories
from tests.web.filling import fill_in

pytestmark = pytest.mark.django_db

OWN = "/o/north/profile/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def user(north: Organization, client: Client) -> User:
    someone = factories.member(north, Role.PARTICIPANT)
    client.force_login(someone)
    return someone


@pytest.fixture
def person(north: Organization, user: User) -> Person:
    return factories.person(north, user=user, given_name="Ana")


@pytest.mark.usefixtures("user")
def test_who_has_no_profile_is_told_whom_to_ask(client: Client) -> None:
    assert "There is no profile of you here" in client.get(OWN).content.decode()
    assert client.get(f"{OWN}about/").status_code == 404
    assert client.post(OWN).status_code == 404


def test_one_s_own_profile_is_changed(client: Client, person: Person) -> None:
    answer = fill_in(
        client, f"{OWN}goals/", {"goals": ["networking", "prefer_not"], "similar_background": "yes"}
    )
    assert answer["Location"] == OWN
    with scope(organization=person.organization):
        person.participant.refresh_from_db()
    assert (person.participant.goals, person.participant.similar_background) == (
        ["networking", "prefer_not"],
        True,
    )
    assert "Networking, I prefer not to answer" in client.get(OWN).content.decode()


def test_a_code_that_is_not_offered_is_refused(client: Client, person: Person) -> None:
    page = fill_in(client, f"{OWN}goals/", {"goals": ["flying"]})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["goals"])
    assert person.participant.goals == []


def test_it_is_finished_where_it_was_asked_for(client: Client, person: Person, north: Organization) -> None:
    with scope(organization=north):
        ask_for_profile(person=person, by=system(north))
        fill_in(client, f"{OWN}about/", {"given_name": "Ana", "language": "en"})
        asked = open_request(person)
        assert asked is not None
        assert asked.done == ["about"]
        client.post(OWN)
        assert open_request(person) is None


def test_a_mentor_s_section_is_not_a_participant_s(client: Client, person: Person) -> None:
    assert person.pk
    assert client.get(f"{OWN}offers/").status_code == 404


def test_my_profile_stands_in_the_bar_of_whoever_has_one(client: Client, north: Organization) -> None:
    areas = []
    for role in (Role.PARTICIPANT, Role.COUNSELLOR):
        client.force_login(factories.member(north, role))
        areas.append([area.label for area in client.get("/o/north/").context["areas"]])
    assert areas == [
        ["Organization", "My profile", "My calendar"],
        ["Referrals", "Organization", "My calendar"],
    ]
