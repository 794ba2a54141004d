"""What the tables of the calendar hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import HASHED, Held

_MEETING = (Permission.MANAGE_APPOINTMENTS.value, "whoever is invited")
_KEPT = "as long as the organization is there, or until a person in it is erased"

PERSONAL = (
    Held(
        "calendar.appointment", "title_en title_fr place online", "to say where people meet", _MEETING, _KEPT
    ),
    Held(
        "calendar.appointment",
        "made_by",
        "to know whom to ask",
        (Permission.MANAGE_APPOINTMENTS.value,),
        _KEPT,
    ),
    Held("calendar.attendee", "appointment user email name language", "to invite them", _MEETING, _KEPT),
    Held(
        "calendar.feed",
        "user email language shows_names made_at revoked_at",
        "to show a person's appointments in their own calendar",
        ("the person, by its address",),
        "until the person is erased",
    ),
    Held(
        "calendar.feed",
        "token_hash",
        "to know the address again",
        ("nobody; the program itself",),
        "until the person is erased",
        HASHED,
    ),
)

IMPERSONAL = {
    "calendar.appointment": "kind day time zone is_later minutes starts_at uid sequence changed_at cancelled_at "
    "series slot",
    "calendar.series": "day time zone weeks count uid sequence",
}
"""Fields that are about no person, by table."""
