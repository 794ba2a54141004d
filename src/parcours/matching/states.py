"""How a run ends without an answer. With one it is done, or not possible, as `keeping` writes it."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.core.transitions import Transition

RUN: Mapping[str, Transition] = MappingProxyType(
    {
        name: Transition(name, frozenset({"waiting"}), target, f"matching.{target}")
        for name, target in (("stop", "stopped"), ("break_off", "failed"))
    }
)
