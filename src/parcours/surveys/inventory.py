"""What the tables of surveys hold about persons, and why (`core.inventory`)."""

from parcours.accounts.roles import Permission
from parcours.core.inventory import SEALED, Held

_STAFF = (Permission.MANAGE_PEOPLE.value, "the person")
_ANSWERS = (f"{Permission.MANAGE_PEOPLE.value}, or totals only, as the questionnaire promises", "the person")
_KEPT = "with the person’s record"

PERSONAL = (
    Held(
        "surveys.surveyrequest",
        "person questionnaire about_kind about_id state language opens_on due_on closes_on remind reminded "
        "touched_at answered_at",
        "to know whom to ask and to remind, and how many answered",
        _STAFF,
        _KEPT,
    ),
    Held(
        "surveys.answer",
        "request question value",
        "to help in time, and to know what the program does for people",
        _ANSWERS,
        _KEPT,
    ),
    Held(
        "surveys.answer",
        "sealed_text",
        "to read what people say in their own words",
        _ANSWERS,
        _KEPT,
        SEALED,
    ),
)

IMPERSONAL = {
    "surveys.questionnaire": (
        "purpose audience edition before state seen title_en title_fr intro_en intro_fr"
    ),
    "surveys.question": (
        "questionnaire position kind text_en text_fr help_en help_fr options required measure only_if "
        "only_if_answer"
    ),
}
"""Fields that are about no person, by table."""
