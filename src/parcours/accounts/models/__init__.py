"""The tables of accounts, one file each."""

from parcours.accounts.models.membership import Membership
from parcours.accounts.models.network import Network, NetworkMember
from parcours.accounts.models.organization import Organization
from parcours.accounts.models.partnership import Partnership
from parcours.accounts.models.user import User

__all__ = ["Membership", "Network", "NetworkMember", "Organization", "Partnership", "User"]
