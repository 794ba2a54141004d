"""The organizations that drills are about, and whoever uses the site for them."""

from allauth.mfa.models import Authenticator
from django.test import Client

from parcours.accounts.actions.founding import add_member, found_organization
from parcours.accounts.actors import system
from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role


def found_north() -> tuple[Organization, User]:
    """Found North, and return it with Ida, its administrator."""
    return _found("North", "Ida")


def found_south() -> tuple[Organization, User]:
    """Found South, and return it with Sam, its administrator."""
    return _found("South", "Sam")


def _found(name: str, admin: str) -> tuple[Organization, User]:
    slug = name.lower()
    return found_organization(
        by=system(None),
        name=name,
        slug=slug,
        kind="isa",
        language="en",
        admin_email=f"{admin.lower()}@{slug}.example",
        admin_name=admin,
        password=None,
    )


def signed_in(user: User) -> Client:
    """Return a browser in which an administrator is signed in, with the second factor that staff must have."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(user)
    return browser


def add_mentors(here: Organization, count: int, prefix: str = "p") -> None:
    """Add so many mentors, whose addresses begin with ``prefix``."""
    for number in range(count):
        add_member(
            by=system(None),
            organization=here,
            email=f"{prefix}{number}@north.example",
            name=f"Person {number}",
            language="en",
            role=Role.MENTOR,
        )
