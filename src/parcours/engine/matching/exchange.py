"""The same bids as in `bidding`, by a crew: each part of the rights bids by itself, and then they exchange prices.

Rights that bid for the same lefts are in one part as far as that goes. Each part bids until none of its rights would,
from the highest offers known to all; then of all offers for a left the highest holds, and the parts whose rights lost a
left bid again. What a right holds it took when other prices were lower or the same, so that it still has the best for
it, to within a step: it is the auction in which bidders know old prices only (Bertsekas and Castañon). Parts that still
outbid each other after some exchanges are joined, two and two, so that the last to bid may be one part with all.
"""

from itertools import batched
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.bidding import Auction, Bids, Sold, farthest, settled, unsold
from parcours.engine.matching.components import split
from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, numbered
from parcours.engine.matching.parts import part_of

EXCHANGES = 12
"""After so many exchanges parts are joined: two rights that want the same would go on in single steps."""

PART_PAIRS = 1_000_000
"""A part has about so many pairs; a component with more is split."""


class Bidders(NamedTuple):
    """Some rights with all their pairs: `lefts` and `rights` are who they are, `at` where the pairs stand among all."""

    edges: Listing
    bounds: Bounds
    lefts: Ints
    rights: Ints
    at: Ints


class Asked(NamedTuple):
    """What is sold so far, in steps of how many points rights bid, and what none of them goes below."""

    sold: Sold
    step: int
    least: int


class Offers(NamedTuple):
    """For which lefts a part offers more than was known: how much, by which right, for which pair."""

    lefts: Ints
    price: Ints
    owner: Ints
    pair: Ints


def bid_in_parts(edges: Listing, bounds: Bounds, step: int, crew: Crew, alike: Ints) -> Bids:
    """Return what comes of bidding on `edges`, as `bidding.bid` does.

    `alike` is a number of each left: those with the same, or nearly the same, have most rights in common.
    """
    sold, least = unsold(len(bounds.left_max)), farthest(edges)
    found, busy = bidders(edges, bounds, alike), True
    while busy:
        sold, busy = _exchanged(found, Asked(sold, step, least), crew)
        found = [
            _bidders(edges, bounds, np.sort(np.concatenate([part.at for part in two])))
            for two in batched(found if busy else [], 2)
        ]
    return settled(edges, sold, least, len(bounds.right_max))


def _exchanged(found: list[Bidders], asked: Asked, crew: Crew) -> tuple[Sold, bool]:
    """Return what is sold when no part offers more, or after many exchanges, and whether there may be more offers."""
    kept, busy = [crew.keep(part) for part in found], np.arange(len(found))
    part_of_right = np.zeros(1 + max((int(part.rights[-1]) for part in found), default=0), dtype=np.int64)
    for at, part in enumerate(found):
        part_of_right[part.rights] = at
    for _ in range(EXCHANGES):
        now = Sold(*(array.copy() for array in (asked.sold.price, asked.sold.owner, asked.sold.pair)))
        again = np.zeros(len(found), dtype=np.bool_)
        answers = crew.each(offered, None, asked, [kept[at] for at in busy.tolist()])
        for at, offers in zip(busy.tolist(), answers, strict=True):
            won = offers.price > now.price[offers.lefts]
            gone = offers.lefts[won]
            lost = now.owner[gone]
            losing = part_of_right[lost[lost >= 0]]
            again[losing[losing != at]] = (
                True  # whoever lost to a right of the same part has bid again already
            )
            again[at] |= not won.all()
            now.price[gone], now.owner[gone] = offers.price[won], offers.owner[won]
            now.pair[gone] = offers.pair[won]
        asked, busy = asked._replace(sold=now), np.flatnonzero(again)
        if not len(busy):
            break
    return asked.sold, len(busy) > 0


def bidders(edges: Listing, bounds: Bounds, alike: Ints) -> list[Bidders]:
    """Return the rights in parts, small components together, and those of a large one by what their lefts are."""
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    each = np.bincount(edges.right, minlength=rights)
    mean = np.bincount(edges.right, alike[edges.left], minlength=rights) / each.clip(min=1)
    label = np.zeros(rights, dtype=np.int64)
    label[edges.right] = part_of(edges, lefts, rights)
    order = np.lexsort((mean, label))
    part = np.empty(rights, dtype=np.int64)
    part[order] = (np.cumsum(each[order]) - each[order]) // PART_PAIRS
    return [_bidders(edges, bounds, at) for at in split(np.unique(part[edges.right], return_inverse=True)[1])]


def _bidders(edges: Listing, bounds: Bounds, at: Ints) -> Bidders:
    own = edges.take(at)
    lefts, left = numbered(own.left, len(bounds.left_max))
    rights, right = numbered(own.right, len(bounds.right_max))
    none = np.zeros_like
    limits = Bounds(none(lefts), bounds.left_max[lefts], none(rights), bounds.right_max[rights])
    return Bidders(Listing(left, right, own.score, own.value), limits, lefts, rights, at)


def offered(_known: None, asked: Asked, part: Bidders) -> Offers:
    """Return what the rights of a part offer, from what is sold so far, until none of them would offer more."""
    price, owner = asked.sold.price[part.lefts], asked.sold.owner[part.lefts]
    where = np.searchsorted(part.rights, owner).clip(max=len(part.rights) - 1)
    mine = np.where(part.rights[where] == owner, where, -1)
    auction = Auction(part.edges, part.bounds, Sold(price.copy(), mine, np.full_like(mine, -1)), asked.least)
    auction.run(asked.step)
    new = np.flatnonzero(auction.price > price)
    owners, pairs = part.rights[auction.owner[new]], part.at[auction.pair[new]]
    return Offers(part.lefts[new], auction.price[new], owners, pairs)
