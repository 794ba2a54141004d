"""How an application, and the part of a mentor in a cohort, go from one status to the next."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parcours.core.transitions import Transition

VERB = "application.status_changed"

APPLICATION: Mapping[str, Transition] = MappingProxyType(
    {
        name: Transition(name, frozenset(sources.split()), target, VERB)
        for name, sources, target in (
            ("submit", "draft", "submitted"),
            ("find_eligible", "submitted to_check not_eligible", "eligible"),
            ("find_to_check", "submitted", "to_check"),
            ("find_not_eligible", "submitted to_check eligible", "not_eligible"),
            ("review", "eligible", "in_review"),
            ("accept", "eligible in_review waitlisted", "accepted"),
            ("put_on_waitlist", "eligible in_review", "waitlisted"),
            ("decline", "to_check eligible in_review waitlisted", "declined"),
            ("call_off", "submitted to_check eligible in_review waitlisted accepted", "declined"),
            ("withdraw", "draft submitted to_check eligible in_review waitlisted accepted", "withdrawn"),
            ("take_up_again", "not_eligible declined withdrawn", "to_check"),
        )
    }
)

FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "submit": ("come_back", "apply"),
        "find_eligible": ("apply", "find_eligible"),
        "find_not_eligible": ("find_not_eligible",),
        "put_on_waitlist": ("apply", "find_eligible", "put_on_waitlist"),
        "accept": ("apply", "find_eligible", "enrol"),
        "withdraw": ("withdraw",),
        "take_up_again": ("come_back", "apply"),
    }
)
"""Which ways the participant’s own status takes along with each of these, as far as each leads on from where it is."""

BACKWARDS = frozenset({"find_not_eligible", "withdraw"})
"""Ways that a participant’s own status takes along only where none of their other applications is under way."""

UNDER_WAY = frozenset({"submitted", "to_check", "eligible", "in_review", "waitlisted", "accepted"})

UNDECIDED = UNDER_WAY - {"accepted"}
"""Somebody waits for an answer."""

BUTTONS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "find_eligible": _("Find eligible"),
        "find_not_eligible": _("Find not eligible"),
        "review": _("Begin the review"),
        "accept": _("Give a seat"),
        "put_on_waitlist": _("Put on the wait list"),
        "decline": _("Do not choose"),
        "withdraw": _("Note a withdrawal"),
        "take_up_again": _("Take up again"),
    }
)
"""What the button of each way says that staff take."""

PLACE: Mapping[str, Transition] = MappingProxyType(
    {
        name: Transition(name, frozenset(sources.split()), target, "mentor_place.status_changed")
        for name, sources, target in (
            ("invite", "declined withdrawn", "invited"),
            ("agree", "invited declined withdrawn", "agreed"),
            ("decline", "invited", "declined"),
            ("withdraw", "invited agreed", "withdrawn"),
        )
    }
)


def ways_from(status: str) -> list[str]:
    """Return the ways that staff can take from ``status``, in the order of the table."""
    return [name for name, way in APPLICATION.items() if status in way.sources and name in BUTTONS]
