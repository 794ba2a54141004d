"""Which pairs a stable choice can have at all, where there are ties.

Somebody *insists* on a partner who stands, with all who are as dear to them, among no more than they take. Whatever
else they get, they are never full without that partner; so in every stable choice they have the partner, or the partner
is full with people at least as dear. A partner on whom as many insist as they take is therefore always full with people
at least as dear as the last of those: all who are less dear they never have, nor would they rather have them. Without
such pairs the choices that are stable are the same, and more people insist. (After Irving and Manlove, 2009, for both
sides.)
"""

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.standing import Wishes, ranks

_LEAST = np.iinfo(np.int64).min

_WORTH_IT = 1_000
"""A round that takes away less than this part of the pairs is the last."""


def possible(wishes: Wishes, bounds: Bounds) -> Ints:
    """Return the positions of the pairs that are left; all pairs of all stable choices are among them."""
    pairs = wishes.listing
    at = np.flatnonzero((bounds.left_max[pairs.left] > 0) & (bounds.right_max[pairs.right] > 0))
    while True:
        some = wishes.take(at)
        mine = _Side(some.listing.left, some.left, bounds.left_max)
        theirs = _Side(some.listing.right, some.right, bounds.right_max)
        kept = at[~_never(mine, theirs) & ~_never(theirs, mine)]
        if len(at) - len(kept) <= len(at) // _WORTH_IT:
            return kept
        at = kept


def tied(person: NDArray[np.int32], worth: Ints) -> Bools:
    """Return which pairs are worth the same to their person as another one."""
    order = np.lexsort((worth, person))
    same = (np.diff(person[order]) == 0) & (np.diff(worth[order]) == 0)
    found = np.zeros(len(order), dtype=np.bool_)
    found[order[1:][same]] = found[order[:-1][same]] = True
    return found


class _Side:
    """Pairs as one side sees them: whose each is, what it is worth to them, and how many of them they take."""

    def __init__(self, person: NDArray[np.int32], worth: Ints, most: Ints) -> None:
        self.person, self.worth, self.most = person, worth, most

    def insisting(self) -> Ints:
        """Return the positions of the pairs on which their person insists."""
        worse = ranks(self.person, -self.worth) - 1
        return np.flatnonzero(np.bincount(self.person)[self.person] - worse <= self.most[self.person])


def _never(own: _Side, others: _Side) -> Bools:
    """Return which pairs are less dear to the other side than enough people who insist."""
    at = own.insisting()
    at = at[np.lexsort((-others.worth[at], others.person[at]))]
    who = others.person[at]
    last = at[np.arange(len(at)) - np.searchsorted(who, who) == others.most[who] - 1]
    floor = np.full(len(others.most), _LEAST)
    floor[others.person[last]] = others.worth[last]
    found: Bools = others.worth < floor[others.person]
    return found
