"""How a run goes from one state to the next. Once it is no longer worked out, it stays as it is."""

from collections.abc import Mapping
from types import MappingProxyType

from parcours.core.transitions import Transition

RUN: Mapping[str, Transition] = MappingProxyType(
    {
        name: Transition(name, frozenset({"waiting"}), target, f"matching.{target}")
        for name, target in (
            ("finish", "done"),
            ("find_impossible", "impossible"),
            ("stop", "stopped"),
            ("break_off", "failed"),
        )
    }
)
