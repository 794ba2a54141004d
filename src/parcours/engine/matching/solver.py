"""The exact optimum over all eligible pairs: as many pairs as possible, then the highest total, then the draw.

Three questions, each answered on a few pairs per person and then proven against all of them (column generation):
how many pairs are possible at all, which choice of so many is worth most, and which of the equally good choices
the fixed draw takes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.candidates import ListedPairs, Listing, Pairs, best, join, nothing, within
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs, most_pairs
from parcours.engine.matching.prices import Prices, counts, settle

FIRST_LOOK = 8
"""How many pairs of each person, on either side, the search starts with."""

MOST_ADDED = 12
"""How many pairs per person one round of prices adds."""

Draw = Callable[[Ints, Ints], NDArray[np.uint64]]

_NEAR = 32
_STEP = 250
_DRAW_BITS = 32
_SAFE_BITS = 56
_ROUNDED_UP = 1.000001


@dataclass(frozen=True, slots=True)
class Cut:
    """Whom somebody short of pairs can reach when no further pair is possible: the proof of a bound."""

    left: Bools
    right: Bools


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen pairs, the prices that prove their worth, and the cut that proves their number."""

    chosen: Listing
    prices: Prices
    cut: Cut


class Impossible(ValueError):
    """Minimums that cannot be met together.

    `left` is true where they are minimums of lefts. `people` (indexes) need `needed` pairs; the only ones they may
    meet, `others` (indexes on the other side), have `available` for them.
    """

    def __init__(self, *, left: bool, people: Ints, others: Ints, needed: int, available: int) -> None:
        """Name the clash."""
        super().__init__(f"{len(people)} minimums need {needed} pairs, only {available} are possible")
        self.left, self.people, self.others = left, people, others
        self.needed, self.available = needed, available


def solve(pairs: Pairs, bounds: Bounds, draw: Draw) -> Solution:
    """Return the best choice of pairs within `bounds`.

    `draw` gives each pair (i, j) a number: of equally good choices the one with the lowest sum is taken. Raises
    Impossible where minimums clash, flows.TooWide where scores are too far apart.
    """
    edges = _first_look(pairs)
    edges = edges.take((bounds.left_max[edges.left] > 0) & (bounds.right_max[edges.right] > 0))
    edges = _meet_minimums(pairs, edges, bounds)
    edges, chosen, cut = widen(pairs, edges, bounds.left_max, bounds.right_max)
    chosen, prices, tied = _worthiest(pairs, edges, bounds, len(chosen))
    return Solution(_drawn(chosen, tied, prices, bounds, draw), prices, cut)


def _first_look(pairs: Pairs) -> Listing:
    """Return the worthiest pairs of every left and of every right."""
    found = [nothing()]
    for chunk in pairs.chunks():
        own = best(chunk, chunk.value, FIRST_LOOK)
        others = best(chunk.turned(), chunk.value, FIRST_LOOK).turned()
        new = ~within(others.keys(pairs.rights), np.sort(own.keys(pairs.rights)))
        found += [own, others.take(new)]
    return join(found)


def _worthiest(pairs: Pairs, edges: Listing, bounds: Bounds, number: int) -> tuple[Listing, Prices, Listing]:
    """Return the choice of `number` pairs worth most, its prices, and all pairs worth exactly their prices.

    `edges` must allow such a choice. As long as any eligible pair is worth more than its prices, the best such pairs
    of each left are added, and those that nearly are. How much more they are worth bounds what is still to gain, so
    that pairs further below their prices need not be tried again.
    """
    hopeful = np.ones(len(edges), dtype=np.bool_)
    margin = int(np.ptp(edges.value)) // _NEAR if len(edges) else 0
    while True:
        likely = np.flatnonzero(hopeful)
        used = np.zeros(len(edges), dtype=np.bool_)
        used[likely[cheapest_pairs(edges.take(likely), -edges.value[likely], bounds, number)]] = True
        prices = settle(edges, used, bounds)
        more, tied = _price(pairs, prices, bounds, edges, margin)
        gain = np.zeros(pairs.lefts, dtype=np.int64)
        np.maximum.at(gain, more.left, prices.slack(more))
        if not gain.any():
            return edges.take(used), prices, tied
        edges = join([edges, more])
        to_gain = float(gain.astype(np.float64) @ bounds.left_max) * _ROUNDED_UP
        hopeful = prices.slack(edges) - gain[edges.left] >= -to_gain


