"""The code lists about programs. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

PROGRAM_KIND = CodeList.of(
    "program.kind",
    1,
    {"mentoring": _("Mentoring"), "internship": _("Internship"), "bridging": _("Bridging")},
    open_=False,
)

COHORT_STATUS = CodeList.of(
    "cohort.status",
    1,
    {
        "planned": _("Planned"),
        "recruiting": _("Recruiting"),
        "full": _("Full"),
        "running": _("Running"),
        "completed": _("Completed"),
        "cancelled": _("Cancelled"),
    },
    open_=False,
)

INTAKE_MODE = CodeList.of(
    "intake.mode",
    1,
    {"fixed_dates": _("Fixed dates"), "rolling": _("Rolling"), "by_referral": _("By referral")},
    open_=False,
)

PHASE = CodeList.of(
    "cohort.phase",
    1,
    {
        "intake": _("Intake"),
        "review": _("Review"),
        "matching": _("Matching"),
        "orientation": _("Orientation"),
        "mentorship": _("Mentorship"),
        "closing": _("Closing"),
    },
    open_=False,
)

FOLLOW_UP_POINT = CodeList.of(
    "follow_up.point",
    1,
    {
        "exit": _("At the end"),
        "m1": _("After 1 month"),
        "m3": _("After 3 months"),
        "m6": _("After 6 months"),
        "m12": _("After 12 months"),
        "m24": _("After 24 months"),
    },
    open_=False,
)

DOCUMENT_ASKED = CodeList.of(
    "program.documents",
    1,
    {
        "cv": _("CV"),
        "diploma": _("Diploma"),
        "credential_assessment": _("Assessment of credentials"),
        "language_test": _("Language test"),
        "proof_of_status": _("Proof of status in Canada"),
        "licence": _("Licence to practise"),
        "references": _("References"),
    },
    open_=False,
)

SCREENING_STEP = CodeList.of(
    "mentor.screening_step",
    1,
    {
        "identity": _("Identity checked"),
        "reference": _("Reference taken"),
        "interview": _("Interview held"),
        "orientation": _("Orientation attended"),
        "record_check": _("Police record check seen"),
    },
    open_=False,
)
"""What staff may do with a mentor before the first match."""

SURVEY_ASKED = CodeList.of(
    "program.surveys",
    1,
    {
        "readiness_before": _("Readiness, once both have agreed"),
        "pulse": _("Pulse, on the days below"),
        "mid_review": _("Half-way review"),
        "final_review": _("Final review, when it is over"),
        "readiness_after": _("Readiness again, when it is over"),
    },
    open_=False,
)
"""What goes out by itself to the people of a mentorship: purposes of questionnaires, in the order of its days."""

INDICATOR = CodeList.of(
    "program.indicator",
    1,
    {
        "pairs": _("Pairs of a mentor and a mentee"),
        "mentors": _("Mentors"),
        "completed": _("People who complete the program"),
        "employers": _("Employers who take part"),
        "suitable_work_percent": _("Share of mentees who found suitable work (percent)"),
        "positive_percent": _("Share of mentees who call the relationship positive (percent)"),
        "again_percent": _("Share of mentors who would take part again (percent)"),
    },
    open_=False,
)

ASK_STATUS = CodeList.of(
    "need.status",
    1,
    {"open": _("Still open"), "filled": _("Filled"), "closed": _("Closed")},
    open_=False,
)
