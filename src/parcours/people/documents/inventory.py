"""What the tables of documents hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_SEEN = (
    Permission.SEE_PEOPLE.value,
    "the person",
    "a mentor or host supervisor whom it is shown to, with consent",
)
_STAFF = (Permission.SEE_PEOPLE.value, "the person")
_NOBODY = ("nobody; the program itself",)
_KEPT = "until it is removed, or the person is erased"

PERSONAL = (
    Held(
        "documents.document",
        "person kind title number name format size remarks",
        "to advise, and to introduce the person with their own words",
        _SEEN,
        _KEPT,
    ),
    Held(
        "documents.document",
        "stored",
        "to find the file, whose content is sealed",
        _NOBODY,
        _KEPT,
        SEALED,
    ),
    Held("documents.document", "text", "to suggest occupations from a CV", _STAFF, _KEPT, SEALED),
    Held("documents.document", "title_key", "to know the next version of a document", _NOBODY, _KEPT),
    Held(
        "documents.document",
        "uploaded_by by_oneself uploaded_at",
        "to know where it comes from",
        _STAFF,
        _KEPT,
    ),
    Held(
        "documents.showing",
        "person to partner shown_by shown_at",
        "to show a CV to a mentor or host",
        _SEEN,
        _KEPT,
    ),
)

IMPERSONAL = {"documents.document": "scan reading"}
"""Fields that are about no person, by table."""
