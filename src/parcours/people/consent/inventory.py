"""What the tables of consent hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.SEE_PEOPLE.value, "the person")
_KEPT = "with the person’s record: it shows what was allowed, and when"

PERSONAL = (
    Held(
        "consent.consentact",
        "person matter purpose partner act basis said_at until",
        "to know what the person allows, and what they allowed when something was shown",
        _STAFF,
        _KEPT,
    ),
    Held(
        "consent.consentact",
        "text language how recorded_by",
        "to show how the person said so, and which words they read",
        _STAFF,
        _KEPT,
    ),
    Held(
        "consent.consentact",
        "sealed_note",
        "to keep how staff heard it, on paper or by telephone",
        _STAFF,
        _KEPT,
        SEALED,
    ),
    Held(
        "consent.consentrequest",
        "person matter purpose partner asked_by asked_at",
        "to show the person what waits for their answer",
        _STAFF,
        "until they answer; with the person’s record at the latest",
    ),
    Held(
        "consent.consentreminder",
        "act days sent_at",
        "to tell nobody twice that a consent lapses",
        ("nobody; the program itself",),
        _KEPT,
    ),
    Held(
        "consent.consenttext",
        "written_by",
        "to know whom to ask about the words",
        (Permission.EDIT_ORGANIZATION.value,),
        "as long as the organization is there",
    ),
)

IMPERSONAL = {
    "consent.consenttext": (
        "purpose what_en what_fr why_en why_fr refusing_en refusing_fr is_ours written_at"
    ),
}
"""Fields that are about no person, by table."""
