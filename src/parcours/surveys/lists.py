"""The code lists of surveys."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

PURPOSE = CodeList.of(
    "survey.purpose",
    1,
    {
        "pulse": _("Pulse"),
        "mid_review": _("Mid review"),
        "final_review": _("Final review"),
        "readiness_before": _("Readiness before"),
        "readiness_after": _("Readiness after"),
        "follow_up": _("Follow-up"),
    },
    open_=False,
)

AUDIENCE = CodeList.of(
    "survey.audience",
    1,
    {"participant": _("Participants"), "mentor": _("Mentors"), "supervisor": _("Supervisors")},
    open_=False,
)

SEEN = CodeList.of(
    "survey.seen",
    1,
    {
        "named": _("Coordinators see who answered what"),
        "totals": _("Coordinators see totals only"),
    },
    open_=False,
)

KIND = CodeList.of(
    "survey.kind",
    1,
    {
        "yes_no": _("Yes or no"),
        "scale": _("Scale"),
        "one": _("One of a list"),
        "several": _("Several of a list"),
        "number": _("Number"),
        "short": _("Short text"),
        "long": _("Long text"),
    },
    open_=False,
)
CHOSEN, LISTED, WRITTEN = (
    frozenset({"yes_no", "scale", "one"}),
    frozenset({"scale", "one", "several"}),
    frozenset({"short", "long"}),
)
"""Kinds of which one answer is chosen; which have answers of their own; whose answers are somebody's own words."""

MEASURE = CodeList.of(
    "survey.measure",
    1,
    {
        "relationship_positive": _("The relationship was positive"),
        "take_part_again": _("Would take part again"),
        "suitable_work": _("Found suitable work"),
        "readiness_resume": _("Readiness: résumé"),
        "readiness_interview": _("Readiness: interview"),
        "readiness_network": _("Readiness: professional network"),
        "readiness_labour_market": _("Readiness: knowledge of the labour market"),
    },
    open_=False,
)
"""What a question measures, in whatever words: the same in every edition, cohort and program."""

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
STATE = CodeList.of(
    "survey.state",
    1,
    {DRAFT: _("Draft"), PUBLISHED: _("Published"), RETIRED: _("Replaced")},
    open_=False,
)

REQUEST_STATE = CodeList.of(
    "survey.request_state",
    1,
    {
        "planned": _("Planned"),
        "open": _("Open"),
        "answered": _("Answered"),
        "declined": _("Declined"),
        "closed": _("Closed without an answer"),
    },
    open_=False,
)
