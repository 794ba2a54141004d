"""Reads about users, organizations and memberships."""

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import (
    IdentityProvider,
    Invitation,
    InvitationState,
    Membership,
    Network,
    NetworkMember,
    Organization,
    Partnership,
    User,
)
from parcours.accounts.roles import ROLES, STAFF, Permission, Role


def memberships() -> QuerySet[Membership]:
    """Return the current memberships of the organization in scope, with their users, by name."""
    return Membership.objects.filter(ended_at=None).select_related("user").order_by("called", "role", "pk")


def members_who_may(permission: Permission) -> list[User]:
    """Return the members of the organization in scope whose roles allow it, each once."""
    roles = [role for role, may in ROLES.items() if permission in may]
    return list({row.user_id: row.user for row in memberships().filter(role__in=roles)}.values())


def successor_of(pk: int) -> Membership | None:
    """Return the membership, or where it has ended the one that its person got in its place, if any."""
    row = Membership.objects.filter(pk=pk).select_related("user").first()
    if row is None or row.ended_at is None:
        return row
    return memberships().filter(user=row.user, since__gte=row.ended_at).order_by("since", "pk").first()


def history_of(user_id: int) -> list[Membership]:
    """Return all memberships that a user has or had in the organization in scope, the latest first."""
    return list(Membership.objects.filter(user_id=user_id).select_related("user").order_by("-since", "-pk"))


def members_by_role() -> list[tuple[Role, int]]:
    """Return how many people have each role in the organization in scope now, the most first; roles nobody has not."""
    # Nobody has a role twice at a time, so rows are people.
    counted = Membership.objects.filter(ended_at=None).values("role").annotate(people=Count("*"))
    return sorted(
        ((Role(row["role"]), row["people"]) for row in counted), key=lambda pair: (-pair[1], pair[0])
    )


def never_signed_in(most: int) -> int:
    """Return how many people of the organization in scope have not signed in yet, counted as far as ``most``."""
    never = Membership.objects.filter(ended_at=None, user__last_login=None)
    return never.values("user").distinct()[:most].count()


def partnerships() -> QuerySet[Partnership]:
    """Return the partnerships of the organization in scope, past ones too, with their partners."""
    return (
        Partnership.objects.select_related("partner")
        .annotate(called=Lower(Coalesce(NullIf("partner__name_en", Value("")), "partner__name_fr")))
        .order_by("called", "pk")
    )


def partnerships_running(day: dt.date) -> QuerySet[Partnership]:
    """Return the partnerships of the organization in scope that hold on ``day``."""
    return partnerships().filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def networks() -> list[tuple[Network, NetworkMember | None]]:
    """Return every network by its short name, each with the place that the organization in scope has in it now."""
    places = {place.network_id: place for place in NetworkMember.objects.filter(left_on=None)}
    return [(network, places.get(network.pk)) for network in Network.objects.order_by("slug")]


def possible_partners_across(organization: Organization) -> QuerySet[Organization]:
    """Return every other organization in use: their names are known to administrators of all of them."""
    return Organization.objects.filter(is_active=True).exclude(pk=organization.pk).order_by("slug")


def partnerships_with_across(organization: Organization, day: dt.date) -> list[Partnership]:
    """Return the partnerships, holding on ``day``, in which other organizations name this one as their partner."""
    with scopes_disabled():
        found = Partnership.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=day),
            partner=organization,
            starts_on__lte=day,
            organization__is_active=True,
        )
        return list(found.select_related("organization").order_by("organization__slug", "pk"))


def network_members_across(network_ids: Iterable[int]) -> dict[int, list[Organization]]:
    """Return the organizations in each of these networks now, by the network's id."""
    members: dict[int, list[Organization]] = {network_id: [] for network_id in network_ids}
    with scopes_disabled():
        places = NetworkMember.objects.filter(
            network_id__in=members, left_on=None, organization__is_active=True
        )
        for place in places.select_related("organization").order_by("organization__slug"):
            members[place.network_id].append(place.organization)
    return members


def actor_for(user: User, organization: Organization) -> Actor:
    """Return ``user`` acting in the organization in scope, with the roles they have there now."""
    roles = Membership.objects.filter(user=user, ended_at=None).values_list("role", flat=True)
    return Actor(
        organization=organization, user=user, roles=frozenset(Role(role) for role in roles), via=Via.PAGE
    )


def places_across(user: User) -> list[tuple[Organization, list[Role]]]:
    """Return the active organizations that ``user`` belongs to now, by their short names, and as what."""
    with scopes_disabled():
        current = Membership.objects.filter(user=user, ended_at=None, organization__is_active=True)
        rows = list(current.select_related("organization").order_by("organization__slug", "role"))
    places: dict[Organization, list[Role]] = {}
    for row in rows:
        places.setdefault(row.organization, []).append(Role(row.role))
    return list(places.items())


def organizations_across(user: User) -> list[Organization]:
    """Return the active organizations that ``user`` is a current member of, by their short names."""
    return [organization for organization, _roles in places_across(user)]


def number_of_account(account: str) -> int:
    """Return the number of the user with this address, or with this number; 0 where there is none."""
    which = Q(pk=account) if account.isdecimal() else Q(email=account.lower())
    return User.objects.filter(which).values_list("pk", flat=True).first() or 0


def is_staff_across(user: User) -> bool:
    """Return whether ``user`` has a role in any organization that sees other people's data."""
    with scopes_disabled():
        return bool(Membership.objects.filter(user=user, ended_at=None, role__in=STAFF).exists())


def administrators_across(organization: Organization) -> list[User]:
    """Return who administers ``organization`` now."""
    with scopes_disabled():
        current = Membership.objects.filter(
            organization=organization, role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True
        )
        return [membership.user for membership in current.select_related("user").order_by("pk")]


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
