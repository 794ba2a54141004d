"""The tables of accounts, one file each."""

from parcours.accounts.models.audit import AuditChain, AuditContent, AuditEntry, AuditPerson
from parcours.accounts.models.identity_provider import Identity, IdentityProvider
from parcours.accounts.models.imports import Import, ImportRow
from parcours.accounts.models.invitation import Invitation, InvitationState
from parcours.accounts.models.link import SignedLink
from parcours.accounts.models.membership import Membership
from parcours.accounts.models.network import Network, NetworkMember
from parcours.accounts.models.organization import Organization
from parcours.accounts.models.partnership import Partnership
from parcours.accounts.models.user import User

__all__ = [
    "AuditChain",
    "AuditContent",
    "AuditEntry",
    "AuditPerson",
    "Identity",
    "IdentityProvider",
    "Import",
    "ImportRow",
    "Invitation",
    "InvitationState",
    "Membership",
    "Network",
    "NetworkMember",
    "Organization",
    "Partnership",
    "SignedLink",
    "User",
]
