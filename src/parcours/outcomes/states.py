"""How a follow-up goes from one status to the next."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.core.transitions import Transition

FOLLOW_UP: Mapping[str, Transition] = MappingProxyType(
    {
        name: Transition(name, frozenset(sources.split()), target, f"follow_up.{verb}")
        for name, sources, target, verb in (
            ("attempt", "due attempted", "attempted", "attempted"),
            ("answer", "due attempted partial reached unable", "reached", "answered"),
            ("answer_partly", "due attempted partial unable", "partial", "answered"),
            ("refuse", "due attempted partial", "refused", "refused"),
            ("give_up", "due attempted", "unable", "given_up"),
        )
    }
)
