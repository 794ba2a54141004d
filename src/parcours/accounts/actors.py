"""Who does something: the person, or the part of the system, that an action is done by and the audit log names."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Permission, Role, permissions
from parcours.core.refusals import NotAllowed


class Via(StrEnum):
    """How the actor came in."""

    PAGE = "page"
    LINK = "link"
    COMMAND = "command"
    JOB = "job"
    STRANGER = "stranger"  # whoever tries a secret before anybody knows who they are


@dataclass(frozen=True)
class Actor:
    """Somebody acting in one organization, or the system itself where ``user`` is None.

    ``roles`` are the user's current roles in ``organization``. An actor by link has no roles: the link says what they
    may do, and ``name`` who was sent it.
    """

    organization: Organization | None
    user: User | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    via: Via = Via.PAGE
    name: str = ""

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything the actor's roles allow."""
        return permissions(self.roles)

    @property
    def here(self) -> Organization:
        """The organization acted in. Raises NotAllowed outside of one."""
        if self.organization is None:
            raise NotAllowed("this is done inside an organization")
        return self.organization

    def may(self, permission: Permission) -> bool:
        """Return whether the actor has ``permission`` in the organization; a command at the machine has all."""
        return self.via is Via.COMMAND or permission in self.permissions

    def __str__(self) -> str:
        return self.name or (str(self.user) if self.user else str(self.via))


def system(organization: Organization | None, via: Via = Via.COMMAND) -> Actor:
    """Return the actor for a command at the machine, or for a job of the system's own."""
    return Actor(organization=organization, via=via)
