"""The pages about members: found, changed and ended, each only by whoever may."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from parcours.accounts.models import Membership, Organization, User
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

MEMBERS = "/o/north/manage/members/"


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@pytest.fixture
def admin(north: Organization) -> User:
    return factories.member(north, Role.ADMINISTRATOR, name="Admin")


@pytest.fixture
def browser(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


def membership(user: User) -> Membership:
    return Membership.objects.filter(user=user).latest("pk")


def names(browser: Client, query: str = "") -> list[str]:
    return [row.name for row in browser.get(f"{MEMBERS}?{query}").context["list"].lines()]


def test_the_list_is_searched_filtered_and_sorted(browser: Client, north: Organization) -> None:
    for name, role in (("Zoë", Role.MENTOR), ("anna", Role.MENTOR), ("Boris", Role.FUNDER)):
        factories.member(north, role, name=name)
    factories.member(factories.organization("south"), Role.MENTOR, name="Anna of the south")
    queries = ("", "sort=-name", "role=mentor", "q=ANN", "role=mentor&q=zo")
    assert [names(browser, query) for query in queries] == [
        ["Admin", "anna", "Boris", "Zoë"],
        ["Zoë", "Boris", "anna", "Admin"],
        ["anna", "Zoë"],
        ["anna"],
        ["Zoë"],
    ]


def test_a_person_without_a_name_is_found_by_their_address(browser: Client, north: Organization) -> None:
    factories.member(north, Role.MENTOR, email="nameless@example.org")
    assert names(browser, "q=nameless") == ["nameless@example.org"]


def test_the_file_holds_what_the_page_shows(browser: Client, north: Organization) -> None:
    factories.member(north, Role.MENTOR, name="=Anna", email="anna@example.org")
    lines = browser.get(f"{MEMBERS}?role=mentor&file=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines] == [
        ["Name", "Email address", "Role"],
        ["'=Anna", "anna@example.org", "Mentor"],
    ]


def test_one_member_costs_as_many_queries_as_three(browser: Client, north: Organization) -> None:
    browser.get(MEMBERS)  # the first look within a minute is written into the audit log
    costs = []
    for more in (0, 2):
        for _ in range(more):
            factories.member(north, Role.MENTOR)
        with CaptureQueriesContext(connection) as captured:
            browser.get(MEMBERS)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 20


def test_a_person_shows_what_they_are_and_were(browser: Client, north: Organization) -> None:
    anna = factories.member(north, Role.PARTICIPANT, name="Anna")
    with scope(organization=north):
        row = membership(anna)
        browser.post(f"{MEMBERS}role/{row.pk}/", {"role": "mentor", "version": row.pk})
        page = browser.get(f"{MEMBERS}{anna.pk}/")
    assert [row.role for row, _may_end in page.context["now"]] == ["mentor"]
    assert [row.role for row in page.context["past"]] == ["participant"]


def test_t01_somebody_of_another_organization_is_absent(browser: Client) -> None:
    stranger = factories.member(factories.organization("south"), Role.MENTOR)
    assert browser.get(f"{MEMBERS}{stranger.pk}/").status_code == 404


def test_a_role_that_is_held_already_is_refused_at_the_field(browser: Client, north: Organization) -> None:
    anna = factories.member(north, Role.MENTOR, name="Anna")
    with scope(organization=north):
        row = membership(anna)
        page = browser.post(f"{MEMBERS}role/{row.pk}/", {"role": "mentor", "version": row.pk})
    assert (page.status_code, page.context["form"].errors) == (200, {"role": ["Anna has this role already."]})


def test_ending_asks_first_and_then_ends_all(browser: Client, north: Organization) -> None:
    with scope(organization=north):
        rows = [membership(factories.member(north, Role.MENTOR, name=name)) for name in ("Anna", "Boris")]
        chosen = {"selected": [row.pk for row in rows]}
        asked = browser.get(f"{MEMBERS}end/", chosen)
        still = names(browser)
        done = browser.post(f"{MEMBERS}end/", chosen, follow=True)
    assert [row.user.name for row in asked.context["chosen"]] == ["Anna", "Boris"]
    assert (still, names(browser)) == (["Admin", "Anna", "Boris"], ["Admin"])
    assert [str(message) for message in done.context["messages"]] == ["2 memberships have ended."]


@pytest.mark.parametrize("selected", [[], ["x"], ["999999"]])
def test_nothing_chosen_is_said(browser: Client, selected: list[str]) -> None:
    page = browser.post(f"{MEMBERS}end/", {"selected": selected}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Choose at least one member first."]


def test_t01_a_membership_of_another_organization_is_not_ended(browser: Client) -> None:
    south = factories.organization("south")
    stranger = factories.member(south, Role.MENTOR)
    with scope(organization=south):
        row = membership(stranger)
        browser.post(f"{MEMBERS}end/", {"selected": [row.pk]})
        assert membership(stranger).ended_at is None


def test_a_coordinator_sees_members_and_changes_none(
    client: Client, north: Organization, admin: User
) -> None:
    client.force_login(factories.member(north, Role.COORDINATOR, name="Coordinator"))
    page = client.get(MEMBERS)
    assert [row.pk for row in page.context["list"].lines()] == ["", ""]
    assert "End memberships" not in page.content.decode()
    assert client.get(f"{MEMBERS}end/").status_code == 403
    assert client.get(f"{MEMBERS}{admin.pk}/").status_code == 200
