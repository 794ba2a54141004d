"""What a result says of a cohort, and what a check finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

type Counts = Mapping[tuple[str, str], tuple[int, ...]]
"""By kind and name: of `agency` people and placed, of `agency quota` and `host quota` placed, of `supply` all four."""


class Pair(NamedTuple):
    """One pair as the result has it; `parts` are the points of each criterion."""

    mentee: str
    mentor: str
    score: int
    parts: Mapping[str, int]
    locked: bool
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A result: its pairs, whom it dropped, its figures, what agencies and quotas have, and its prices.

    `pair` is the price of one pair more; the prices of mentors hold what their employer adds. `complete` is false where
    the time was over before the search ended: then it need not be the best, only no further from it than said.
    No stable proposal places more than `stable_bound`; None says nothing of that. `counts` are those of `counted`, and
    `unplaced` whoever has no place.
    """

    pairs: Sequence[Pair]
    dropped: frozenset[str]
    figures: Mapping[str, float | None]
    pair: int
    mentors: Mapping[str, int]
    agencies: Mapping[str, int] = field(default_factory=dict)
    employers: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True
    stable_bound: int | None = None
    counts: Counts = field(default_factory=dict)
    unplaced: frozenset[str] = frozenset()


class Fault(NamedTuple):
    """Something that does not hold: its kind, for which whoever shows it has words, and its facts."""

    kind: str
    facts: Mapping[str, Any]


class Checked(NamedTuple):
    """What was found: what does not hold, and the figures as they are.

    `stable` is how many people a stable proposal can place at most, as far as that is proven here; None where it is not
    asked.
    """

    faults: tuple[Fault, ...]
    figures: Mapping[str, float | None]
    stable: int | None = None
