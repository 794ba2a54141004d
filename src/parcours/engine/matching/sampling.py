"""Where to look first among very many pairs: what a sample of the people tells about everybody.

The prices of a sample are nearly those of all: with as many places for each person, it is a small cohort of the same
kind. What they would give for a place is its price, and whoever is worth most after these is looked at first. It is a
hint only: the solver proves its answer over all eligible pairs, wherever it began.
"""

from math import isqrt

import numpy as np

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.features import Bools, Ints, Side
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import ListedPairs, Listing, best_at, join, nothing, numbered
from parcours.engine.matching.nearness import FEW, MOST_ADDED, near_margin
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.solver import proven

SAMPLED = 1_500_000
"""A sample has about so many pairs."""

FEWEST = 30
"""One in so many of the people are sampled at least: of fewer, small occupations have too few for a price."""

_LARGER = 16
"""So much larger blocks are looked at where places look for their best."""


def first_look(pairs: RuledPairs, bounds: Bounds) -> Listing:
    """Return the pairs of each left that are worth most after the prices of a sample."""
    open_left, open_right = bounds.left_max > 0, bounds.right_max > 0
    every = min(isqrt(pairs.size // SAMPLED) + 1, FEWEST)
    features = pairs.made_of.features
    lefts = _every(every, open_left, features.participants)
    rights = _every(every, open_right, features.places, features.capacity)
    floor = _solved(pairs, bounds, lefts, rights)
    prices = np.zeros(pairs.rights, dtype=np.int64)
    for where, offered in pairs.each_part(_offers, (lefts, open_right, floor)):
        np.maximum.at(prices, where, offered)
    margin = near_margin(pairs, Prices(np.zeros(pairs.lefts, dtype=np.int64), prices, 0))
    kept, found = np.zeros(pairs.lefts, dtype=np.int64), [nothing()]
    for who, most, part in pairs.each_part(_best, (open_left, open_right, prices, margin)):
        kept[who] = most
        found.append(part)
    edges = join(found)
    few = open_right & (np.bincount(edges.right, minlength=pairs.rights) < FEW)
    more = [nothing(), *pairs.each_part(_sought, (open_left, few, prices, kept))]
    return join([edges, _least_lost(more, kept).less(edges, pairs.rights)])


def _offers(pairs: RuledPairs, asked: tuple[Bools, Bools, Ints]) -> tuple[Ints, Ints]:
    """Return for which rights these lefts would give something, and the most that any would, who keeps a floor."""
    lefts, rights, floor = asked
    most = np.zeros(pairs.rights, dtype=np.int64)
    for block in pairs.blocks(np.zeros_like(most), lefts, rights):
        np.maximum.at(most, block.right, block.offers(floor[block.left]))
    where = np.flatnonzero(most)
    return where, most[where]


def _best(pairs: RuledPairs, asked: tuple[Bools, Bools, Ints, int]) -> tuple[Ints, Ints, Listing]:
    """Return which lefts have pairs, the most that each keeps of any, and the pairs that leave hardly less."""
    lefts, rights, prices, margin = asked
    kept, found, size = np.zeros(pairs.lefts, dtype=np.int64), [nothing()], 0
    for block in pairs.blocks(prices, lefts, rights):
        most, part = block.best(margin, FEW, prices)
        np.maximum.at(kept, block.left, most)
        found.append(part)
        size += len(part)
        if size > 2 * MOST_ADDED * pairs.lefts:
            found = [_worthiest(found, prices, kept)]
            size = len(found[0])
    who = np.flatnonzero(kept)
    return who, kept[who], _worthiest(found, prices, kept)


def _sought(pairs: RuledPairs, asked: tuple[Bools, Bools, Ints, Ints]) -> Listing:
    """Return a few pairs of each of these rights whose lefts give up least of what they keep."""
    lefts, rights, prices, kept = asked
    more, size = [nothing()], 0
    for block in pairs.blocks(prices, lefts, rights, larger=_LARGER):
        more.append(block.sought(kept[block.left], FEW, prices))
        size += len(more[-1])
        if size > 2 * FEW * pairs.rights:
            more = [_least_lost(more, kept)]
            size = len(more[0])
    return _least_lost(more, kept)


def _worthiest(found: list[Listing], prices: Ints, kept: Ints) -> Listing:
    """Return the pairs that leave each left most, and each right’s few whose lefts give up least of what they keep."""
    listing = join(found)
    found.clear()  # which is as much again
    left = listing.value - prices[listing.right]
    best = np.zeros(len(listing), dtype=np.bool_)
    best[best_at(listing.left, left, MOST_ADDED)] = True
    left -= kept[listing.left]
    best[best_at(listing.right, left, FEW)] = True
    return listing.take(best)


def _least_lost(found: list[Listing], kept: Ints) -> Listing:
    """Return each right’s few pairs whose lefts give up least of what they keep."""
    listing = join(found)
    if not len(listing):
        return listing
    return listing.take(np.sort(best_at(listing.right, listing.value - kept[listing.left], FEW)))


def _every(number: int, people: Bools, side: Side, *also: Ints) -> Bools:
    """Return one in so many of these people.

    Of each occupation there are as many as of all: where more of one side of a field were drawn, prices would be those
    of another market.
    """
    who = np.flatnonzero(people)
    alike = [side.kinds["language"], *also, *reversed(side.occupations.T)]
    some = np.zeros(len(people), dtype=np.bool_)
    some[who[np.lexsort([one[who] for one in alike])[::number]]] = True
    return some


def _solved(pairs: RuledPairs, bounds: Bounds, lefts: Bools, rights: Bools) -> Ints:
    """Return what each of these lefts keeps at the best choice among these lefts and rights."""
    floor, free = np.full(pairs.lefts, -(1 << 40)), np.zeros(pairs.rights, dtype=np.int64)
    listing = join(
        [nothing(), *(block.above(floor[block.left], free) for block in pairs.blocks(free, lefts, rights))]
    )
    who, left = numbered(listing.left, pairs.lefts)
    which, right = numbered(listing.right, pairs.rights)
    sample = ListedPairs(len(who), len(which), Listing(left, right, listing.score, listing.value))
    none = np.zeros_like
    limits = Bounds(none(who), bounds.left_max[who], none(which), bounds.right_max[which])
    prices: Prices = proven(sample, limits)
    kept = np.zeros(pairs.lefts, dtype=np.int64)
    kept[who] = prices.floor(0)
    return kept
