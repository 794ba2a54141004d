"""How many pairs are possible at all, and whose minimums can be met: found on few pairs, proven over all."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, most_pairs
from parcours.engine.matching.listing import Listing, Pairs, join, nothing, within
from parcours.engine.matching.prices import counts
from parcours.engine.matching.progress import COUNTING, Progress, Told, at_ease

Rows = Callable[[Ints, Bools], Listing]

_STEP = 250


@dataclass(frozen=True, slots=True)
class Cut:
    """Whom somebody short of pairs can reach when no further pair is possible: the proof of a bound."""

    left: Bools
    right: Bools


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


def widen(
    pairs: Pairs,
    edges: Listing,
    left_max: Ints,
    right_max: Ints,
    told: Told = at_ease,
    begun: Listing | None = None,
) -> tuple[Listing, Listing, Cut]:
    """Return `edges` with what it takes to choose as many pairs as all eligible pairs allow, such a choice, its cut.

    The search begins with the choice `begun` where there is one.
    Where the time is over before, the choice has as many as were found, and the cut bounds how many more there may be.

    By a theorem of Mendelsohn and Dulmage, edges that suffice for the minimums of each side alone and for the
    maximum suffice for all three at once.
    """
    while True:
        chosen = edges.take(most_pairs(edges, left_max, right_max)) if begun is None else begun
        begun = None
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
