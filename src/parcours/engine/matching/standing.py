"""How pairs stand with both sides: whom each would rather have, and who would rather have each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, within
from parcours.engine.matching.prices import counts

_HIGHEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Wishes:
    """Eligible pairs, sorted by left, and what each is worth to its left and to its right: the higher the dearer.

    Only the order among the pairs of one person counts; equal numbers are a tie.
    """

    listing: Listing
    left: Ints
    right: Ints

    def take(self, chosen: Ints | Bools) -> "Wishes":
        """Return the pairs at these positions, or where this mask is true."""
        return Wishes(self.listing.take(chosen), self.left[chosen], self.right[chosen])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a choice of pairs stands.

    `blocking_pairs` counts the pairs of whom both would rather have each other than what they have, where they have no
    room left. `left_rank` and `right_rank` are the mean ranks of the chosen pairs in the order of either side, 1 for
    the dearest of all that are eligible (a tie counts as its first); None where no pair is chosen.
    """

    blocking_pairs: int
    left_rank: float | None
    right_rank: float | None


def standing(everything: Iterable[Wishes], chosen: Wishes, bounds: Bounds) -> Standing:
    """Return how the pairs of `chosen` stand among `everything`, all eligible pairs in parts."""
    held = Held(chosen, bounds)
    return held.standing(map(held.against, everything))


class Against(NamedTuple):
    """What some pairs say against a choice: how many block it, and are dearer to a left, or right, than what it has."""

    blocking: int
    left: int
    right: int


class Held:
    """What everybody has by a choice."""

    def __init__(self, chosen: Wishes, bounds: Bounds) -> None:
        """Look up what the people of either side have, and who has room left."""
        made = chosen.listing
        taken, filled = counts(made, len(bounds.left_max), len(bounds.right_max))
        self._sides = [
            _Side(made.left, chosen.left, taken < bounds.left_max),
            _Side(made.right, chosen.right, filled < bounds.right_max),
        ]
        self._may = bounds.left_max > 0, bounds.right_max > 0
        self._keys = np.sort(made.keys(len(filled)))

    def against(self, part: Wishes) -> Against:
        """Return what these eligible pairs say against the choice."""
        pairs, better = part.listing, []
        would = self._may[0][pairs.left] & self._may[1][pairs.right]
        for side, person, worth in zip(
            self._sides, (pairs.left, pairs.right), (part.left, part.right), strict=True
        ):
            better.append(side.better(person, worth))
            would &= worth > side.worst.take(person)
        found = pairs.take(np.flatnonzero(would))
        blocking = np.count_nonzero(~within(found.keys(len(self._may[1])), self._keys))
        return Against(int(blocking), *better)

    def standing(self, parts: Iterable[Against]) -> Standing:
        """Return how the choice stands, by what all eligible pairs say against it."""
        blocking, left, right = map(sum, zip(Against(0, 0, 0), *parts, strict=True))
        own = len(self._keys)
        return Standing(blocking, 1 + left / own, 1 + right / own) if own else Standing(blocking, None, None)


class _Side:
    """What the people of one side have: `worst` is the least worth of it, where they have no room left."""

    def __init__(self, person: NDArray[np.int32], worth: Ints, room: Bools) -> None:
        size = len(room)
        self.worst = np.full(size, _HIGHEST)
        np.minimum.at(self.worst, person, worth)
        self.worst[room] = -_HIGHEST
        order = np.argsort(person, kind="stable")
        who = person[order]
        rank = np.arange(len(who)) - np.searchsorted(who, who)
        self._slots = [np.full(size, _HIGHEST) for _ in range(int(rank.max(initial=-1)) + 1)]
        for at, slot in enumerate(self._slots):
            mine = order[rank == at]
            slot[person[mine]] = worth[mine]

    def better(self, person: NDArray[np.int32], worth: Ints) -> int:
        """Return for how many of these pairs, and of what each person has, the pair is worth more."""
        return sum(int(np.count_nonzero(worth > slot.take(person))) for slot in self._slots)


def ranks(person: NDArray[np.int32], worth: Ints) -> Ints:
    """Return which choice of its person each pair is: one more than the number of pairs worth more to them."""
    order = np.lexsort((-worth, person))
    who, what = person[order], worth[order]
    begins = np.diff(who, prepend=-1) != 0
    at = np.arange(len(order))
    start = np.maximum.accumulate(np.where(begins, at, 0))
    begins[1:] |= what[1:] != what[:-1]
    first = np.maximum.accumulate(np.where(begins, at, 0))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = first - start + 1
    return found
