"""What the tables of applications hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PEOPLE.value, "the person")
_KEPT = "with the person’s record"

PERSONAL = (
    Held(
        "applications.application",
        "cohort participant status since begun_at written_at warned_at submitted_at waits_since missing reasons "
        "decline_reason referred_by looked_after_by",
        "to decide who takes part, and to say where the application stands and why",
        _STAFF,
        _KEPT,
    ),
    Held(
        "applications.application",
        "sealed_words sealed_feedback",
        "to read why somebody applies, in their own words, and to tell them openly why they were not chosen",
        _STAFF,
        _KEPT,
        SEALED,
    ),
    Held(
        "applications.mentorplace",
        "cohort mentor places status since",
        "to know which mentors take part, and for how many people each has room",
        _STAFF,
        _KEPT,
    ),
    Held(
        "applications.mentoroffer",
        "ask mentor request name by_contact brought_in since",
        "to know through which employer a mentor came, and to show its contact whom they named",
        (Permission.MANAGE_PROGRAMS.value, "the contact of the employer, the name they gave", "the person"),
        _KEPT,
    ),
    Held(
        "applications.screeningstep",
        "mentor step done_on noted_by noted_at",
        "to know that a mentor was screened before they meet somebody, and who did it",
        _STAFF,
        _KEPT,
    ),
    Held(
        "applications.screeningstep",
        "sealed_note",
        "to remember what was said in a talk, and match by it",
        _STAFF,
        _KEPT,
        SEALED,
    ),
    Held(
        "applications.review",
        "application reviewer kind scores advice written_at",
        "to decide by the same points for everybody, and to know who said what",
        _STAFF,
        _KEPT,
    ),
    Held("applications.review", "sealed_note", "to remember what was said in a talk", _STAFF, _KEPT, SEALED),
)

IMPERSONAL: dict[str, str] = {}
