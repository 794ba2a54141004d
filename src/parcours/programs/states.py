"""How cohorts, and asks of employers, go from one status to the next."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.transitions import Transition

VERB = "cohort.status_changed"

COHORT = tuple(
    Transition(name, frozenset(sources.split()), target, VERB)
    for name, sources, target in (
        ("open_intake", "planned", "recruiting"),
        ("fill", "recruiting", "full"),
        ("free", "full", "recruiting"),
        ("start", "planned recruiting full", "running"),
        ("complete", "running", "completed"),
        ("cancel", "planned recruiting full running", "cancelled"),
    )
)

ASK = tuple(
    Transition(name, frozenset(sources.split()), target, "ask.status_changed")
    for name, sources, target in (
        ("fill", "open", "filled"),
        ("close", "open", "closed"),
        ("reopen", "filled closed", "open"),
    )
)

BUTTONS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "open_intake": _("Open the intake"),
        "fill": _("Mark as full"),
        "free": _("Open the intake again"),
        "start": _("Start the mentorship"),
        "complete": _("Complete the cohort"),
        "cancel": _("Cancel the cohort"),
    }
)
"""What the button of each way of a cohort says."""


def ways_from(transitions: tuple[Transition, ...], status: str) -> list[Transition]:
    """Return the ways that can be taken from ``status``, in the order of the table."""
    return [one for one in transitions if status in one.sources]


ASK_BUTTONS: Mapping[str, str | Promise] = MappingProxyType(
    {"fill": _("Mark as filled"), "close": _("Close"), "reopen": _("Open again")}
)
"""The same, of an ask."""
