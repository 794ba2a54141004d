"""What staff are told about people who may be served elsewhere in a network."""

from datetime import date

import pytest
from django.test import Client
from django_scopes import scope

from parcours.accounts.models import Network, NetworkMember, Organization
from parcours.accounts.roles import Role
from parcours.people.following import follow
from parcours.people.models import Person
from tests import factories
from tests.access.walk import text_of
from tests.people.consent.made import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def members() -> list[Organization]:
    network = Network.objects.create(slug="network", name_en="Network")
    found = [factories.organization(slug) for slug in ("north", "south", "east")]
    for one in found:
        with scope(organization=one):
            NetworkMember.objects.create(organization=one, network=network, joined_on=date(2026, 1, 1))
    return found


def add(of: Organization, sharing: Organization, email: str = "ana@example.org") -> Person:
    person = factories.person(of, email=email)
    act(person, "share_partner", partner=sharing)
    with scope(organization=of):
        follow(person)
    return person


def read(client: Client, of: Organization, path: str) -> str:
    client.force_login(factories.member(of, Role.COORDINATOR))
    return text_of(client.get(f"/o/{of.slug}/manage/{path}"))


def test_the_other_organization_is_named_where_both_sides_allow_it(
    client: Client, members: list[Organization]
) -> None:
    north, south, east = members
    ours = add(north, south)
    add(south, north)
    page = read(client, north, f"people/{ours.pk}/")
    assert "Also known, as this person allows both sides to say, to: South" in page
    assert east.name not in page


def test_else_staff_are_told_to_ask_the_person(client: Client, members: list[Organization]) -> None:
    north, south, east = members
    add(north, south)
    theirs = add(south, east)
    page = read(client, south, f"people/{theirs.pk}/")
    assert "Possibly also known to another organization of the network. Ask the person." in page
    assert north.name not in page


def test_a_small_number_is_not_said(client: Client, members: list[Organization]) -> None:
    north, south, _east = members
    add(north, south), add(south, north)
    page = read(client, north, "partners/networks/")
    assert (
        "Of your people who allow sharing with another member, fewer than 11, or none, may be served there too."
        in page
    )


def test_a_large_number_is_rounded(client: Client, members: list[Organization]) -> None:
    north, south, _east = members
    for number in range(12):
        add(north, south, f"ana{number}@example.org"), add(south, north, f"ana{number}@example.org")
    page = read(client, north, "partners/networks/")
    assert "Of your people who allow sharing with another member, about 10 may be served there too." in page
