"""Whether an actor may do something: `check_…` raises with the reason, `can_…` is its boolean twin."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.models import Invitation, InvitationState, Membership, User
from parcours.accounts.queries import actor_for, is_staff_across
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


def check_accept_invitation(actor: Actor, invitation: Invitation) -> None:
    """Raise NotAllowed unless the invitation stands, and is for the actor.

    It stands as long as it is pending, its organization is in use, and whoever sent it may still invite.
    """
    organization, sender = invitation.organization, invitation.invited_by
    sound = organization.is_active and all(role in Role.values for role in invitation.roles)
    if sender is not None:
        sound = sound and sender.is_active and actor_for(sender, organization).may(Permission.MANAGE_MEMBERS)
    if not sound or invitation.state is not InvitationState.PENDING:
        raise NotAllowed(_("This invitation no longer works. Ask for a new one."))
    if actor.user is None or actor.user.email != invitation.email:
        raise NotAllowed(_("This invitation is for another address than the one you are signed in with."))


def can_accept_invitation(actor: Actor, invitation: Invitation) -> bool:
    """Return whether `check_accept_invitation` would pass."""
    try:
        check_accept_invitation(actor, invitation)
    except NotAllowed:
        return False
    return True


def check_remove_factor(user: User, factor: Authenticator) -> None:
    """Raise NotAllowed where ``factor`` is the last real one of somebody who must have one.

    Recovery codes are no factor of their own: they stand in for one that is lost.
    """
    others = (
        Authenticator.objects.filter(user_id=user.pk)
        .exclude(pk=factor.pk)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
    )
    is_needed = user.is_platform_admin or is_staff_across(user)
    if factor.type != Authenticator.Type.RECOVERY_CODES and not others.exists() and is_needed:
        raise NotAllowed(
            _(
                "You see other people’s data, so you need a second factor. Add another one, then remove this one."
            )
        )
