"""The code lists about matching runs. The labels stand in the catalogue; `core.codes` has the rules."""

from django.utils.translation import gettext_lazy as _

from parcours.core.codes import CodeList

RUN_STATE = CodeList.of(
    "run.state",
    1,
    {"waiting": _("Is being worked out"), "done": _("Done"), "impossible": _("Not possible")},
    open_=False,
)

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
