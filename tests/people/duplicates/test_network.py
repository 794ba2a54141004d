"""The same person in two organizations of a network: what each is told, and what not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import system
from parcours.accounts.models import Network, NetworkMember, Organization, Partnership
from parcours.people.actions.people import add_person
from parcours.people.actions.profile import change
from parcours.people.actions.sensitive import keep_facts
from parcours.people.consent.actions.acts import Said, withdraw
from parcours.people.duplicates.actions.merging import merge, undo
from parcours.people.duplicates.forgetting import forget_across
from parcours.people.duplicates.models import Trace
from parcours.people.duplicates.network import Elsewhere, known_elsewhere_across, served_elsewhere_across
from parcours.people.duplicates.tasks import refresh
from parcours.people.following import follow
from parcours.people.kinds import Kind
from parcours.people.models import Person
from tests import factories
from tests.people.consent.made import act, oneself

pytestmark = pytest.mark.django_db

NOWHERE = Elsewhere(maybe=False, named=[])


def member(network: Network, slug: str) -> Organization:
    organization = factories.organization(slug)
    with scope(organization=organization):
        NetworkMember.objects.create(organization=organization, network=network, joined_on=date(2026, 1, 1))
    return organization


@pytest.fixture
def network() -> Network:
    return Network.objects.create(slug="network", name_en="Network")


@pytest.fixture
def north(network: Network) -> Organization:
    return member(network, "north")


@pytest.fixture
def south(network: Network) -> Organization:
    return member(network, "south")


def add(of: Organization, *sharing: Organization, **fields: Any) -> Person:
    """Somebody who allows sharing with these."""
    with scope(organization=of):
        person = add_person(
            kind=Kind.PARTICIPANT,
            by=system(of),
            **{
                "given_name": "Ana",
                "family_name": "Roy",
                "email": "ana@example.org",
                "language": "en",
                **fields,
            },
        )
        for partner in sharing:
            act(person, "share_partner", partner=partner)
        follow(person)
    return person


def told(person: Person) -> Elsewhere:
    with scope(organization=person.organization):
        return known_elsewhere_across(person)


def traces() -> int:
    with scopes_disabled():
        return Trace.objects.count()


def test_both_sides_name_the_other_and_are_told_which(north: Organization, south: Organization) -> None:
    ours, theirs = add(north, south), add(south, north)
    assert (told(ours), told(theirs)) == (
        Elsewhere(maybe=True, named=[south]),
        Elsewhere(maybe=True, named=[north]),
    )


def test_nobody_is_compared_who_allows_nothing(north: Organization, south: Organization) -> None:
    ours, theirs = add(north, south), add(south)
    assert (told(ours), told(theirs), traces()) == (NOWHERE, NOWHERE, 1)


def test_who_allows_sharing_with_somebody_else_is_not_named(
    network: Network, north: Organization, south: Organization
) -> None:
    east = member(network, "east")
    ours, theirs = add(north, south), add(south, east)
    assert (told(ours), told(theirs)) == (NOWHERE, Elsewhere(maybe=True, named=[]))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"email": "ANA@example.org"}, {"email": " ana@EXAMPLE.org"}),
        ({"email": "", "phone": "416 555 0101"}, {"email": "", "phone": "+1 (416) 555-0101"}),
    ],
)
def test_an_address_or_a_telephone_is_enough(
    ours: dict[str, str], theirs: dict[str, str], north: Organization, south: Organization
) -> None:
    one, _other = add(north, south, **ours), add(south, north, **theirs)
    assert told(one).maybe is True


def test_a_name_needs_the_date_of_birth(north: Organization, south: Organization) -> None:
    one = add(north, south, email="", given_name="Élodie")
    other = add(south, north, email="", given_name="Roy", family_name="Elodie")
    assert told(one) == NOWHERE
    for person in (one, other):
        with scope(organization=person.organization):
            keep_facts(person=person, by=system(person.organization), facts={"birth_date": "1990-01-02"})
    assert told(one).named == [south]


def test_consent_that_is_taken_back_removes_the_hashes_at_once(
    north: Organization, south: Organization
) -> None:
    ours, theirs = add(north, south), add(south, north)
    with scope(organization=north):
        withdraw(person=ours, said=Said("share_partner", partner=south), by=oneself(ours))
    assert (told(ours), told(theirs), traces()) == (NOWHERE, NOWHERE, 1)


def test_consent_that_lapsed_counts_no_longer(north: Organization, south: Organization) -> None:
    ours = add(north, south)
    theirs = add(south)
    with scope(organization=south):
        until = timezone.localdate() + timedelta(days=1)
        act(theirs, "share_partner", partner=north, until=until)
        follow(theirs)
    assert told(ours).maybe is True
    with scopes_disabled():
        Trace.objects.filter(organization=south).update(until=timezone.localdate() - timedelta(days=2))
    assert told(ours) == NOWHERE


def test_who_left_the_network_is_not_compared(north: Organization, south: Organization) -> None:
    ours = add(north, south)
    add(south, north)
    with scope(organization=south):
        NetworkMember.objects.update(left_on=timezone.localdate())
    assert (told(ours), refresh.call(), traces()) == (NOWHERE, 2, 0)


def test_two_networks_do_not_compare_with_each_other(north: Organization) -> None:
    other = member(Network.objects.create(slug="other", name_en="Other"), "west")
    ours, _theirs = add(north, other), add(other, north)
    assert (told(ours), traces()) == (NOWHERE, 0)


def test_a_new_key_of_the_ring_makes_new_hashes(
    north: Organization, south: Organization, settings: LazySettings
) -> None:
    ours, theirs = add(north, south), add(south, north)
    settings.DATA_KEYS = {"newer": bytes(32), **settings.DATA_KEYS}
    with scope(organization=north):
        change(row=ours, by=system(north), city="Laval")
    assert told(theirs) == NOWHERE  # until the job has gone through all
    assert (refresh.call(), told(theirs).named) == (2, [north])


def test_t67_an_organization_hears_how_many_where_they_are_many(
    network: Network, north: Organization, south: Organization
) -> None:
    for number in range(11):
        add(north, south, email=f"ana{number}@example.org")
    for number in range(10):
        add(south, north, email=f"ana{number}@example.org")
    with scope(organization=north):
        few = served_elsewhere_across(north)
    add(south, north, email="ana10@example.org")
    with scope(organization=north):
        many = served_elsewhere_across(north)
    assert (few, many) == ({network.pk: None}, {network.pk: 10})


def test_a_merge_takes_consent_along_and_an_undo_brings_it_back(
    north: Organization, south: Organization
) -> None:
    theirs = add(south, north, email="", phone="416 555 0101")
    kept, lost = add(north), add(north, south, email="", phone="416 555 0101")
    with scope(organization=north):
        made = merge(kept=kept, lost=Person.objects.get(pk=lost.pk), versions=(1, 1), by=system(north))
        kept = Person.objects.get(pk=kept.pk)
    assert (told(kept).named, told(theirs).named) == ([south], [north])
    with scope(organization=north):
        undo(merge=made, by=system(north))
    assert (told(kept), told(theirs).named) == (NOWHERE, [north])


def test_t65_a_person_who_is_erased_is_in_no_network(north: Organization, south: Organization) -> None:
    ours, theirs = add(north, south), add(south, north)
    forget_across(ours)
    assert (told(theirs), traces()) == (NOWHERE, 1)


def test_a_partner_need_not_be_in_a_network(north: Organization) -> None:
    alone = factories.organization("alone")
    with scope(organization=north):
        Partnership.objects.create(
            organization=north, partner=alone, role="referrer", starts_on=date(2026, 1, 1)
        )
    assert (told(add(north, alone)), traces()) == (NOWHERE, 0)
