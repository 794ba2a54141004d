"""The exact optimum over all eligible pairs: as many pairs as possible, then the highest total, then the draw.

Three questions, each answered on a few pairs per person and then proven against all of them (column generation):
how many pairs are possible at all, which choice of so many is worth most, and which of the equally good choices
the fixed draw takes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.approach import approach
from parcours.engine.matching.components import worthiest
from parcours.engine.matching.counting import Cut, meet_minimums, widen
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import (
    ListedPairs,
    Listing,
    Pairs,
    best_at,
    join,
    nothing,
    numbered,
    once,
    promising,
)
from parcours.engine.matching.mending import mended
from parcours.engine.matching.nearness import MOST_ADDED, few_each, near_margin, near_pairs
from parcours.engine.matching.prices import Prices, counts, settle
from parcours.engine.matching.progress import DRAWING, LOOKING, WEIGHING, Progress, Told, at_ease

FIRST_LOOK = 12
"""How many pairs of each person, on either side, the search starts with at least."""

NEAR = 12
"""A pair is near its prices within this part of the range of all values."""

MENDED = 200
"""Where no more lefts than these have a better pair, each is moved by itself."""

Draw = Callable[[Ints, Ints], NDArray[np.uint64]]

_DRAW_BITS = 32
_SAFE_BITS = 56


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen pairs, the prices that prove their worth, and the cut (or prices) that proves their number.

    `near` are pairs worth nearly as much as their prices or more, the chosen ones among them.
    """

    chosen: Listing
    prices: Prices
    cut: Cut | Prices
    near: Listing


def solve(
    pairs: Pairs, bounds: Bounds, draw: Draw, told: Told = at_ease, edges: Listing | None = None
) -> Solution:
    """Return the best choice of pairs within `bounds`, or the best found when `told` says that the time is over.

    The search starts with `edges`, or with the worthiest pairs of everybody.
    `draw` gives each pair (i, j) a number: of equally good choices the one with the lowest sum is taken. Raises
    Impossible where minimums clash, flows.TooWide where scores are too far apart.
    """
    told(Progress(LOOKING))
    edges = first_look(pairs, bounds) if edges is None else edges
    edges = meet_minimums(pairs, edges, bounds)
    nearly = approach(pairs, edges, bounds, told) if pairs.many else None
    edges, begun, prices = (nearly.edges, nearly.chosen, nearly.prices) if nearly else (edges, None, None)
    edges, chosen, cut = widen(pairs, edges, bounds.left_max, bounds.right_max, told, begun)
    if (
        nearly
        and len(chosen) == len(nearly.chosen)
        and not told(Progress(WEIGHING, len(edges), len(chosen), nearly.gap))
    ):
        return Solution(nearly.chosen, nearly.raised, cut, nearly.near)
    chosen, prices, near = _worthiest(pairs, edges, bounds, chosen, told, prices)
    if told(Progress(DRAWING, len(near), len(chosen))):
        chosen = draw_among(chosen, near, prices, bounds, draw, told)
    return Solution(chosen, prices, cut, near)


def proven(pairs: Pairs, bounds: Bounds) -> Prices:
    """Return prices that prove the best choice within `bounds`, which ask for no minimum."""
    edges, chosen, _ = widen(pairs, first_look(pairs, bounds), bounds.left_max, bounds.right_max)
    return _worthiest(pairs, edges, bounds, chosen, at_ease)[1]


def first_look(pairs: Pairs, bounds: Bounds) -> Listing:
    """Return the worthiest pairs of every left and of every right who may have pairs; all where that is hardly more."""
    edges = join([nothing(), *pairs.each_part(_promising, FIRST_LOOK)])
    return edges.take((bounds.left_max[edges.left] > 0) & (bounds.right_max[edges.right] > 0))


def _promising(pairs: Pairs, least: int) -> Listing:
    """Return the pairs that may be among the worthiest `least` of their left or right."""
    found = [nothing()]
    for chunk in pairs.chunks():
        if len(chunk) <= least * np.count_nonzero(np.diff(chunk.left, prepend=-1)):
            found.append(chunk)
            continue
        looked = promising(chunk.left, chunk.value, least)
        looked |= promising(chunk.right, chunk.value, least)
        found.append(chunk.take(looked))
    return join(found)


def _worthiest(
    pairs: Pairs,
    edges: Listing,
    bounds: Bounds,
    chosen: Listing,
    told: Told,
    start: Prices | None = None,
) -> tuple[Listing, Prices, Listing]:
    """Return the choice worth most of as many pairs as `chosen`, its prices, and all pairs worth nearly these or more.

    `edges` hold the pairs of `chosen`, and allow no more of them. As long as any eligible pair is worth more than its
    prices, the next round is about the pairs that are, and those that nearly are. A round that gains nothing keeps
    those of the round before as well, so that there is an end. Where all pairs are very many and only few people have
    a pair worth more, the choice is mended. Prices stay near to `start` where there is one, and so hold for more pairs;
    once they have proven the choice, those that are always the same are looked for. Where the time is over before,
    prices are raised until no pair is worth more.
    """
    margin = int(np.ptp(edges.value)) // NEAR if len(edges) else 0
    worth, proven_once, number = None, False, len(chosen)
    told(Progress(WEIGHING, len(edges), number))
    used = worthiest(edges, chosen, bounds, pairs.crew)
    while True:
        prices = settle(edges, used, bounds, start)
        start = prices if start else None
        chosen = edges.take(used)
        if pairs.many:
            margin = min(margin, near_margin(pairs, prices))
        near = near_pairs(pairs, prices, bounds, margin)
        above = once(near.left[~near.among(chosen, pairs.rights) & (prices.slack(near) > 0)])
        if not len(above):
            if start is None:
                return chosen, prices, near
            start, proven_once = None, True
        raised = prices.raised(near)
        gap = raised.granted(bounds, number) - int(chosen.value.sum())
        if not told(Progress(WEIGHING, len(near), number, gap)):
            return chosen, raised, near
        before, worth = worth, int(chosen.value.sum())
        edges = _next_edges(pairs, edges, chosen, prices, near, keeping=worth == before)
        if proven_once:
            used = edges.among(chosen, pairs.rights)
        elif pairs.many and len(above) <= MENDED:
            used = mended(edges, edges.among(chosen, pairs.rights), prices, bounds, number)
        else:
            used = worthiest(edges, chosen, bounds, pairs.crew)


