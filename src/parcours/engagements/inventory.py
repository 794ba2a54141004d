"""What the tables of engagements hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PROGRAMS.value, "the two people, as far as it is sent to them")
_BOTH = (Permission.MANAGE_PROGRAMS.value, "the two people")
_COORDINATORS = f"{Permission.MANAGE_PROGRAMS.value}, who are none of the two"
_CONCERNS = (_COORDINATORS, "whoever reported it")
_KEPT = "with the record of either person"

PERSONAL = (
    Held(
        "engagements.mentorship",
        "cohort participant mentor status since chosen_as score decided_by answer_by reminded_at mentee_asked_at "
        "started_on ended_on decline_reason declined_by end_reason agreed_on next_meeting",
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
    Held(
        "engagements.signature",
        "mentorship agreement side way language signed_at noted_by",
        "to know that both have agreed to the same words",
        _BOTH,
        _KEPT,
    ),
    Held(
        "engagements.planitem",
        "mentorship goal term by_day written_by written_at done_by done_at dropped_by dropped_at instead_of",
        "to work towards goals, and to see how they changed",
        _BOTH,
        _KEPT,
    ),
    Held("engagements.planitem", "sealed_words", "to work towards goals", _BOTH, _KEPT, SEALED),
    Held(
        "engagements.session",
        "mentorship held_on minutes way attendance status since logged_by logged_at answer_by",
        "to see in time where a pair needs help, and to count hours that both confirm",
        _BOTH,
        _KEPT,
    ),
    Held(
        "engagements.session",
        "sealed_note sealed_answer",
        "to remember what a session was about, and to settle what the two remember otherwise",
        _BOTH,
        _KEPT,
        SEALED,
    ),
    Held(
        "engagements.note",
        "mentorship side is_private written_at",
        "to let both write down what they want to remember",
        ("whoever wrote it", "the other one and staff where it is shared"),
        _KEPT,
    ),
    Held(
        "engagements.note",
        "sealed_private",
        "to let somebody write for themselves alone",
        ("whoever wrote it, and nobody else",),
        _KEPT,
        SEALED,
    ),
    Held("engagements.note", "sealed_shared", "to share what both should know", _BOTH, _KEPT, SEALED),
    Held(
        "engagements.concern",
        "mentorship side kind status since reported_at",
        "to help where something goes wrong, before it becomes worse",
        _CONCERNS,
        _KEPT,
    ),
    Held(
        "engagements.concern",
        "sealed_words",
        "to understand what goes wrong",
        _CONCERNS,
        _KEPT,
        SEALED,
    ),
    Held(
        "engagements.measure",
        "concern kind taken_at taken_by",
        "to answer for what was done about a concern",
        (_COORDINATORS,),
        _KEPT,
    ),
    Held(
        "engagements.measure",
        "sealed_note sealed_to_mentor sealed_to_mentee",
        "to know what was said about it, and to whom",
        (_COORDINATORS,),
        _KEPT,
        SEALED,
    ),
)

IMPERSONAL: dict[str, str] = {}
