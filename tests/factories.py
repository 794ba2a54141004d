"""Rows for tests, made the shortest way; scenarios of `parcours.demo` are made through the real actions instead."""

from itertools import count
from typing import Any

from django_scopes import scope

from parcours.accounts.models import Membership, Organization, User
from parcours.accounts.roles import Role

_number = count(1)


def organization(slug: str = "", **fields: Any) -> Organization:
    """An organization with an English name."""
    slug = slug or f"organization-{next(_number)}"
    return Organization.objects.create(**{"slug": slug, "kind": "isa", "name_en": slug.title(), **fields})


def user(email: str = "", **fields: Any) -> User:
    """Somebody who can sign in."""
    made: User = User.objects.create_user(
        email or f"person-{next(_number)}@example.org", "a-long-password", **fields
    )
    return made


def join(organization: Organization, someone: User, role: Role) -> Membership:
    """A further role of somebody in an organization."""
    with scope(organization=organization):
        return Membership.objects.create(organization=organization, user=someone, role=role)


def member(of: Organization, role: Role, **fields: Any) -> User:
    """A new user with this role in an organization."""
    someone = user(**fields)
    join(of, someone, role)
    return someone
