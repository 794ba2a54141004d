"""Who may do what: one table, readable on one screen. `docs/roles.md` is generated from it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that somebody may do inside an organization."""

    SEE_ORGANIZATION = "see the organization and its contact"
    SEE_DASHBOARD = "see what needs staff today"
    EDIT_ORGANIZATION = "change the organization's details"
    SEE_MEMBERS = "see members and their roles"
    MANAGE_MEMBERS = "invite, import, change and remove members"
    SEE_PEOPLE = "see participants, mentors and supervisors"
    MANAGE_PEOPLE = "add and change participants, mentors and supervisors, and ask them for their profile"
    REFER_CLIENTS = "refer clients to partners’ programs, and see where those stand who allow it"
    SEE_PARTNER_REPORTS = (
        "see reports about the people whom the organization refers or employs, and who allow it"
    )
    MANAGE_PROGRAMS = "add and change programs, who may take part, and cohorts with their dates"
    VIEW_SENSITIVE = "see sensitive facts about a person, for a purpose that is kept"
    EDIT_SENSITIVE = "change sensitive facts about a person"
    HANDLE_PRIVACY = "answer requests about a person’s own data, erase people, and hold records"
    MANAGE_PRIVACY = "set how long data is kept, and keep the register of breaches"
    SEE_PARTNERS = "see partnerships and networks"
    MANAGE_PARTNERS = "add, change and end partnerships"
    MANAGE_APPOINTMENTS = "make, change and cancel appointments"
    SEE_AUDIT = "read, search and export the audit log"
    SEE_AGGREGATES = "see aggregate figures"
    MANAGE_MESSAGES = "word messages, see which arrived and send them again"
    MANAGE_JOBS = "see background work and run it again"
    EXPORT_ORGANIZATION = "take everything that the organization has away as one file"
    MANAGE_SIGN_IN = "set up sign-in through the organization's identity provider"
    MANAGE_WEBHOOKS = "have other systems told what happens (webhooks)"


class Role(TextChoices):
    """What a member is to an organization. A person may have several."""

    PARTICIPANT = "participant", _("Participant")
    MENTOR = "mentor", _("Mentor")
    SUPERVISOR = "supervisor", _("Host supervisor")
    EMPLOYER = "employer", _("Employer contact")
    COUNSELLOR = "counsellor", _("Partner counsellor")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")
    FUNDER = "funder", _("Funder")


_MEMBER = frozenset({Permission.SEE_ORGANIZATION})
_COORDINATOR = _MEMBER | {
    Permission.SEE_DASHBOARD,
    Permission.SEE_MEMBERS,
    Permission.SEE_PEOPLE,
    Permission.MANAGE_PEOPLE,
    Permission.REFER_CLIENTS,
    Permission.SEE_PARTNER_REPORTS,
    Permission.MANAGE_PROGRAMS,
    Permission.VIEW_SENSITIVE,
    Permission.EDIT_SENSITIVE,
    Permission.HANDLE_PRIVACY,
    Permission.SEE_PARTNERS,
    Permission.SEE_AGGREGATES,
    Permission.MANAGE_MESSAGES,
    Permission.MANAGE_APPOINTMENTS,
}

ROLES: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.PARTICIPANT: _MEMBER,
        Role.MENTOR: _MEMBER,
        Role.SUPERVISOR: _MEMBER,
        Role.EMPLOYER: _MEMBER,
        Role.COUNSELLOR: _MEMBER | {Permission.REFER_CLIENTS, Permission.SEE_PARTNER_REPORTS},
        Role.COORDINATOR: _COORDINATOR,
        Role.ADMINISTRATOR: _COORDINATOR
        | {
            Permission.EDIT_ORGANIZATION,
            Permission.MANAGE_MEMBERS,
            Permission.MANAGE_PARTNERS,
            Permission.SEE_AUDIT,
            Permission.MANAGE_JOBS,
            Permission.EXPORT_ORGANIZATION,
            Permission.MANAGE_SIGN_IN,
            Permission.MANAGE_WEBHOOKS,
            Permission.MANAGE_PRIVACY,
        },
        # A funder never reaches a page with a person on it.
        Role.FUNDER: frozenset({Permission.SEE_AGGREGATES}),
    }
)

STAFF = frozenset({Role.COUNSELLOR, Role.COORDINATOR, Role.ADMINISTRATOR})
"""Roles that see other people's data, and so must sign in with a second factor."""


def permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return all that any of ``roles`` may do."""
    return frozenset().union(*(ROLES[role] for role in roles))
