"""Two organizations with somebody in every role: what the access matrix walks over."""

from dataclasses import dataclass, field
from typing import Any

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from tests import factories


@dataclass
class World:
    """An organization, its people by role, and what the pages need rows of."""

    organization: Organization
    people: dict[Role, User]
    rows: dict[str, Any] = field(default_factory=dict)


def make(slug: str) -> World:
    """Make an organization with one member in every role."""
    organization = factories.organization(slug)
    people = {role: factories.member(organization, role) for role in Role}
    return World(organization, people, {"invitation": factories.invitation(organization)})
