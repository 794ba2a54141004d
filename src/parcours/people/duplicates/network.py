"""The same person in several organizations of a network, without saying who it is (docs/adr/0075).

A hash of somebody is kept only where they allow sharing with a partner by name, and only that partner's people are
compared with it, and only those who allow sharing too. Which organization it is, is said where both sides name the
other.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django_scopes import scope, scopes_disabled

from parcours.accounts.models import NetworkMember, Organization
from parcours.accounts.queries import network_members_across
from parcours.core.small_cells import published
from parcours.people.consent.models import ConsentAct
from parcours.people.consent.queries import consented, last_act, today
from parcours.people.duplicates.finding import birth_date_of
from parcours.people.duplicates.keys import hashed, phone_key
from parcours.people.duplicates.models import Trace
from parcours.people.duplicates.names import parts
from parcours.people.models import Person

PURPOSE = "share_partner"
"""What somebody must allow before anything of them is compared."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Whether another organization may know somebody, and those that may be named."""

    maybe: bool
    named: list[Organization]


def remember(person: Person) -> None:
    """Keep the hashes that the person allows to be compared now, and delete all others."""
    wanted = {(network, partner, key): until for network, partner, key, until in _allowed(person)}
    for trace in Trace.objects.filter(person=person):
        until = wanted.pop((trace.network_id, trace.partner_id, trace.key), "gone")
        if until == "gone":
            trace.delete()
        elif until != trace.until:
            trace.until = until
            trace.save(update_fields=["until"])
    Trace.objects.bulk_create(
        (
            Trace(
                organization=person.organization,
                person=person,
                network_id=network,
                partner_id=partner,
                key=key,
                until=until,
            )
            for (network, partner, key), until in wanted.items()
        ),
        ignore_conflicts=True,
    )


def _allowed(person: Person) -> Iterator[tuple[int, int, str, dt.date | None]]:
    """Give network, partner, hash and last day of what the person allows to be compared."""
    acts = ConsentAct.objects.filter(person=person, purpose=PURPOSE).order_by("partner")
    asked = set(acts.values_list("partner", flat=True))
    if not asked:
        return
    networks = list(NetworkMember.objects.filter(left_on=None).values_list("network", flat=True))
    facts = _facts(person)
    for network, members in network_members_across(networks).items():
        for partner in members:
            if partner.pk in asked and partner != person.organization and consented(person, PURPOSE, partner):
                act = last_act(person, PURPOSE, partner)
                for kind, value in facts.items():
                    yield (
                        network,
                        partner.pk,
                        hashed(kind, value, f"network {network}"),
                        act.until if act else None,
                    )


def _facts(person: Person) -> dict[str, str]:
    """Return what is compared, of what is on file: address, telephone, and name with date of birth."""
    birth = birth_date_of(person)
    facts = {
        "email": person.email_key,
        "phone": phone_key(person.phone, person.country),
        "name": f"{' '.join(sorted(parts(person.full_name)))} {birth}" if birth else "",
    }
    return {kind: value for kind, value in facts.items() if value}


def known_elsewhere_across(person: Person) -> Elsewhere:
    """Return whether another organization of a network may know the person; asked in the scope of their record."""
    here = person.organization
    own = list(Trace.objects.filter(person=person).values_list("network", "key").distinct())
    if not own:
        return Elsewhere(maybe=False, named=[])
    which = Q()
    for network, key in own:
        which |= Q(network=network, key=key)
    with scopes_disabled():
        found = list(
            _seen_by(here).filter(which).select_related("organization", "person__organization").order_by("pk")
        )
    sure = {trace.organization for trace in found if _still_allowed(trace, here)}
    named = [one for one in sorted(sure, key=lambda one: one.slug) if consented(person, PURPOSE, one)]
    return Elsewhere(maybe=bool(sure), named=named)


def _still_allowed(trace: Trace, partner: Organization) -> bool:
    with scope(organization=trace.organization):
        return consented(trace.person, PURPOSE, partner)


def served_elsewhere_across(organization: Organization) -> dict[int, int | None]:
    """Return, by network, how many people of the organization may be served elsewhere in it.

    As counts are published (`core.small_cells`): None where it is withheld.
    """
    networks = list(NetworkMember.objects.filter(left_on=None).values_list("network", flat=True))
    with scopes_disabled():
        same = _seen_by(organization).filter(network=OuterRef("network"), key=OuterRef("key"))
        own = Trace.objects.filter(Exists(same), organization=organization, network__in=networks)
        people = own.order_by().values("network").annotate(people=Count("person", distinct=True))
        counted = dict(people.values_list("network", "people"))
    return {network: published(counted.get(network, 0)) for network in networks}


def _seen_by(partner: Organization) -> QuerySet[Trace]:
    """Return what ``partner`` may compare with its own: hashes of others who are in the network now."""
    there = NetworkMember.objects.filter(
        left_on=None,
        network=OuterRef("network"),
        organization=OuterRef("organization"),
        organization__is_active=True,
    )
    holds = Q(until=None) | Q(until__gte=today(partner))
    return Trace.objects.filter(holds, Exists(there), partner=partner).exclude(organization=partner)


def refresh_across() -> int:
    """Work out all hashes anew, as people came and left networks and consent lapsed; return of how many people."""
    seen = 0
    for organization in Organization.objects.order_by("pk"):
        with scope(organization=organization):
            asked = ConsentAct.objects.filter(purpose=PURPOSE).values("person")
            kept = Trace.objects.values("person")
            for person in Person.objects.filter(Q(pk__in=asked) | Q(pk__in=kept)).order_by("pk"):
                remember(person)
                seen += 1
    return seen
