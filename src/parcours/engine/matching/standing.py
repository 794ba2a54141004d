"""How pairs stand with both sides: whom each would rather have, and who would rather have each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.prices import counts


@dataclass(frozen=True, slots=True)
class Wishes:
    """Eligible pairs, sorted by left, and what each is worth to its left and to its right: the higher the dearer.

    Only the order among the pairs of one person counts; equal numbers are a tie.
    """

    listing: Listing
    left: Ints
    right: Ints


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


def standing(wishes: Wishes, chosen: Bools, bounds: Bounds) -> Standing:
    """Return how the `chosen` of these pairs stand."""
    if not chosen.any():
        return Standing(_blocking(wishes, chosen, bounds), None, None)
    left = ranks(wishes.listing.left, wishes.left)[chosen]
    right = ranks(wishes.listing.right, wishes.right)[chosen]
    return Standing(_blocking(wishes, chosen, bounds), float(left.mean()), float(right.mean()))


def _blocking(wishes: Wishes, chosen: Bools, bounds: Bounds) -> int:
    listing = wishes.listing
    taken, filled = counts(listing.take(chosen), len(bounds.left_max), len(bounds.right_max))
    blocking = ~chosen & (bounds.left_max[listing.left] > 0) & (bounds.right_max[listing.right] > 0)
    sides = (
        (listing.left, wishes.left, taken < bounds.left_max),
        (listing.right, wishes.right, filled < bounds.right_max),
    )
    for person, worth, room in sides:
        worst = np.full(len(room), np.iinfo(np.int64).max)
        np.minimum.at(worst, person[chosen], worth[chosen])
        blocking &= room[person] | (worth > worst[person])
    return int(np.count_nonzero(blocking))


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
