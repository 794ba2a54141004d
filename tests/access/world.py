"""Two organizations with somebody in every role: what the access matrix walks over."""

from dataclasses import dataclass, field
from typing import Any

from django_scopes import scope

from parcours.accounts.models import Organization, User
from parcours.accounts.models.tenant import TenantModel
from parcours.accounts.roles import Role
from parcours.people.sensitive import FACTS
from tests import factories


@dataclass
class World:
    """An organization, its people by role, and what the pages need rows of."""

    organization: Organization
    people: dict[Role, User]
    rows: dict[str, Any] = field(default_factory=dict)

    def row(self, model: type[TenantModel], **fields: Any) -> int:
        """Return the number of the organization's row with these fields, made where there is none."""
        with scope(organization=self.organization):
            found, _made = model.objects.get_or_create(organization=self.organization, **fields)
        return int(found.pk)

    def first(self, model: type[TenantModel]) -> int:
        """Return the number of a row that is there already, as a link needs it; any number where there is none."""
        with scope(organization=self.organization):
            found = model.objects.order_by("pk").first()
        return int(found.pk) if found else 1


def make(slug: str) -> World:
    """Make an organization that asks for everything it may, with one member in every role."""
    organization = factories.organization(slug, facts_asked=list(FACTS))
    people = {role: factories.member(organization, role) for role in Role}
    return World(organization, people, {"invitation": factories.invitation(organization)})
