"""What the tables about records of one person hold, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, SEALED, Held

_NOBODY = ("nobody; the program itself",)
_STAFF = (Permission.SEE_PEOPLE.value,)
_WITH_THE_PERSON = "with the person’s record"

PERSONAL = (
    Held(
        "duplicates.mark",
        "person phone birth mail seen",
        "to see whether two records have the same telephone, date of birth or address, without reading them",
        _NOBODY,
        _WITH_THE_PERSON,
        HASHED,
    ),
    Held(
        "duplicates.block",
        "person key",
        "to find records of one person without comparing everybody",
        _NOBODY,
        _WITH_THE_PERSON,
        HASHED,
    ),
    Held(
        "duplicates.trace",
        "person network partner key until",
        "to see whether a partner in a network knows the person too, as far as they allow sharing with it",
        ("nobody; another organization is told “possibly known”, and which only where both sides allow it",),
        "until the person takes the consent back, or it lapses; with the person’s record at the latest",
        HASHED,
    ),
    Held(
        "duplicates.pair",
        "first second score reasons state decided_by decided_at found_at",
        "to ask whether two records are of one person, once",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "duplicates.merge",
        "person number merged_by merged_at",
        "to lead from the number of a merged record to the one that stayed",
        _STAFF,
        _WITH_THE_PERSON,
    ),
    Held(
        "duplicates.merge",
        "undo",
        "to undo a merge",
        _NOBODY,
        "30 days after the merge; with the person’s record at the latest",
        SEALED,
    ),
)

IMPERSONAL = {"duplicates.mark": "key"}
"""Fields that are about no person, by table."""
