"""The organization that a command is about."""

from parcours.accounts.models import Organization
from parcours.cli.console import Console


def organization_called(slug: str, console: Console) -> Organization | None:
    """Return the organization of this short name; say so where there is none."""
    found = Organization.objects.filter(slug=slug).first()
    if found is None:
        console.progress(
            console.say(
                "There is no organization “{slug}”. Give the short name that stands in its addresses.",
                slug=slug,
            )
        )
    return found