def _price(
    pairs: Pairs, prices: Prices, bounds: Bounds, edges: Listing, margin: int
) -> tuple[Listing, Listing]:
    """Return the pairs beside `edges` worth more than their prices less `margin`, and all worth just their prices."""
    more, tied = [nothing()], [nothing()]
    known = np.sort(edges.keys(pairs.rights))
    for chunk in pairs.chunks():
        slack = prices.slack(chunk)
        at = slack >= -margin
        near, slack = chunk.take(at), slack[at]
        at = (bounds.left_max[near.left] > 0) & (bounds.right_max[near.right] > 0)
        near, slack = near.take(at), slack[at]
        tied.append(near.take(slack == 0))
        new = ~within(near.keys(pairs.rights), known)
        more.append(best(near.take(new), slack[new], MOST_ADDED))
    return join(more), join(tied)


def _drawn(chosen: Listing, tied: Listing, prices: Prices, bounds: Bounds, draw: Draw) -> Listing:
    """Return the choice, among all as good as `chosen`, that has the lowest sum of draws.

    Whatever the optimal prices, the optimal choices are those that keep every pair worth more than its prices, fill
    the rest from the pairs worth exactly their prices, and hold whoever has a price at the bound it speaks for.
    """
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    certain = chosen.take(prices.slack(chosen) > 0)
    taken, filled = counts(certain, lefts, rights)
    rest = Bounds(
        np.where(prices.left > 0, bounds.left_max, bounds.left_min) - taken,
        np.where(prices.left < 0, bounds.left_min, bounds.left_max) - taken,
        np.where(prices.right > 0, bounds.right_max, bounds.right_min) - filled,
        np.where(prices.right < 0, bounds.right_min, bounds.right_max) - filled,
    )
    rest = Bounds(rest.left_min.clip(min=0), rest.left_max, rest.right_min.clip(min=0), rest.right_max)
    bits = min(_DRAW_BITS, _SAFE_BITS - (lefts + rights).bit_length())
    lots = draw(tied.left.astype(np.int64), tied.right.astype(np.int64))
    worth = -(lots >> np.uint64(64 - bits)).astype(np.int64)
    drawn = Listing(tied.left, tied.right, tied.score, worth)
    first = best(drawn, worth, FIRST_LOOK)
    have = drawn.take(within(tied.keys(rights), np.sort(chosen.keys(rights))))
    edges = join([first, have.take(~within(have.keys(rights), np.sort(first.keys(rights))))])
    picked, _, _ = _worthiest(ListedPairs(lefts, rights, drawn), edges, rest, len(chosen) - len(certain))
    return join([certain, tied.take(within(tied.keys(rights), np.sort(picked.keys(rights))))])


def widen(pairs: Pairs, edges: Listing, left_max: Ints, right_max: Ints) -> tuple[Listing, Listing, Cut]:
    """Return `edges` with what it takes to choose as many pairs as all eligible pairs allow, such a choice, its cut.

    By a theorem of Mendelsohn and Dulmage, edges that suffice for the minimums of each side alone and for the
    maximum suffice for all three at once.
    """
    while True:
        chosen = edges.take(most_pairs(edges, left_max, right_max))
        if len(chosen) == right_max.sum():
            return (
                edges,
                chosen,
                Cut(np.ones(pairs.lefts, dtype=np.bool_), np.ones(pairs.rights, dtype=np.bool_)),
            )
        found, cut, more = _reach(pairs, chosen, left_max, right_max)
        if not more:
            return edges, chosen, cut
        known = within(found.keys(pairs.rights), np.sort(edges.keys(pairs.rights)))
        edges = join([edges, found.take(~known)])


