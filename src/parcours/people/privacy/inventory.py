"""What the tables of privacy hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, SEALED, Held

_STAFF = (Permission.HANDLE_PRIVACY.value,)
_BOTH = (*_STAFF, "the person")
_WITH_THE_PERSON = "with the person’s record"

PERSONAL = (
    Held(
        "privacy.datarequest",
        "person kind state asked_at answered_by answered_at",
        "to answer what somebody asks about their data",
        _BOTH,
        _WITH_THE_PERSON,
    ),
    Held(
        "privacy.datarequest",
        "words answer",
        "to know what was asked and what was said",
        _BOTH,
        _WITH_THE_PERSON,
        SEALED,
    ),
    Held(
        "privacy.hold",
        "person reason placed_by placed_at",
        "to keep a record that the law asks for",
        _STAFF,
        "until the hold is lifted",
    ),
    Held(
        "privacy.erasure",
        "decided_by",
        "to know who decided",
        _STAFF,
        "until the account is erased",
    ),
    Held(
        "privacy.tombstone",
        "mark",
        "to erase somebody again whom a restored backup brings back",
        ("nobody; the program itself",),
        "for good; without the key it is about nobody",
        HASHED,
    ),
    Held(
        "privacy.breach",
        "entered_by",
        "to know whom to ask",
        (Permission.MANAGE_PRIVACY.value,),
        "until the account is erased",
    ),
)

IMPERSONAL = {
    "privacy.erasure": "record why state decided_at forgotten_at finished_at removed with_account",
    "privacy.tombstone": "made_at",
    "privacy.retentionrule": "category days",
    "privacy.breach": "happened_on found_on what data people is_serious why people_told_on office_told_on others_told "
    "measures entered_at",
}
"""Fields that are about no person, by table."""
