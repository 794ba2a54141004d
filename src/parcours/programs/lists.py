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