def _reach(pairs: Pairs, chosen: Listing, left_max: Ints, right_max: Ints) -> tuple[Listing, Cut, bool]:
    """Search from everybody short of pairs, over unchosen pairs forth and chosen ones back.

    Returns the pairs over which each right was first reached, whom the search reached, and whether it found anybody
    open.
    """
    taken, filled = counts(chosen, pairs.lefts, pairs.rights)
    left, unseen, room = taken < left_max, right_max > 0, filled < right_max
    chosen_keys = np.sort(chosen.keys(pairs.rights))
    frontier, trail, found = np.flatnonzero(left), [nothing()], False
    while len(frontier) and unseen.any():
        for some in np.split(frontier, range(_STEP, len(frontier), _STEP)):
            step = pairs.rows(some, unseen)
            if left_max.max() > 1:  # with one pair each, nobody in the search has a chosen pair ahead
                step = step.take(~within(step.keys(pairs.rights), chosen_keys))
            step = _one_each(step, room)
            trail.append(step)
            unseen[step.right] = False
            found = found or bool(room[step.right].any())
        back = chosen.left[~unseen[chosen.right]]
        frontier = np.unique(back[~left[back]]).astype(np.int64)
        left[frontier] = True
    return join(trail), Cut(left, ~unseen & (right_max > 0)), found


def _one_each(step: Listing, room: Bools) -> Listing:
    """Return all pairs with rights that have `room`, and one for each other right.

    The one is drawn from the indexes, so that the ways spread over the lefts and many lead on at once.
    """
    spread = (step.left * np.int64(0x9E3779B1) ^ step.right * np.int64(0x85EBCA77)) & 0xFFFF
    order = np.lexsort((spread, step.right))
    right = step.right[order]
    kept = room[right]
    kept[:1] = True
    kept[1:] |= right[1:] != right[:-1]
    return step.take(order[kept])


def _meet_minimums(pairs: Pairs, edges: Listing, bounds: Bounds) -> Listing:
    """Return `edges` with what it takes to meet the minimums of either side, or raise Impossible."""
    if bounds.left_min.any():
        edges, chosen, _ = widen(pairs, edges, bounds.left_min, bounds.right_max)
        short = int(bounds.left_min.sum()) - len(chosen)
        if short:
            _, cut, _ = _reach(pairs, chosen, bounds.left_min, bounds.right_max)
            people = np.flatnonzero(cut.left & (bounds.left_min > 0))
            others = np.unique(pairs.rows(people, bounds.right_max > 0).right).astype(np.int64)
            needed = int(bounds.left_min[people].sum())
            raise Impossible(left=True, people=people, others=others, needed=needed, available=needed - short)
    if bounds.right_min.any():
        edges, chosen, _ = widen(pairs, edges, bounds.left_max, bounds.right_min)
        short = int(bounds.right_min.sum()) - len(chosen)
        if short:
            people, others = _short_of(pairs, chosen, bounds)
            needed = int(bounds.right_min[people].sum())
            raise Impossible(
                left=False, people=people, others=others, needed=needed, available=needed - short
            )
    return edges


def _short_of(pairs: Pairs, chosen: Listing, bounds: Bounds) -> tuple[Ints, Ints]:
    """Return the rights that compete below their minimums, and the only lefts that could meet them."""
    right = counts(chosen, pairs.lefts, pairs.rights)[1] < bounds.right_min
    left, size = np.zeros(pairs.lefts, dtype=np.bool_), -1
    while size < left.sum():
        size = int(left.sum())
        for chunk in pairs.chunks():
            left[chunk.left[right[chunk.right]]] = True
        left &= bounds.left_max > 0
        right[chosen.right[left[chosen.left]]] = True
    return np.flatnonzero(right & (bounds.right_min > 0)), np.flatnonzero(left)
