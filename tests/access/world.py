"""Two organizations with somebody in every role: what the access matrix walks over."""

from dataclasses import dataclass, field

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role
from tests import factories


@dataclass
class World:
    """An organization, its people by role, and what the pages need rows of."""

    organization: Organization
    people: dict[Role, User]
    rows: dict[str, object] = field(default_factory=dict)


def make(slug: str) -> World:
    """Make an organization with one member in every role."""
    organization = factories.organization(slug)
    return World(organization, {role: factories.member(organization, role) for role in Role})