def _next_edges(
    pairs: Pairs, edges: Listing, chosen: Listing, prices: Prices, near: Listing, *, keeping: bool
) -> Listing:
    """Return what the next round is about: of `near` not too many, and a few, or all by `keeping`, of `edges`."""
    if len(near) > MOST_ADDED * (pairs.lefts + pairs.rights):
        kept = near.among(chosen, pairs.rights)
        others = np.flatnonzero(~kept)
        kept[others[best_at(near.left[others], prices.slack(near)[others], MOST_ADDED)]] = True
        near = near.take(kept)
    if pairs.many:
        near = join([near, chosen.less(near, pairs.rights)])
        near = join([near, few_each(edges, prices).less(near, pairs.rights)])
    return join([near, edges.less(near, pairs.rights)]) if keeping else near


def draw_among(
    chosen: Listing, near: Listing, prices: Prices, bounds: Bounds, draw: Draw, told: Told = at_ease
) -> Listing:
    """Return the choice, among all as good as `chosen`, that has the lowest sum of draws.

    Whatever the optimal prices, the optimal choices are those that keep every pair worth more than its prices, fill
    the rest from the pairs worth exactly their prices, and hold whoever has a price at the bound it speaks for.
    """
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    tied = near.take(prices.slack(near) == 0)
    used = tied.among(chosen, rights)
    taken, filled = counts(chosen, lefts, rights)
    circles = on_circles(
        tied,
        used,
        ((prices.left >= 0) & (taken < bounds.left_max), (prices.left <= 0) & (taken > bounds.left_min)),
        (
            (prices.right >= 0) & (filled < bounds.right_max),
            (prices.right <= 0) & (filled > bounds.right_min),
        ),
    )
    tied, used = tied.take(circles), used[circles]
    certain = chosen.take(~chosen.among(tied, rights))
    taken, filled = counts(certain, lefts, rights)
    rest = Bounds(
        np.where(prices.left > 0, bounds.left_max, bounds.left_min) - taken,
        np.where(prices.left < 0, bounds.left_min, bounds.left_max) - taken,
        np.where(prices.right > 0, bounds.right_max, bounds.right_min) - filled,
        np.where(prices.right < 0, bounds.right_min, bounds.right_max) - filled,
    )
    mine, left = numbered(tied.left, lefts)
    theirs, right = numbered(tied.right, rights)
    rest = Bounds(
        rest.left_min[mine].clip(min=0),
        rest.left_max[mine],
        rest.right_min[theirs].clip(min=0),
        rest.right_max[theirs],
    )
    bits = min(_DRAW_BITS, _SAFE_BITS - (lefts + rights).bit_length())
    lots = draw(tied.left.astype(np.int64), tied.right.astype(np.int64))
    worth = -(lots >> np.uint64(64 - bits)).astype(np.int64)
    drawn = Listing(left, right, worth, worth)
    begun = drawn.take(used)
    used[best_at(drawn.left, worth, FIRST_LOOK)] = True
    pairs = ListedPairs(len(mine), len(theirs), drawn)

    def drawing(progress: Progress) -> bool:
        return told(Progress(DRAWING, progress.pairs, len(chosen)))

    picked, _, _ = _worthiest(pairs, drawn.take(used), rest, begun, drawing)
    return join([certain, tied.take(drawn.among(picked, len(theirs)))])


def on_circles(
    edges: Listing, used: Bools, ends: tuple[Bools, Bools], ends_right: tuple[Bools, Bools]
) -> Ints:
    """Return the positions of the edges on some way or circle along which another choice may differ from `used`.

    `ends` are the lefts that may take one more and one fewer; `ends_right` likewise. A person whom no way enters, or
    none leaves, is on none, nor is any pair of theirs; what then remains is looked at again.
    """
    (more, fewer), (room, spare) = ends, ends_right
    free, size = np.arange(len(edges)), -1
    while size != (size := len(free)):
        left, right, held = edges.left.take(free), edges.right.take(free), used.take(free)
        enter, leave, enter_right, leave_right = more.copy(), fewer.copy(), spare.copy(), room.copy()
        leave[left[~held]] = enter_right[right[~held]] = True
        enter[left[held]] = leave_right[right[held]] = True
        free = free[(enter & leave).take(left) & (enter_right & leave_right).take(right)]
    return free
