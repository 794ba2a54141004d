"""The exact optimum over all eligible pairs: as many pairs as possible, then the highest total, then the draw.

Three questions, each answered on a few pairs per person and then proven against all of them (column generation):
how many pairs are possible at all, which choice of so many is worth most, and which of the equally good choices
the fixed draw takes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs, most_pairs
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
    within,
)
from parcours.engine.matching.mending import mended
from parcours.engine.matching.prices import FAR, Prices, counts, settle
from parcours.engine.matching.progress import COUNTING, DRAWING, LOOKING, WEIGHING, Progress, Told, at_ease

FIRST_LOOK = 12
"""How many pairs of each person, on either side, the search starts with at least."""

MOST_ADDED = 12
"""How many pairs per person the next round looks at where more than that are near their prices."""

FEW = 8
"""So many pairs of each person are few, where all are very many."""

NEAR = 12
"""A pair is near its prices within this part of the range of all values."""

MENDED = 20
"""Where no more lefts than these have a better pair, each is moved by itself."""

Draw = Callable[[Ints, Ints], NDArray[np.uint64]]
Rows = Callable[[Ints, Bools], Listing]

_STEP = 250
_ASKED = 300
_DRAW_BITS = 32
_SAFE_BITS = 56


@dataclass(frozen=True, slots=True)
class Cut:
    """Whom somebody short of pairs can reach when no further pair is possible: the proof of a bound."""

    left: Bools
    right: Bools


@dataclass(frozen=True, slots=True)
class Solution:
    """The chosen pairs, the prices that prove their worth, and the cut (or prices) that proves their number.

    `near` are pairs worth nearly as much as their prices or more, the chosen ones among them.
    """

    chosen: Listing
    prices: Prices
    cut: Cut | Prices
    near: Listing


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
    edges, chosen, cut = widen(pairs, edges, bounds.left_max, bounds.right_max, told)
    chosen, prices, near = _worthiest(pairs, edges, bounds, len(chosen), told)
    if told(Progress(DRAWING, len(near), len(chosen))):
        chosen = draw_among(chosen, near, prices, bounds, draw, told)
    return Solution(chosen, prices, cut, near)


def proven(pairs: Pairs, bounds: Bounds) -> Prices:
    """Return prices that prove the best choice within `bounds`, which ask for no minimum."""
    edges, chosen, _ = widen(pairs, first_look(pairs, bounds), bounds.left_max, bounds.right_max)
    return _worthiest(pairs, edges, bounds, len(chosen), at_ease)[1]


def first_look(pairs: Pairs, bounds: Bounds) -> Listing:
    """Return the worthiest pairs of every left and of every right who may have pairs; all where that is hardly more."""
    found = [nothing()]
    for chunk in pairs.chunks():
        if len(chunk) <= FIRST_LOOK * np.count_nonzero(np.diff(chunk.left, prepend=-1)):
            found.append(chunk)
            continue
        looked = promising(chunk.left, chunk.value, FIRST_LOOK)
        looked |= promising(chunk.right, chunk.value, FIRST_LOOK)
        found.append(chunk.take(looked))
    edges = join(found)
    return edges.take((bounds.left_max[edges.left] > 0) & (bounds.right_max[edges.right] > 0))


def _worthiest(
    pairs: Pairs, edges: Listing, bounds: Bounds, number: int, told: Told
) -> tuple[Listing, Prices, Listing]:
    """Return the choice of `number` pairs worth most, its prices, and all pairs worth nearly as much as those or more.

    `edges` must allow such a choice. As long as any eligible pair is worth more than its prices, the next round is
    about the pairs that are, and those that nearly are. A round that gains nothing keeps those of the round before
    as well, so that there is an end. Where all pairs are very many and only few people have a pair worth more, the
    choice is mended. Where the time is over before, prices are raised until no pair is worth more.
    """
    margin = int(np.ptp(edges.value)) // NEAR if len(edges) else 0
    worth: int | None = None
    told(Progress(WEIGHING, len(edges), number))
    used = cheapest_pairs(edges, -edges.value, bounds, number)
    while True:
        prices = settle(edges, used, bounds)
        chosen = edges.take(used)
        if pairs.many:
            margin = min(margin, near_margin(pairs, prices))
        near = _near(pairs, prices, bounds, margin)
        slack = prices.slack(near)
        kept = near.among(chosen, pairs.rights)
        above = once(near.left[~kept & (slack > 0)])
        if not len(above):
            return chosen, prices, near
        raised = prices.raised(near)
        gap = raised.granted(bounds, number) - int(chosen.value.sum())
        if not told(Progress(WEIGHING, len(near), number, gap)):
            return chosen, raised, near
        if len(near) > MOST_ADDED * (pairs.lefts + pairs.rights):
            others = np.flatnonzero(~kept)
            kept[others[best_at(near.left[others], slack[others], MOST_ADDED)]] = True
            near = near.take(kept)
        if pairs.many:
            near = join([near, _few_each(edges, prices).less(near, pairs.rights)])
        before, worth = worth, int(chosen.value.sum())
        if worth == before:
            near = join([near, edges.less(near, pairs.rights)])
        edges = near
        if pairs.many and len(above) <= MENDED:
            used = mended(edges, edges.among(chosen, pairs.rights), prices, bounds, number)
        else:
            used = cheapest_pairs(edges, -edges.value, bounds, number)


def _near(pairs: Pairs, prices: Prices, bounds: Bounds, margin: int) -> Listing:
    """Return the pairs worth more than their prices less `margin`, between people who may have pairs at all."""
    found = [nothing()]
    for _, part in pairs.reaching(prices.floor(-margin), prices.right):
        near = part.take((bounds.left_max[part.left] > 0) & (bounds.right_max[part.right] > 0))
        found.append(_not_too_many(near, prices) if pairs.many else near)
    return join(found)


def _not_too_many(near: Listing, prices: Prices) -> Listing:
    """Return these pairs, of those worth more than their prices the best of each left only."""
    slack = prices.slack(near)
    kept, above = slack <= 0, np.flatnonzero(slack > 0)
    kept[above[best_at(near.left[above], slack[above], MOST_ADDED)]] = True
    return near.take(kept)


def _few_each(edges: Listing, prices: Prices) -> Listing:
    """Return those of `edges` that lack least to be worth their prices, a few of each person."""
    slack = prices.slack(edges)
    kept = np.zeros(len(edges), dtype=np.bool_)
    for person in (edges.left, edges.right):
        kept[best_at(person, slack, FEW)] = True
    return edges.take(kept)


def near_margin(pairs: Pairs, prices: Prices) -> int:
    """Return within how many points of what their prices leave at best people have few pairs, told by some of them."""
    some = np.arange(0, pairs.lefts, pairs.lefts // _ASKED + 1)
    rows = pairs.rows(some, np.ones(pairs.rights, dtype=np.bool_))
    slack = prices.slack(rows)
    best = np.full(pairs.lefts, -FAR)
    np.maximum.at(best, rows.left, slack)
    lacks = np.sort(best[rows.left] - slack)
    return int(lacks[: FEW * len(some)].max(initial=0))


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
    used[best_at(drawn.left, worth, FIRST_LOOK)] = True
    pairs = ListedPairs(len(mine), len(theirs), drawn)

    def drawing(progress: Progress) -> bool:
        return told(Progress(DRAWING, progress.pairs, len(chosen)))

    picked, _, _ = _worthiest(pairs, drawn.take(used), rest, len(chosen) - len(certain), drawing)
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


def widen(
    pairs: Pairs, edges: Listing, left_max: Ints, right_max: Ints, told: Told = at_ease
) -> tuple[Listing, Listing, Cut]:
    """Return `edges` with what it takes to choose as many pairs as all eligible pairs allow, such a choice, its cut.

    Where the time is over before, the choice has as many as were found, and the cut bounds how many more there may be.

    By a theorem of Mendelsohn and Dulmage, edges that suffice for the minimums of each side alone and for the
    maximum suffice for all three at once.
    """
    while True:
        chosen = edges.take(most_pairs(edges, left_max, right_max))
        if len(chosen) in {left_max.sum(), right_max.sum()}:  # a side is full: nobody is left to search for
            full = len(chosen) == right_max.sum()
            return edges, chosen, Cut(np.full(pairs.lefts, full), np.full(pairs.rights, full))
        found, cut, more = _searched(pairs, chosen, left_max, right_max)
        if not more or not told(Progress(COUNTING, len(edges), len(chosen))):
            return edges, chosen, cut
        edges = join([edges, found.take(~found.among(edges, pairs.rights))])


def _searched(pairs: Pairs, chosen: Listing, left_max: Ints, right_max: Ints) -> tuple[Listing, Cut, bool]:
    """Search from the side on which fewer people are short of pairs; see `_reach`."""
    taken, filled = counts(chosen, pairs.lefts, pairs.rights)
    if (taken < left_max).sum() <= (filled < right_max).sum():
        return _reach(pairs.rows, chosen, left_max, right_max)
    found, cut, more = _reach(
        lambda rights, among: pairs.columns(rights, among).turned(), chosen.turned(), right_max, left_max
    )
    return join([found.turned()]), Cut(~cut.right, ~cut.left), more


def _reach(rows: Rows, chosen: Listing, left_max: Ints, right_max: Ints) -> tuple[Listing, Cut, bool]:
    """Search from everybody short of pairs, over unchosen pairs forth and chosen ones back.

    Returns the pairs over which each right was first reached, whom the search reached, and whether it found anybody
    open.
    """
    lefts, rights = len(left_max), len(right_max)
    taken, filled = counts(chosen, lefts, rights)
    left, unseen, room = taken < left_max, right_max > 0, filled < right_max
    chosen_keys = np.sort(chosen.keys(rights))
    frontier, trail, found = np.flatnonzero(left), [nothing()], False
    while len(frontier) and unseen.any():
        for some in np.split(frontier, range(_STEP, len(frontier), _STEP)):
            step = rows(some, unseen)
            if left_max.max() > 1:  # with one pair each, nobody in the search has a chosen pair ahead
                step = step.take(~within(step.keys(rights), chosen_keys))
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


def meet_minimums(pairs: Pairs, edges: Listing, bounds: Bounds) -> Listing:
    """Return `edges` with what it takes to meet the minimums of either side, or raise Impossible."""
    if bounds.left_min.any():
        edges, chosen, _ = widen(pairs, edges, bounds.left_min, bounds.right_max)
        short = int(bounds.left_min.sum()) - len(chosen)
        if short:
            _, cut, _ = _reach(pairs.rows, chosen, bounds.left_min, bounds.right_max)
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
