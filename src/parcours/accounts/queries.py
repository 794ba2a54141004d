"""Reads about users, organizations and memberships."""

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import (
    IdentityProvider,
    Invitation,
    InvitationState,
    Membership,
    Organization,
    User,
)
from parcours.accounts.roles import STAFF, Role


def memberships() -> QuerySet[Membership]:
    """Return the current memberships of the organization in scope, with their users, by name."""
    return (
        Membership.objects.filter(ended_at=None)
        .select_related("user")
        .order_by("user__name", "user__email", "role")
    )


def actor_for(user: User, organization: Organization) -> Actor:
    """Return ``user`` acting in the organization in scope, with the roles they have there now."""
    roles = Membership.objects.filter(user=user, ended_at=None).values_list("role", flat=True)
    return Actor(
        organization=organization, user=user, roles=frozenset(Role(role) for role in roles), via=Via.PAGE
    )


def organizations_across(user: User) -> list[Organization]:
    """Return the active organizations that ``user`` is a current member of, by their short names."""
    with scopes_disabled():
        ids = set(
            Membership.objects.filter(user=user, ended_at=None).values_list("organization_id", flat=True)
        )
    return list(Organization.objects.filter(pk__in=ids, is_active=True).order_by("slug"))


def is_staff_across(user: User) -> bool:
    """Return whether ``user`` has a role in any organization that sees other people's data."""
    with scopes_disabled():
        return bool(Membership.objects.filter(user=user, ended_at=None, role__in=STAFF).exists())


def has_second_factor(user: User) -> bool:
    """Return whether ``user`` signs in with an authenticator app, a passkey or a security key."""
    factors = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())


def invitations() -> QuerySet[Invitation]:
    """Return the invitations of the organization in scope, the newest first."""
    return Invitation.objects.select_related("invited_by", "organization").order_by("-sent_at", "email")


def invitations_in(state: str) -> Q:
    """Return the condition for invitations that stand in ``state`` now."""
    is_open, now = Q(accepted_at=None, revoked_at=None), timezone.now()
    return {
        InvitationState.ACCEPTED: Q(accepted_at__isnull=False),
        InvitationState.REVOKED: Q(accepted_at=None, revoked_at__isnull=False),
        InvitationState.EXPIRED: is_open & Q(expires_at__lte=now),
        InvitationState.PENDING: is_open & Q(expires_at__gt=now),
    }[InvitationState(state)]


def invitation_across(token_hash: str) -> Invitation | None:
    """Return the invitation that a link leads to, whatever its organization; None where there is none."""
    with scopes_disabled():
        return (
            Invitation.objects.select_related("organization", "invited_by")
            .filter(token_hash=token_hash)
            .first()
        )


def provider() -> IdentityProvider | None:
    """Return the identity provider of the organization in scope."""
    return IdentityProvider.objects.first()


def providers_across(email: str) -> list[IdentityProvider]:
    """Return the providers in use that vouch for the address, by their organizations' short names."""
    with scopes_disabled():
        rows = list(
            IdentityProvider.objects.select_related("organization")
            .filter(is_active=True, organization__is_active=True)
            .order_by("organization__slug")
        )
    return [row for row in rows if row.vouches_for(email)]
