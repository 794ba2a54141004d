"""What the tables of the queue hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PROGRAMS.value,)
_KEPT = "with the person’s record"

PERSONAL = (
    Held(
        "today.decision",
        "kind about cause number did until person other taken_at taken_by over_at",
        "to know what was done about somebody who waits, and that only one coordinator does it",
        _STAFF,
        _KEPT,
    ),
    Held(
        "today.decision",
        "sealed_note sealed_words",
        "to know what was said and noted about it",
        _STAFF,
        _KEPT,
        SEALED,
    ),
)

IMPERSONAL: dict[str, str] = {}
