"""Where somebody comes in, and the areas that are open to them."""

import pytest
from django.test import Client

from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

STAFF = ["Today", "Programs", "Members", "People", "Partners", "Figures", "Organization"]
ALL = [*STAFF[:-1], "Audit log", STAFF[-1]]


@pytest.mark.parametrize(
    ("role", "address", "areas"),
    [
        (Role.ADMINISTRATOR, "/o/north/manage/", ALL),
        (Role.COORDINATOR, "/o/north/manage/", STAFF),
        (Role.MENTOR, "/o/north/profile/", ["Organization", "My profile", "My calendar"]),
        (Role.FUNDER, "/o/north/figures/", ["Figures"]),
    ],
)
def test_everybody_comes_to_what_they_come_for(
    client: Client, role: Role, address: str, areas: list[str]
) -> None:
    client.force_login(factories.member(factories.organization("north"), role))
    page = client.get("/start/", follow=True)
    assert page.redirect_chain[-1] == (address, 302)
    assert [area.label for area in page.context["areas"]] == areas


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/o/north/", "Organization"),
        ("/o/north/manage/", "Today"),
        ("/o/north/manage/organization/", "Organization"),
        ("/o/north/manage/members/end/?selected=x", "Members"),
        ("/o/north/manage/partners/networks/", "Partners"),
        ("/o/north/manage/people/mentors/add/", "People"),
        ("/o/north/manage/programs/supply/", "Programs"),
        ("/o/north/manage/invitations/new/", "Members"),
        ("/o/north/manage/sign-in/", "Organization"),
        ("/o/north/manage/appointments/new/", "Organization"),
        ("/o/north/calendar/", "Organization"),
    ],
)
def test_the_bar_says_where_one_is(client: Client, path: str, area: str) -> None:
    client.force_login(factories.member(factories.organization("north"), Role.ADMINISTRATOR))
    areas = client.get(path, follow=True).context["areas"]
    assert [shown.label for shown in areas if shown.here] == [area]


def test_several_organizations_are_a_choice(client: Client) -> None:
    north, south = factories.organization("north"), factories.organization("south")
    anna = factories.member(north, Role.MENTOR)
    factories.join(south, anna, Role.MENTOR)
    factories.join(south, anna, Role.FUNDER)
    client.force_login(anna)
    assert client.get("/start/").context["places"] == [
        (north, [Role.MENTOR]),
        (south, [Role.FUNDER, Role.MENTOR]),
    ]


def test_no_organization_says_what_to_do(client: Client) -> None:
    client.force_login(factories.user())
    assert "Open the invitation" in client.get("/start/").content.decode()


def test_what_the_bar_has_no_room_for_is_under_more(client: Client) -> None:
    north = factories.organization("north")
    anna = factories.member(north, Role.COORDINATOR)
    client.force_login(anna)
    assert client.get("/o/north/").context["areas_more"] == []
    factories.join(north, anna, Role.MENTOR)
    page = client.get("/o/north/profile/")
    shown, more = page.context["areas_shown"], page.context["areas_more"]
    assert [area.label for area in [*shown, *more]] == [*STAFF, "My profile"]
    assert [(area.label, area.here) for area in more] == [("Organization", False), ("My profile", True)]
    assert '<summary class="here">More' in page.content.decode()
