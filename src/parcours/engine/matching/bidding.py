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
_AT_ONCE = 4_096
"""So many rights bid at once: what they look at stays small."""

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
    auction = Auction(edges, bounds)
    auction.run(step)
    return settled(edges, auction.sold, auction.least, len(bounds.right_max))


@dataclass(frozen=True, slots=True)
class Sold:
    """How lefts stand: what was offered for each (`price`), by which right (`owner`), for which pair; -1 for none."""

    price: Ints
    owner: Ints
    pair: Ints


class Auction:
    """Lefts for whom rights bid. Pairs stand by right.

    It goes on from what is `sold` already. No right bids where less than `least` would be left.
    """

    def __init__(
        self, edges: Listing, bounds: Bounds, sold: Sold | None = None, least: int | None = None
    ) -> None:
        self.order = by_number(edges.right)
        self.left = edges.left.take(self.order)
        self.value = edges.value.take(self.order).astype(np.int32)
        self.each = np.bincount(edges.right, minlength=len(bounds.right_max))
        self.start = np.cumsum(self.each) - self.each
        self.room = np.where(self.each > 0, bounds.right_max, 0)
        self.least = farthest(edges) if least is None else least
        self.sold = sold or unsold(len(bounds.left_max))
        self.price, self.owner, self.pair = self.sold.price, self.sold.owner, self.sold.pair
        self.room -= np.bincount(self.owner[self.owner >= 0], minlength=len(self.room))
        self.offer = np.zeros_like(self.price)
        closed = bounds.left_max.take(self.left) < 1
        self.value[closed] = _TAKEN

    def run(self, step: int) -> None:
        """Let all bid that have room, until none has or would."""
        bidders = np.flatnonzero(self.room > 0)
        while len(bidders):
            parts = np.split(bidders, range(_AT_ONCE, len(bidders), _AT_ONCE))
            again = np.concatenate([again for some in parts for again in self._bid(some, step)])
            bidders = np.unique(again[self.room.take(again) > 0])

    def _bid(self, bidders: Ints, step: int) -> tuple[Ints, Ints]:
        """Let these bid, and return who of them did, and who lost a left."""
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
        self.owner[gone], self.price[gone] = winner, offers[won]
        self.pair[gone] = self.order.take(pairs[won])
        return bidders, before

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


def unsold(lefts: int) -> Sold:
    """Return that nothing was offered for any of so many lefts."""
    return Sold(*(np.full(lefts, number) for number in (0, -1, -1)))


def farthest(edges: Listing) -> int:
    """Return what no right goes below: the farthest that any pair is from 0, the other way."""
    return -int(np.abs(edges.value).max(initial=1))


def settled(edges: Listing, sold: Sold, least: int, rights: int) -> Bids:
    """Return which pairs are used, and the prices: rights keep the least that any left leaves them."""
    gone = np.flatnonzero(sold.owner >= 0)
    pair, owner = sold.pair[gone], sold.owner[gone]
    used = np.zeros(len(edges), dtype=np.bool_)
    used[pair] = True
    free = 1 - least  # more than any pair leaves
    keeps = np.full(rights, free)
    np.minimum.at(keeps, owner, edges.value.take(pair) - sold.price[gone])
    one_more = min(int(keeps.min(initial=free)), 0)
    keeps = np.where(keeps == free, 0, keeps - one_more)
    return Bids(used, Prices(sold.price, keeps, one_more))
