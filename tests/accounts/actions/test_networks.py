"""Joining and leaving networks."""

from collections.abc import Iterator

import pytest
from django_scopes import scope

from parcours.accounts.actions.networks import join_network, leave_network
from parcours.accounts.actors import Actor, system
from parcours.accounts.models import Network, Organization
from parcours.accounts.queries import network_members_across, networks
from parcours.accounts.roles import Role
from parcours.core.refusals import NotAllowed, Refused
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Iterator[Organization]:
    organization = factories.organization("ours")
    with scope(organization=organization):
        yield organization


@pytest.fixture
def network() -> Network:
    return Network.objects.create(slug="lip", name_en="Local partnership")


def test_an_organization_joins_leaves_and_joins_again(ours: Organization, network: Network) -> None:
    seen = []
    for _ in range(2):
        place = join_network(network=network, by=system(ours))
        seen.append(network_members_across([network.pk])[network.pk])
        leave_network(place=place, by=system(ours))
        seen.append(network_members_across([network.pk])[network.pk])
    assert seen == [[ours], [], [ours], []]
    assert networks() == [(network, None)]


def test_what_is_so_already_is_refused(ours: Organization, network: Network) -> None:
    place = join_network(network=network, by=system(ours))
    with pytest.raises(Refused):
        join_network(network=network, by=system(ours))
    leave_network(place=place, by=system(ours))
    with pytest.raises(Refused):
        leave_network(place=place, by=system(ours))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_t02_nobody_else_joins_or_leaves(ours: Organization, network: Network, role: Role) -> None:
    by = Actor(organization=ours, roles=frozenset({role}))
    with pytest.raises(NotAllowed):
        join_network(network=network, by=by)
    place = join_network(network=network, by=system(ours))
    with pytest.raises(NotAllowed):
        leave_network(place=place, by=by)


@pytest.mark.usefixtures("ours")
def test_only_the_organization_s_own_place_is_seen_in_its_scope(network: Network) -> None:
    theirs = factories.organization("theirs")
    with scope(organization=theirs):
        join_network(network=network, by=system(theirs))
    assert networks() == [(network, None)]
    assert network_members_across([network.pk]) == {network.pk: [theirs]}
