"""Reads about users, organizations and memberships."""

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from parcours.accounts.actors import Actor, Via
from parcours.accounts.models import Membership, Organization, User
from parcours.accounts.roles import Role


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
