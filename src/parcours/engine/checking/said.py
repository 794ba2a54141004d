"""What a result says of a cohort, and what a check finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


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
    """A result: its pairs, whom it dropped, the figures of its certificate, and its prices.

    `pair` is the price of one pair more; the prices of mentors hold what their employer adds. `complete` is false where
    the time was over before the search ended: then it need not be the best, only no further from it than said.
    """

    pairs: Sequence[Pair]
    dropped: frozenset[str]
    figures: Mapping[str, int]
    pair: int
    mentors: Mapping[str, int]
    agencies: Mapping[str, int] = field(default_factory=dict)
    employers: Mapping[str, int] = field(default_factory=dict)
    complete: bool = True


class Fault(NamedTuple):
    """Something that does not hold: its kind, for which whoever shows it has words, and its facts."""

    kind: str
    facts: Mapping[str, Any]


class Checked(NamedTuple):
    """What was found: what does not hold, and the figures of the certificate as they are."""

    faults: tuple[Fault, ...]
    figures: Mapping[str, int | None]
