"""Whether an actor may do something: `check_…` raises with the reason, `can_…` is its boolean twin."""

from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Membership
from parcours.accounts.roles import Permission, Role
from parcours.core.refusals import NotAllowed


def check(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor has ``permission``."""
    if not actor.may(permission):
        raise NotAllowed(_("Your role does not include this. Ask an administrator of your organization."))


def check_end_membership(actor: Actor, membership: Membership) -> None:
    """Raise NotAllowed unless the actor manages members; nobody can take the administrator's role from themselves.

    To change a role is to end one and give another: the same rule.
    """
    check(actor, Permission.MANAGE_MEMBERS)
    if membership.user == actor.user and membership.role == Role.ADMINISTRATOR:
        raise NotAllowed(_("You cannot end your own role of administrator. Another administrator can."))


def can_end_membership(actor: Actor, membership: Membership) -> bool:
    """Return whether `check_end_membership` would pass."""
    try:
        check_end_membership(actor, membership)
    except NotAllowed:
        return False
    return True
