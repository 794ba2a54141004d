"""What the table of exports holds about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import Held

_READERS = (Permission.EXPORT_ORGANIZATION.value,)

PERSONAL = (
    Held(
        "exports.export",
        "by asked_at",
        "to know who asked for everything",
        _READERS,
        "as long as the organization is there",
    ),
    Held(
        "exports.export",
        "file",
        "to take everything that the organization has elsewhere",
        _READERS,
        "2 days after it was made, or until a person in it is erased",
    ),
)

IMPERSONAL = {"exports.export": "status rows expires_at"}
"""Fields that are about no person, by table."""
