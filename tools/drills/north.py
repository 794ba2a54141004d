"""The organization that drills are about."""

from parcours.accounts.actions.founding import add_member, found_organization
from parcours.accounts.actors import system
from parcours.accounts.models import Organization, User
from parcours.accounts.roles import Role


def found_north() -> tuple[Organization, User]:
    """Found North, and return it with Ida, its administrator."""
    return found_organization(
        by=system(None),
        name="North",
        slug="north",
        kind="isa",
        language="en",
        admin_email="ida@north.example",
        admin_name="Ida",
        password=None,
    )


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
