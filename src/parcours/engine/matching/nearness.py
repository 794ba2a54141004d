"""Which pairs are near their prices: what a round of the search for the best choice is about."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, best_at, join, nothing
from parcours.engine.matching.prices import FAR, Prices

MOST_ADDED = 12
"""How many pairs per person the next round looks at where more than that are near their prices."""

FEW = 8
"""So many pairs of each person are few, where all are very many."""

_ASKED = 300

_ONE_IN = 30
"""One in so many of the lefts say which rights are far too cheap."""


def near_pairs(pairs: Pairs, prices: Prices, bounds: Bounds, margin: int) -> Listing:
    """Return the pairs worth more than their prices less `margin`, between people who may have pairs at all."""
    return join([nothing(), *pairs.each_part(_near, _Asked(prices, bounds, margin, pairs.many))])


class _Asked(NamedTuple):
    prices: Prices
    bounds: Bounds
    margin: int
    many: bool


def _near(pairs: Pairs, asked: _Asked) -> Listing:
    prices, bounds, found = asked.prices, asked.bounds, [nothing()]
    for _, part in pairs.reaching(prices.floor(-asked.margin), prices.right):
        near = part.take((bounds.left_max[part.left] > 0) & (bounds.right_max[part.right] > 0))
        found.append(_not_too_many(near, prices) if asked.many else near)
    return join(found)


def _not_too_many(near: Listing, prices: Prices) -> Listing:
    """Return these pairs, of those worth more than their prices the best of each left only."""
    slack = prices.slack(near)
    kept, above = slack <= 0, np.flatnonzero(slack > 0)
    kept[above[best_at(near.left[above], slack[above], MOST_ADDED)]] = True
    return near.take(kept)


def few_each(edges: Listing, prices: Prices) -> Listing:
    """Return those of `edges` that lack least to be worth their prices, a few of each person."""
    slack = prices.slack(edges)
    kept = np.zeros(len(edges), dtype=np.bool_)
    for person in (edges.left, edges.right):
        kept[best_at(person, slack, FEW)] = True
    return edges.take(kept)


def dearer(pairs: Pairs, prices: Prices, margin: int) -> Prices:
    """Return prices at which no right is worth more, by more than `margin`, to any of some of the lefts.

    A right that competed with others for too few lefts is so cheap that nearly all other lefts would rather have it:
    of those, it is enough to look at the ones that would most.
    """
    some, anywhere = np.zeros(pairs.lefts, dtype=np.bool_), np.ones(pairs.rights, dtype=np.bool_)
    some[::_ONE_IN] = True
    right = prices.right.copy()
    for _, part in pairs.reaching(prices.floor(margin), prices.right, some, anywhere):
        np.maximum.at(right, part.right, prices.right[part.right] + prices.slack(part))
    return replace(prices, right=right)


def near_margin(pairs: Pairs, prices: Prices) -> int:
    """Return within how many points of what their prices leave at best people have few pairs, told by some of them."""
    some = np.arange(0, pairs.lefts, pairs.lefts // _ASKED + 1)
    rows = pairs.rows(some, np.ones(pairs.rights, dtype=np.bool_))
    slack = prices.slack(rows)
    best = np.full(pairs.lefts, -FAR)
    np.maximum.at(best, rows.left, slack)
    lacks = np.sort(best[rows.left] - slack)
    return int(lacks[: FEW * len(some)].max(initial=0))
