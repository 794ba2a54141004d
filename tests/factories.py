"""Rows for tests, made the shortest way; scenarios of `parcours.demo` are made through the real actions instead."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.utils import timezone
from django_scopes import scope

from parcours.accounts.models import Invitation, Membership, Organization, User
from parcours.accounts.models.invitation import LIFETIME
from parcours.accounts.roles import STAFF, Role
from parcours.people.kinds import FACTS, Kind
from parcours.people.models import Person

_number = count(1)


def organization(slug: str = "", **fields: Any) -> Organization:
    """An organization with an English name."""
    slug = slug or f"organization-{next(_number)}"
    return Organization.objects.create(**{"slug": slug, "kind": "isa", "name_en": slug.title(), **fields})


PASSWORD = "quite a long sentence"  # noqa: S105 - everybody's, in tests only
APP_SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - the same


def user(email: str = "", **fields: Any) -> User:
    """Somebody who can sign in."""
    made: User = User.objects.create_user(email or f"person-{next(_number)}@example.org", PASSWORD, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def operator(**fields: Any) -> User:
    """Somebody who runs the installation, with an authenticator app, which they must have."""
    made = user(is_platform_admin=True, **fields)
    app_for(made)
    return made


def join(organization: Organization, someone: User, role: Role) -> Membership:
    """A further role of somebody in an organization."""
    with scope(organization=organization):
        return Membership.objects.create(organization=organization, user=someone, role=role)


def app_for(someone: User) -> Authenticator:
    """An authenticator app, which staff must have."""
    return Authenticator.objects.create(
        user=someone, type=Authenticator.Type.TOTP, data={"secret": encrypt(APP_SECRET)}
    )


def member(of: Organization, role: Role, *, app: bool | None = None, **fields: Any) -> User:
    """A new user with this role in an organization; staff have an authenticator app, unless ``app`` says otherwise."""
    someone = user(**fields)
    if role in STAFF if app is None else app:
        app_for(someone)
    join(of, someone, role)
    return someone


def invitation(of: Organization, email: str = "", **fields: Any) -> Invitation:
    """An open invitation, whose link nobody has."""
    number = next(_number)
    with scope(organization=of):
        return Invitation.objects.create(
            organization=of,
            email=email or f"invited-{number}@example.org",
            **{
                "roles": [Role.MENTOR],
                "token_hash": f"hash-{number}",
                "expires_at": timezone.now() + LIFETIME,
                **fields,
            },
        )


def person(of: Organization, *kinds: Kind, **fields: Any) -> Person:
    """Somebody whom an organization knows, as a participant unless said otherwise."""
    number = next(_number)
    with scope(organization=of):
        made = Person.objects.create(
            organization=of,
            **{
                "given_name": "Noor",
                "family_name": f"Person {number}",
                "email": f"known-{number}@example.org",
                **fields,
            },
        )
        for kind in kinds or (Kind.PARTICIPANT,):
            FACTS[kind].model.objects.create(organization=of, person=made)
    return made
