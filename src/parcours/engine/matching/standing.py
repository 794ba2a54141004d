"""How pairs stand with both sides: whom each would rather have, and who would rather have each other."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    made, own = chosen.listing, len(chosen.listing)
    taken, filled = counts(made, len(bounds.left_max), len(bounds.right_max))
    sides = [
        _Side(made.left, chosen.left, taken < bounds.left_max),
        _Side(made.right, chosen.right, filled < bounds.right_max),
    ]
    keys = np.sort(made.keys(len(filled)))
    blocking, better = 0, [0, 0]
    for part in everything:
        pairs = part.listing
        would = (bounds.left_max[pairs.left] > 0) & (bounds.right_max[pairs.right] > 0)
        for at, (side, person, worth) in enumerate(
            zip(sides, (pairs.left, pairs.right), (part.left, part.right), strict=True)
        ):
            better[at] += side.better(person, worth)
            would &= worth > side.worst.take(person)
        found = np.flatnonzero(would)
        blocking += int(np.count_nonzero(~within(pairs.take(found).keys(len(filled)), keys)))
    if not own:
        return Standing(blocking, None, None)
    return Standing(blocking, 1 + better[0] / own, 1 + better[1] / own)


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
