"""A choice that is nearly the best one, and prices near to it, much sooner than a flow: places bid for participants.

Each right that has room bids for the left that would leave it most, and offers so much that the second best would be as
good, and a step more; each left goes to whoever offers most (the auction of Bertsekas). All that have room bid at once.
Whom nobody needs has no price, so that the prices are those of a choice that is as large as can be, to within a step
for each pair. They are a hint: whoever asks proves what comes of it over all eligible pairs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, by_number, ranges
from parcours.engine.matching.prices import Prices

WIDEST = 1 << 20
"""Values farther apart than this are not bid for: `bid` has room for thousands of times as much."""

_SHIFT = 32
_TAKEN = -(1 << 30)
"""What lefts leave that a right has already."""


@dataclass(frozen=True, slots=True)
class Bids:
    """What came of it: which pairs are `used`, and the `prices`, to within a step for each pair."""

    used: Bools
    prices: Prices


def bid(edges: Listing, bounds: Bounds, step: int) -> Bids:
    """Return what comes of bidding on `edges` in steps of so many points.

    Every left takes at most one pair, every right as many as its maximum; minimums are passed over. No value may be
    farther than `WIDEST` from 0.
    """
    auction = _Auction(edges, bounds)
    auction.run(step)
    return auction.settled(len(edges))


class _Auction:
    """Lefts for whom rights bid. Pairs stand by right.

    `price`, `owner` and `pair` are those of each left: what was offered for it, by which right, for which pair.
    """

    def __init__(self, edges: Listing, bounds: Bounds) -> None:
        self.order = by_number(edges.right)
        self.left = edges.left.take(self.order)
        self.value = edges.value.take(self.order)
        self.each = np.bincount(edges.right, minlength=len(bounds.right_max))
        self.start = np.cumsum(self.each) - self.each
        self.room = np.where(self.each > 0, bounds.right_max, 0)
        self.least = -int(np.abs(self.value).max(initial=1))  # no right bids where less would be left
        self.price = np.zeros(len(bounds.left_max), dtype=np.int64)
        self.owner, self.pair = np.full_like(self.price, -1), np.full_like(self.price, -1)
        self.offer = np.zeros_like(self.price)
        closed = bounds.left_max.take(self.left) < 1
        self.value[closed] = _TAKEN

    def run(self, step: int) -> None:
        """Let all bid that have room, until none has or would."""
        bidders = np.flatnonzero(self.room > 0)
        while len(bidders):
            bidders, lefts, pairs, offers = self._offers(bidders, step)
            keys = (offers << _SHIFT) + np.arange(len(lefts))
            np.maximum.at(self.offer, lefts, keys)
            won = self.offer.take(lefts) == keys
            self.offer[lefts] = 0
            gone, winner = lefts[won], bidders[won]
            before = self.owner.take(gone)
            before = before[before >= 0]
            np.add.at(self.room, before, 1)
            np.subtract.at(self.room, winner, 1)
            self.owner[gone], self.price[gone], self.pair[gone] = winner, offers[won], pairs[won]
            again = np.concatenate([bidders, before])
            bidders = np.unique(again[self.room.take(again) > 0])

    def _offers(self, bidders: Ints, step: int) -> tuple[Ints, NDArray[np.int32], Ints, Ints]:
        """Return who of these bids, for which lefts, by which pairs, and how much."""
        each = self.each.take(bidders)
        first = np.cumsum(each) - each
        start = self.start.take(bidders)
        at = ranges(start, start + each)
        left = self.left.take(at)
        beyond = self.value.take(at) - self.price.take(left)
        beyond[self.owner.take(left) == np.repeat(bidders, each)] = _TAKEN
        best = np.maximum.reduceat((beyond << _SHIFT) + np.arange(len(at)), first)
        where = best & ((1 << _SHIFT) - 1)
        best >>= _SHIFT
        beyond[where] = _TAKEN
        second = np.maximum.reduceat(beyond, first).clip(self.least)
        bids = np.flatnonzero(best > self.least)
        lefts, pairs = left.take(where[bids]), at.take(where[bids])
        return bidders[bids], lefts, pairs, self.price.take(lefts) + best[bids] - second[bids] + step

    def settled(self, size: int) -> Bids:
        """Return which of so many pairs are used, and the prices: rights keep the least that any left leaves them."""
        sold = np.flatnonzero(self.owner >= 0)
        used = np.zeros(size, dtype=np.bool_)
        used[self.order.take(self.pair[sold])] = True
        free = 1 - self.least  # more than any pair leaves
        keeps = np.full(len(self.room), free)
        np.minimum.at(keeps, self.owner[sold], self.value.take(self.pair[sold]) - self.price[sold])
        pair = min(int(keeps.min(initial=free)), 0)
        keeps = np.where(keeps == free, 0, keeps - pair)
        return Bids(used, Prices(self.price, keeps, pair))
