"""The questionnaires of the product, to be used as they are or as a beginning; each question with what it measures."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Draft:
    """A question. ``options`` are its answers by code; of a scale, the words of its ends.

    ``only_if`` names the place (from 0) of another question and the answer to it.
    """

    kind: str
    text: Words
    measure: str = ""
    options: tuple[tuple[str, Words], ...] = ()
    required: bool = True
    only_if: tuple[int, str] | None = None
    help: Words = ""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A questionnaire: what for, for whom, its words, its questions in their order."""

    key: str
    purpose: str
    audience: str
    title: Words
    intro: Words
    questions: tuple[Draft, ...]
    seen: str = "named"


_AGREE = (("low", _("Not at all")), ("high", _("Fully")))
_WELL = (("low", _("Not well at all")), ("high", _("Very well")))
_READY = (("low", _("Not at all ready")), ("high", _("Fully ready")))
_ANYTHING = Draft("long", _("Is there anything else that you would like to say?"), required=False)
_POSITIVE = Draft("yes_no", _("Was the mentoring relationship positive for you?"), "relationship_positive")
_AGAIN = Draft("yes_no", _("Would you take part again?"), "take_part_again")


def _readiness(opening: Words) -> tuple[Draft, ...]:
    return (
        Draft(
            "scale", _("How ready is your résumé for jobs in your profession?"), "readiness_resume", _READY
        ),
        Draft("scale", _("How ready are you for a job interview here?"), "readiness_interview", _READY),
        Draft(
            "scale",
            _("How well does your professional network help you to find work?"),
            "readiness_network",
            _WELL,
        ),
        Draft(
            "scale",
            _("How well do you know the labour market in your profession?"),
            "readiness_labour_market",
            _WELL,
        ),
        Draft("long", opening, required=False),
    )


_PULSE = (
    Draft(
        "yes_no",
        _("Have the two of you met in the last 30 days?"),
        help=_("A call or a video meeting counts."),
    ),
    Draft("scale", _("How well is the mentoring going?"), options=_WELL),
    Draft("yes_no", _("Do you need something from your coordinator?")),
    Draft("long", _("What do you need?"), only_if=(2, "yes")),
)
_PULSE_INTRO = _("A few short questions, so that help comes in time. It takes one minute.")

BUILT_IN = (
    BuiltIn("pulse-participant", "pulse", "participant", _("How is it going?"), _PULSE_INTRO, _PULSE),
    BuiltIn("pulse-mentor", "pulse", "mentor", _("How is it going?"), _PULSE_INTRO, _PULSE),
    BuiltIn(
        "mid-participant",
        "mid_review",
        "participant",
        _("Half-way review"),
        _("Half of the program is over. Tell us what works and what should change."),
        (
            Draft("scale", _("My mentor and I know what we are working towards."), options=_AGREE),
            Draft("scale", _("I am coming closer to my goals."), options=_AGREE),
            Draft("long", _("What helped you most so far?"), required=False),
            Draft("yes_no", _("Should something change in the second half?")),
            Draft("long", _("What should change?"), only_if=(3, "yes")),
        ),
    ),
    BuiltIn(
        "mid-mentor",
        "mid_review",
        "mentor",
        _("Half-way review"),
        _("Half of the program is over. Tell us what works and what should change."),
        (
            Draft("scale", _("My mentee and I know what we are working towards."), options=_AGREE),
            Draft("scale", _("My mentee is coming closer to their goals."), options=_AGREE),
            Draft("yes_no", _("Does the program give you what you need as a mentor?")),
            Draft("long", _("What is missing?"), only_if=(2, "no")),
            _ANYTHING,
        ),
    ),
    BuiltIn(
        "final-participant",
        "final_review",
        "participant",
        _("Final review"),
        _("The program is over. What you say shows whether it works, and makes the next one better."),
        (
            _POSITIVE,
            _AGAIN,
            Draft(
                "yes_no", _("Have you found work that suits your education and experience?"), "suitable_work"
            ),
            Draft(
                "one",
                _("How did you find it?"),
                options=(
                    ("mentor", _("Through my mentor or somebody they know")),
                    ("program", _("Through the program")),
                    ("own", _("By myself")),
                    ("other", _("In another way")),
                ),
                only_if=(2, "yes"),
            ),
            _ANYTHING,
        ),
    ),
    BuiltIn(
        "final-mentor",
        "final_review",
        "mentor",
        _("Final review"),
        _("The program is over. What you say shows whether it works, and makes the next one better."),
        (
            _POSITIVE,
            _AGAIN,
            Draft(
                "several",
                _("What did you gain yourself?"),
                options=(
                    ("leading", _("Practice in leading and coaching")),
                    ("cultures", _("A better understanding of other cultures")),
                    ("contacts", _("New contacts")),
                    ("knowledge", _("Knowledge of my field elsewhere")),
                ),
                required=False,
            ),
            _ANYTHING,
        ),
    ),
    BuiltIn(
        "readiness-before",
        "readiness_before",
        "participant",
        _("Before you begin"),
        _("Where do you stand today? We ask the same again at the end, to see what changed."),
        _readiness(_("What would you most like to achieve in the program?")),
    ),
    BuiltIn(
        "readiness-after",
        "readiness_after",
        "participant",
        _("Where you stand now"),
        _("We asked you the same before you began. Your answers show what changed."),
        _readiness(_("What changed most for you?")),
    ),
    BuiltIn(
        "follow-up",
        "follow_up",
        "participant",
        _("How are you doing now?"),
        _("Some months have passed. Your answers show what the program leads to."),
        (
            Draft(
                "yes_no", _("Have you found work that suits your education and experience?"), "suitable_work"
            ),
            Draft("short", _("What is your job title?"), only_if=(0, "yes"), required=False),
            Draft("number", _("How many hours a week do you work?"), only_if=(0, "yes"), required=False),
            Draft(
                "one",
                _("What are you doing at the moment?"),
                options=(
                    ("looking", _("Looking for work")),
                    ("other_work", _("Working in another field")),
                    ("studying", _("Studying or training")),
                    ("else", _("Something else")),
                ),
                only_if=(0, "no"),
            ),
        ),
    ),
)
BY_KEY = {one.key: one for one in BUILT_IN}
