"""Consents for tests, made the shortest way."""

from typing import Any

from django_scopes import scope

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Organization, Partnership
from parcours.accounts.roles import Role
from parcours.people.consent.models import ConsentAct, ConsentText
from parcours.people.consent.models.act import matter_of
from parcours.people.models import Person
from parcours.people.policies import subject_of
from tests import factories


def text(person: Person, purpose: str, **fields: Any) -> ConsentText:
    """The first version of an organization's words for a purpose."""
    with scope(organization=person.organization):
        found, _made = ConsentText.objects.get_or_create(
            organization=person.organization,
            purpose=purpose,
            version=1,
            defaults={"what_en": "Your name.", "why_en": "To help.", "refusing_en": "Nothing.", **fields},
        )
    return found


def act(person: Person, purpose: str = "service", said: str = "given", **fields: Any) -> ConsentAct:
    """What somebody said about a purpose."""
    with scope(organization=person.organization):
        return ConsentAct.objects.create(
            organization=person.organization,
            person=person,
            matter=matter_of(purpose, fields.get("partner")),
            purpose=purpose,
            act=said,
            text=text(person, purpose),
            **{"language": "en", "how": "page", **fields},
        )


def partner_of(organization: Organization, **fields: Any) -> Organization:
    """Another organization that is a partner of this one."""
    partner = factories.organization(**fields)
    with scope(organization=organization):
        Partnership.objects.create(
            organization=organization, partner=partner, role="referrer", starts_on="2026-01-01"
        )
    return partner


def oneself(person: Person) -> Actor:
    """The person, come by a link."""
    return Actor(person.organization, via=Via.LINK, subject=subject_of(person))


def staff(organization: Organization, role: Role = Role.COORDINATOR) -> Actor:
    """A coordinator."""
    member = factories.member(organization, role)
    return Actor(organization, user=member, roles=frozenset({role}))
