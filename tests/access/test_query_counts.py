"""A list asks the database as often for three rows as for one: what grows with the rows is slow with many."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from parcours.accounts.models import Network, NetworkMember, Organization, Partnership
from parcours.accounts.roles import Role
from parcours.people.kinds import Kind
from tests import factories
from tests.access.addresses import Address
from tests.access.few import few_at_once
from tests.access.forms import signed_in
from tests.access.test_matrix import path_of
from tests.access.walk import pages
from tests.access.world import World
from tests.rows import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST = 20
OF_EVERY_TABLE = {
    "my-data": 114,
    "my-data-pdf": 118,
    "my-data-json": 221,
    **dict.fromkeys(("cohort-report-pdf", "aggregate-report-pdf", "partner-report-pdf"), 24),
}
"""Pages that say everything about one person ask each table once; the file for machines in both languages. So does the
report of a cohort, whose PDF is written into the log each time."""


def grow(world: World, number: int) -> None:
    """Give the organization one more row of everything that has a list."""
    for role in Role:
        factories.member(world.organization, role, name=f"Person {number}")
    factories.invitation(world.organization)
    factories.person(world.organization, *Kind)
    slug = world.organization.slug
    partner = factories.organization(f"partner-{number}-of-{slug}")
    world.row(Partnership, partner=partner, role="lead", starts_on=dt.date(2026, 1, 1))
    network = Network.objects.create(slug=f"network-{number}-of-{slug}", name_en=f"Network {number}")
    world.row(NetworkMember, network=network, joined_on=dt.date(2026, 1, 1))
    factories.join(Organization.objects.get(pk=partner.pk), world.people[Role.ADMINISTRATOR], Role.MENTOR)


def asked(client: Client, path: str) -> int:
    """How often a page asks the database. It is opened once before, so that nothing is new to it."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@pytest.fixture(scope="module")
def _grown(furnished: Mapping[str, World], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Our organization has a row more of everything, the other one three."""

    def three() -> None:
        grow(deepcopy(furnished["ours"]), 1)
        for number in (1, 2, 3):
            grow(deepcopy(furnished["theirs"]), number)

    with made_once(django_db_blocker, three):
        yield


@pytest.mark.sqlite_only  # both are asked as often
@few_at_once(pages())
@pytest.mark.usefixtures("_grown")
def test_t63_more_rows_are_no_more_queries(some: Sequence[Address], ours: World, theirs: World) -> None:
    clients = [(world, signed_in(world.people[Role.ADMINISTRATOR])) for world in (ours, theirs)]
    wrong = []
    for address in some:
        few, many = (asked(one, path_of(address, world.organization.slug, world)) for world, one in clients)
        if many != few or many > OF_EVERY_TABLE.get(address.name, MOST):
            wrong.append(f"{address.name}: {few}, and {many} where there are more rows")
    assert wrong == []


def test_a_page_that_asks_for_every_row_is_found(ours: World) -> None:
    def slow() -> int:
        with CaptureQueriesContext(connection) as queries:
            for partner in Organization.objects.all():
                Organization.objects.filter(pk=partner.pk).exists()
        return len(queries)

    few = slow()
    grow(ours, 4)
    assert slow() > few
