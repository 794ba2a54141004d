"""How a participant, a mentor and a supervisor go from one status to the next.

``unknown`` is for rows that were imported: no way leads there, and most lead out of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.codes import UNKNOWN
from parcours.core.transitions import Transition


def _ways(verb: str, table: Mapping[str, tuple[str, str]]) -> tuple[Transition, ...]:
    """Return the transitions of a table: by name, the statuses it leaves (between blanks) and the one it leads to."""
    return tuple(
        Transition(name, frozenset(sources.split()), target, verb)
        for name, (sources, target) in table.items()
    )


PARTICIPANT = _ways(
    "participant.status_changed",
    {
        "apply": (f"inquiry {UNKNOWN}", "applied"),
        "find_eligible": ("applied not_eligible", "eligible"),
        "find_not_eligible": ("inquiry applied eligible", "not_eligible"),
        "put_on_waitlist": ("eligible", "waitlisted"),
        "enrol": (f"eligible waitlisted {UNKNOWN}", "enrolled"),
        "put_on_hold": ("enrolled", "on_hold"),
        "take_up_again": ("on_hold", "enrolled"),
        "complete": (f"enrolled on_hold {UNKNOWN}", "completed"),
        "withdraw": ("inquiry applied eligible waitlisted enrolled on_hold", "withdrawn"),
        "dismiss": ("enrolled on_hold", "dismissed"),
        "transfer": ("applied eligible waitlisted enrolled on_hold", "transferred"),
        "come_back": ("withdrawn completed dismissed transferred not_eligible", "inquiry"),
        "mark_opened_in_error": (f"inquiry applied eligible waitlisted {UNKNOWN}", "opened_in_error"),
    },
)

MENTOR = _ways(
    "mentor.status_changed",
    {
        "screen": (f"applied {UNKNOWN}", "screening"),
        "train": ("screening", "training"),
        "make_available": (f"screening training {UNKNOWN}", "available"),
        "match": ("available", "matched"),
        "fill": ("available matched", "at_capacity"),
        "free": ("matched at_capacity", "available"),
        "pause": ("available matched at_capacity", "paused"),
        "take_up_again": ("paused", "available"),
        "end": ("available paused", "inactive"),
        "decline": ("applied screening training", "declined"),
        "remove": (
            "applied screening training available matched at_capacity paused inactive",
            "removed",
        ),
        "come_back": ("inactive declined", "applied"),
    },
)

SUPERVISOR = _ways(
    "supervisor.status_changed",
    {"end": (f"active {UNKNOWN}", "inactive"), "come_back": (f"inactive {UNKNOWN}", "active")},
)

BY_MATCHES = frozenset({"match", "fill", "free"})
"""Ways of a mentor that follow from matches; no person takes them by hand."""

BUTTONS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "apply": _("Note the application"),
        "find_eligible": _("Find eligible"),
        "find_not_eligible": _("Find not eligible"),
        "put_on_waitlist": _("Put on the wait list"),
        "enrol": _("Enrol"),
        "put_on_hold": _("Put on hold"),
        "take_up_again": _("Take up again"),
        "complete": _("Note that the program is completed"),
        "withdraw": _("Note a withdrawal"),
        "dismiss": _("Dismiss"),
        "transfer": _("Transfer"),
        "come_back": _("Take back in"),
        "mark_opened_in_error": _("Mark as opened in error"),
        "screen": _("Begin screening"),
        "train": _("Begin training"),
        "make_available": _("Make available"),
        "pause": _("Pause"),
        "end": _("Make inactive"),
        "decline": _("Decline"),
        "remove": _("Remove"),
    }
)
"""What the button of each way says."""


def ways_from(transitions: tuple[Transition, ...], status: str) -> list[Transition]:
    """Return the ways that a person can take from ``status``, in the order of the table."""
    return [one for one in transitions if status in one.sources and one.name not in BY_MATCHES]
