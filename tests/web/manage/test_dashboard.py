"""What needs somebody today, and the figures."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Organization, Partnership
from parcours.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = "/o/north/manage/"


def titles(client: Client) -> list[str]:
    return [need.title for need in client.get(TODAY).context["needs"]]


@pytest.fixture
def north() -> Organization:
    return factories.organization("north")


@time_machine.travel(dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC))
def test_the_most_urgent_comes_first(client: Client, north: Organization) -> None:
    city = factories.organization("city", name_en="City")
    with scope(organization=north):
        Partnership.objects.create(
            organization=north,
            partner=city,
            role="lead",
            starts_on=dt.date(2026, 1, 1),
            ends_on=dt.date(2026, 12, 22),
        )
    client.force_login(factories.member(north, Role.ADMINISTRATOR, name="Anna"))
    assert titles(client) == [
        "Nobody answers for privacy",
        "The organization has no contact",
        "The partnership with City ends soon",
        "Anna is the only administrator",
    ]


def test_nothing_is_asked_of_whoever_cannot_answer(client: Client, north: Organization) -> None:
    client.force_login(factories.member(north, Role.COORDINATOR))
    page = client.get(TODAY)
    assert (page.context["needs"], "Nothing needs you now" in page.content.decode()) == ([], True)


def test_nothing_is_asked_where_all_is_well(client: Client) -> None:
    north = factories.organization(
        "north", privacy_officer_email="p@example.org", contact_email="c@example.org"
    )
    factories.member(north, Role.ADMINISTRATOR)
    client.force_login(factories.member(north, Role.ADMINISTRATOR))
    assert titles(client) == []


def test_somebody_with_two_roles_is_counted_once(client: Client, north: Organization) -> None:
    admin = factories.member(north, Role.ADMINISTRATOR)
    with scope(organization=north):
        factories.join(north, admin, Role.MENTOR)
    factories.member(north, Role.MENTOR)
    client.force_login(admin)
    shown = client.get(TODAY).context
    assert (shown["members"], shown["mentors"], shown["participants"], shown["partners"]) == (2, 2, 0, 0)
    assert [(bar.label, bar.shown) for bar in shown["chart"].bars] == [
        ("Mentor", "2"),
        ("Administrator", "1"),
    ]
