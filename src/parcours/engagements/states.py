"""How a mentorship, its sessions and the concerns about it go from one status to the next."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.core.transitions import Transition


def _ways(*table: tuple[str, str, str, str], what: str = "mentorship") -> Mapping[str, Transition]:
    return MappingProxyType(
        {
            name: Transition(name, frozenset(sources.split()), target, f"{what}.{verb}")
            for name, sources, target, verb in table
        }
    )


MENTORSHIP = _ways(
    ("propose", "draft", "proposed", "proposed"),
    ("mentor_accept", "proposed", "mentor_accepted", "accepted"),
    ("mentee_accept", "mentor_accepted", "mentee_accepted", "accepted"),
    ("mentor_decline", "proposed mentor_accepted", "declined", "declined"),
    ("mentee_decline", "mentor_accepted", "declined", "declined"),
    ("withdraw", "draft proposed mentor_accepted", "withdrawn", "withdrawn"),
    ("begin", "mentee_accepted", "active", "begun"),
    ("flag", "active", "at_risk", "flagged"),
    ("reassure", "at_risk", "active", "taken_up_again"),
    ("pause", "active at_risk", "paused", "paused"),
    ("take_up_again", "paused", "active", "taken_up_again"),
    ("complete", "active at_risk paused", "completed", "ended"),
    ("end", "mentee_accepted active at_risk paused", "ended_early", "ended"),
)

SESSION = _ways(
    ("confirm", "logged disputed", "confirmed", "confirmed"),
    ("dispute", "logged", "disputed", "disputed"),
    ("withdraw", "logged disputed", "withdrawn", "withdrawn"),
    what="session",
)

CONCERN = _ways(
    ("take_up", "open in_hand", "in_hand", "step_taken"),
    ("close", "open in_hand", "closed", "closed"),
    what="concern",
)
