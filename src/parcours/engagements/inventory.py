"""What the tables of engagements hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PROGRAMS.value, "the two people, as far as it is sent to them")
_KEPT = "with the record of either person"

PERSONAL = (
    Held(
        "engagements.mentorship",
        "cohort participant mentor status since chosen_as score decided_by answer_by mentee_asked_at started_on "
        "ended_on decline_reason end_reason",
        "to bring two people together, and to know what became of it",
        _STAFF,
        _KEPT,
    ),
    Held(
        "engagements.mentorship",
        "sealed_why sealed_end",
        "to be able to say why a pair was chosen, declined, taken back or ended",
        (Permission.MANAGE_PROGRAMS.value, "the person"),
        _KEPT,
        SEALED,
    ),
)

IMPERSONAL: dict[str, str] = {}
