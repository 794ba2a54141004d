"""Prices: what a pair, a person's place and one pair more are worth at the optimum (the dual of the flow).

With price `left[i]` for a person's pair, `right[j]` for a place and `pair` for one pair more, a choice is optimal
when no unchosen pair is worth more than left[i] + right[j] + pair, no chosen pair less, and nobody has a price
above 0 who is not at their maximum or below 0 who is not at their minimum (complementary slackness).
"""

from dataclasses import dataclass

import numpy as np

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, ranges
from parcours.engine.matching.quotas import Sides

FAR = np.int64(1) << 60


@dataclass(frozen=True, slots=True)
class GroupPrices:
    """The prices of the groups of either side, where groups have limits of their own."""

    sides: Sides
    left: Ints
    right: Ints


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of every person on either side, and of one pair more; a person’s hold what their group adds."""

    left: Ints
    right: Ints
    pair: int
    groups: GroupPrices | None = None

    def granted(self, bounds: Bounds, number: int) -> int:
        """Return what the prices grant to every minimum and maximum, and to so many pairs."""
        left, right, granted = self.left, self.right, self.pair * number
        if self.groups:
            own, other = self.groups.sides.left, self.groups.sides.right
            left = left - self.groups.left[own.of]
            right = right - self.groups.right[other.of]
            granted += _granted(self.groups.left, own.least, own.most)
            granted += _granted(self.groups.right, other.least, other.most)
        granted += _granted(left, bounds.left_min, bounds.left_max)
        return granted + _granted(right, bounds.right_min, bounds.right_max)

    def slack(self, listing: Listing) -> Ints:
        """Return for each pair what it is worth beyond its prices."""
        beyond = listing.value - self.left[listing.left]
        beyond -= self.right[listing.right]
        beyond -= self.pair
        return beyond

    def raised(self, listing: Listing) -> "Prices":
        """Return prices that none of these pairs is worth more than: those of lefts are higher where they must be."""
        left = self.left.copy()
        asked = listing.value - self.right[listing.right]
        asked -= self.pair
        np.maximum.at(left, listing.left, asked)
        return Prices(left, self.right, self.pair, self.groups)

    def floor(self, least: int) -> Ints:
        """Return what a pair must leave each left, after the price of its right, to be worth `least` beyond both."""
        return self.left + (self.pair + least)

    def reaching(self, listing: Listing, least: int) -> tuple[Ints, Ints]:
        """Return the positions of the pairs worth at least so much beyond their prices, and what they are worth so.

        The pairs must be sorted by left.
        """
        at, beyond = listing.above(self.floor(least), self.right)
        return at, beyond + least


def _granted(prices: Ints, least: Ints, most: Ints) -> int:
    return int(np.where(prices > 0, most, least) @ prices)


def counts(listing: Listing, lefts: int, rights: int) -> tuple[Ints, Ints]:
    """Return how many of these pairs each left and each right has."""
    return np.bincount(listing.left, minlength=lefts), np.bincount(listing.right, minlength=rights)


class _Distances:
    """Shortest distances in the residual network, from a start that reaches everybody (Bellman and Ford).

    Going from left to right over an unchosen pair costs -value, back over a chosen one +value; `source` reaches
    lefts below their maximum and is reached from those above their minimum, and likewise `sink` on the right.
    """

    def __init__(self, edges: Listing, used: Bools, bounds: Bounds, start: Prices | None) -> None:
        lefts, rights = len(bounds.left_max), len(bounds.right_max)
        self.chosen = edges.take(used)
        flow_left, flow_right = counts(self.chosen, lefts, rights)
        self.open_left, self.loose_left = flow_left < bounds.left_max, flow_left > bounds.left_min
        self.open_right, self.loose_right = flow_right < bounds.right_max, flow_right > bounds.right_min
        self.edges = edges
        self.cost = np.where(used, FAR, -edges.value)
        self.start = np.searchsorted(edges.left, np.arange(lefts + 1))
        self.left = np.zeros(lefts, dtype=np.int64)
        self.right = np.zeros(rights, dtype=np.int64)
        self.source = self.sink = 0
        if start is not None:
            self.left, self.right, self.source = start.left + start.pair, -start.right, start.pair

    def settle(self) -> None:
        active = np.arange(len(self.left))
        while len(active):
            before = self.left.copy()
            self._forward(active)
            self._back()
            active = np.flatnonzero(self.left != before)

    def _forward(self, active: Ints) -> None:
        at = ranges(self.start[active], self.start[active + 1])
        left, right = self.edges.left[at], self.edges.right[at]
        np.minimum.at(self.right, right, self.left[left] + self.cost[at])
        if self.open_right.any():
            self.sink = min(self.sink, int(self.right[self.open_right].min()))
        np.minimum(self.right, self.sink, out=self.right, where=self.loose_right)

    def _back(self) -> None:
        np.minimum.at(self.left, self.chosen.left, self.right[self.chosen.right] + self.chosen.value)
        if self.loose_left.any():
            self.source = min(self.source, int(self.left[self.loose_left].min()))
        np.minimum(self.left, self.source, out=self.left, where=self.open_left)


def settle(edges: Listing, used: Bools, bounds: Bounds, start: Prices | None = None) -> Prices:
    """Return prices that prove the choice `used` optimal among `edges` (sorted by left), which it must be.

    Of all such prices they are near to `start`, or always the same for the same pairs without it.
    """
    distances = _Distances(edges, used, bounds, start)
    distances.settle()
    return Prices(
        distances.left - distances.source, distances.sink - distances.right, distances.source - distances.sink
    )
