"""The code lists about matching runs. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

RUN_STATE = CodeList.of(
    "run.state",
    1,
    {
        "waiting": _("Is being worked out"),
        "done": _("Done"),
        "impossible": _("Not possible"),
        "stopped": _("Stopped"),
        "failed": _("Broken off"),
    },
    open_=False,
)

PHASE = CodeList.of(
    "run.phase",
    1,
    {
        "queued": _("Waits for the worker"),
        "gathering": _("Profiles are read"),
        "matching": _("The best pairs are worked out"),
        "writing": _("Reasons are written down"),
    },
    open_=False,
)
"""Where a run is while it is worked out."""

MODE = CodeList.of(
    "run.mode",
    1,
    {
        "optimal": _("The best pairs for the whole cohort"),
        "stable": _("No two would rather have each other"),
        "balanced": _("The best for both sides alike"),
    },
    open_=False,
)
"""What a run looks for, once as many people as possible have a place; a stable one may place fewer."""

SIDE = CodeList.of("match.side", 1, {"mentee": _("Mentee"), "mentor": _("Mentor")}, open_=False)

EXCLUSION_REASON = CodeList.of(
    "match.exclusion_reason",
    1,
    {
        "conflict": _("Conflict of interest"),
        "known": _("They know each other already"),
        "profession": _("The professions are too far apart"),
        "experience": _("Their experience does not go together"),
        "asked": _("One of the two asked for it"),
        "other": _("Another reason"),
    },
    open_=False,
)
