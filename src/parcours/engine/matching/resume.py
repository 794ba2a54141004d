"""A re-match that goes on from the earlier pairs and prices instead of from nothing.

Both are a guess only. What comes out is proven over all eligible pairs, and decided by the same draw, as from nothing;
where the guess leads nowhere soon, there is no answer, and the caller starts from nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs, most_pairs
from parcours.engine.matching.listing import Listing, Pairs, best_at, once
from parcours.engine.matching.prices import FAR, Prices, counts
from parcours.engine.matching.solver import MOST_ADDED, Cut, Draw, Solution, draw_among, on_circles

ROUNDS = 4
"""After so many flows, a start from nothing is no slower."""

_PASSES = 12
_SWEEPS = 25
_SHORT, _FIRST, _CHEAP, _NEXT = 2, 8, 4, 2
_FOLLOWED, _FOLLOWED_CHEAP = 3, 2
"""How many pairs of a right are looked at, and how many of their holders are followed, see `_first`."""

_SOUGHT = 16
"""One right in so many is cheap enough that its pairs are probably asked for."""

_LEAST = -FAR


@dataclass(frozen=True, slots=True)
class Start:
    """What is left of an earlier answer.

    `seat` (lefts) is the right that each left had, -1 for none; `right` (rights) are the prices, where `known`; `pair`
    is the price of one pair more.
    """

    seat: Ints
    right: Ints
    known: Bools
    pair: int


def resume(pairs: Pairs, bounds: Bounds, draw: Draw, start: Start) -> Solution | None:
    """Return what `solver.solve` returns, or None where that is not quick from `start`; lefts take one pair at most."""
    listing = pairs.listed()
    return None if listing is None else _Again(listing, bounds, start).solution(draw)


class _Again:
    """The earlier choice in a listing of pairs, and everything that may change it."""

    def __init__(self, listing: Listing, bounds: Bounds, start: Start) -> None:
        self.lefts, self.rights = len(bounds.left_max), len(bounds.right_max)
        if not (bounds.left_max > 0).all() or not (bounds.right_max > 0).all():
            listing = listing.take(
                (bounds.left_max > 0)[listing.left] & (bounds.right_max > 0)[listing.right]
            )
        self.listing, self.bounds = listing, bounds
        self.sizes = np.diff(np.searchsorted(listing.left, np.arange(self.lefts + 1, dtype=np.int32)))
        there = start.seat >= 0
        full = np.bincount(start.seat[there], minlength=self.rights) > bounds.right_max
        seat = np.where(there & ~full[start.seat], start.seat, -1).astype(np.int32)
        self.used = np.repeat(seat, self.sizes) == listing.right
        at = np.flatnonzero(self.used)
        self.seat = np.full(self.lefts, -1)
        self.seat[listing.left[at]] = listing.right[at]
        # as distances: the price of a right is `sink` less its distance, that of a left its distance less `source`
        self.sink = -start.pair
        self.right = np.where(start.known, self.sink - start.right, _LEAST)
        self.left = np.full(self.lefts, _LEAST)
        self.left[listing.left[at]] = listing.value[at] + self.right[listing.right[at]]
        filled = np.bincount(self.seat[self.seat >= 0], minlength=self.rights)
        low = np.sort(start.right)[: self.rights // _SOUGHT + 1].max(initial=0)
        sought = ~start.known | (filled < bounds.right_max) | (start.right <= low)
        self.sought = sought, np.flatnonzero(sought.take(listing.right))
        self.edges = self._first(at)

    def solution(self, draw: Draw) -> Solution | None:
        """Solve what may change, and prove it; with what the proof lacks, again."""
        for _ in range(ROUNDS):
            if len(self.edges) > MOST_ADDED * (self.lefts + self.rights) or not self._solve():
                return None
            settled = self._settle()
            cut = self._cut() if settled else None
            if settled and cut:
                at, prices = settled
                near = self.listing.take(at)
                chosen = near.take(self.used[at])  # who are all among them
                return Solution(draw_among(chosen, near, prices, self.bounds, draw), prices, cut, near)
        return None

    def _first(self, held: Ints) -> Ints:
        """Return the positions of the pairs to start with: those held, and what may lead from somebody short to room.

        Such a way goes to room straight, or on from a right whose holder moves there: first those holders for whom the
        two steps together are worth most, and those who would lose least; then likewise to the rights these leave.
        """
        listing, bounds = self.listing, self.bounds
        short = self.seat < 0
        filled = np.bincount(self.seat[~short], minlength=self.rights)
        at = np.flatnonzero(np.repeat(short, self.sizes))
        who, where, value = listing.left.take(at), listing.right.take(at), listing.value.take(at)
        np.maximum.at(self.left, who, value + self.right[where])
        offer = np.full(self.rights, _LEAST)
        np.maximum.at(offer, where, value)
        loss = np.full(self.lefts, FAR)
        loss[listing.left[held]] = listing.value[held] - offer[listing.right[held]]
        room = filled < bounds.right_max
        must = at[(bounds.left_min > 0)[who]]
        found = [
            held,
            at[best_at(where, value, _SHORT)],
            must[best_at(listing.left[must], listing.value[must], _FIRST)],
        ]

        def leading(goal: Bools, *looks: tuple[int, int, Ints]) -> Ints:
            """Note the pairs whose holders lead to `goal`, and return the holders that may be worth following."""
            at = self._of(goal)
            at = at[~(short.take(listing.left.take(at)) | self.used.take(at))]
            who, where, value = listing.left.take(at), listing.right.take(at), listing.value.take(at)
            leave = []
            for most, follow, cost in looks:
                worth = value - cost.take(who)
                likely = best_at(where, worth, most)
                found.append(at[likely])
                leave.append(who[likely[best_at(where[likely], worth[likely], follow)]])
            return np.concatenate(leave)

        leave = leading(room, (_FIRST, _FOLLOWED, loss), (_CHEAP, _FOLLOWED_CHEAP, self.left))
        goal = np.zeros(self.rights, dtype=np.bool_)
        goal[self.seat[leave]] = True
        leading(goal, (_NEXT, 1, loss))
        straight = at[(room | goal)[where]]
        found.append(straight[best_at(listing.right[straight], listing.value[straight], _FIRST)])
        return self._united(*found)

    def _united(self, *positions: Ints) -> Ints:
        seen = np.zeros(len(self.listing), dtype=np.bool_)
        for at in positions:
            seen[at] = True
        return np.flatnonzero(seen)

    def _solve(self) -> bool:
        """Choose the best among `edges`; return whether minimums can be met there."""
        bounds, edges = self.bounds, self.listing.take(self.edges)
        used = self.used[self.edges]
        taken, filled = counts(edges.take(used), self.lefts, self.rights)
        free = on_circles(
            edges,
            used,
            (taken < bounds.left_max, taken > bounds.left_min),
            (filled < bounds.right_max, filled > bounds.right_min),
        )
        moving = edges.take(free)
        # what the choice so far meets can be met
        short, short_right = (taken < bounds.left_min).any(), (filled < bounds.right_min).any()
        used[free] = False
        taken, filled = counts(edges.take(used), self.lefts, self.rights)
        least, least_right = (bounds.left_min - taken).clip(min=0), (bounds.right_min - filled).clip(min=0)
        mine, left = _numbered(moving.left, self.lefts)
        theirs, right = _numbered(moving.right, self.rights)
        moving = Listing(left, right, moving.score, moving.value)
        rest = Bounds(
            least[mine],
            (bounds.left_max - taken)[mine],
            least_right[theirs],
            (bounds.right_max - filled)[theirs],
        )
        if short and most_pairs(moving, rest.left_min, rest.right_max).sum() < least.sum():
            return False
        if short_right and most_pairs(moving, rest.left_max, rest.right_min).sum() < least_right.sum():
            return False
        number = int(most_pairs(moving, rest.left_max, rest.right_max).sum())
        used[free] = cheapest_pairs(moving, -moving.value, rest, number)
        self.used = np.zeros(len(self.listing), dtype=np.bool_)
        self.used[self.edges[used]] = True
        return True

    def _settle(self) -> tuple[Ints, Prices] | None:
        """Return the pairs worth their prices or more, and prices that prove the choice; None where none would.

        Distances only rise from those of the earlier prices, until all that a pair asks for is met: first the pairs
        in `edges`, then all that are worth more than their prices, which are added to `edges`.
        """
        rising, sweeps = _Rising(self), 0
        seen: tuple[Ints, Ints] | None = None
        for _ in range(_PASSES):
            if not rising.settle(sweeps):
                break
            prices = rising.prices()
            at, slack = self._reaching(prices, rising.right, seen)
            lacking = at[(slack > 0) & ~self.used[at]]
            if not len(lacking):
                return at, prices
            seen = at, rising.right.copy()
            rising.add(lacking)
            self.edges = self._united(self.edges, lacking)
            sweeps = _SWEEPS
        return None

    def _reaching(self, prices: Prices, right: Ints, seen: tuple[Ints, Ints] | None) -> tuple[Ints, Ints]:
        """Return the positions of the pairs worth their prices or more, and what they are worth beyond.

        `seen` are those of the look before, and the distances of the rights then: what has not reached its prices
        since can only have done so where its right’s distance rose.
        """
        if seen is None:
            return prices.reaching(self.listing, 0)
        at, before = seen
        rose = self._of(right > before)
        at = once(np.concatenate([at, rose[prices.slack_at(self.listing, rose) >= 0]]))
        slack = prices.slack_at(self.listing, at)
        reached = np.flatnonzero(slack >= 0)
        return at[reached], slack[reached]

    def _of(self, rights: Bools) -> Ints:
        """Return the positions of all pairs of these rights."""
        right, (sought, pairs) = self.listing.right, self.sought
        if (rights & ~sought).any():
            return np.flatnonzero(rights.take(right))
        return pairs[rights.take(right.take(pairs))]

    def _cut(self) -> Cut | None:
        """Return whom no way leads on to room, the proof of the number; None where a way is left, now in `edges`."""
        left, right = self.listing.left, self.listing.right
        held = np.flatnonzero(self.used)
        seat = np.full(self.lefts, -1)
        seat[left[held]] = right[held]
        leads = np.bincount(right[held], minlength=self.rights) < self.bounds.right_max
        reached, fresh, trail = np.zeros(self.lefts, dtype=np.bool_), leads, []
        while fresh.any():
            at = self._of(fresh)
            at = at[~reached[left[at]]]
            trail.append(at[np.diff(left[at], prepend=-1) > 0])
            who = left[at]
            reached[who] = True
            if (seat[who] < 0).any():
                self.edges = self._united(self.edges, *trail)
                return None
            fresh = np.zeros(self.rights, dtype=np.bool_)
            fresh[seat[who]] = True
            fresh &= ~leads
            leads = leads | fresh
        return Cut(~reached, ~leads)


class _Rising:
    """Distances in the residual network that rise until they prove the choice; `prices.settle` lowers them."""

    def __init__(self, again: _Again) -> None:
        self.listing, used = again.listing, again.used[again.edges]
        self.chosen, self.others = (again.listing.take(again.edges[which]) for which in (used, ~used))
        taken, filled = counts(self.chosen, again.lefts, again.rights)
        bounds = again.bounds
        self.open_left, self.loose_left = taken < bounds.left_max, taken > bounds.left_min
        self.open_right, self.loose_right = filled < bounds.right_max, filled > bounds.right_min
        self.left, self.right = again.left.copy(), again.right.copy()
        self.source, self.sink = 0, again.sink

    def add(self, positions: Ints) -> None:
        """Ask for what these further pairs ask for, too."""
        more, others = self.listing.take(positions), self.others
        value = np.concatenate([others.value, more.value])
        self.others = Listing(
            np.concatenate([others.left, more.left]), np.concatenate([others.right, more.right]), value, value
        )

    def settle(self, most: int) -> bool:
        """Rise, at most so many times (0 = as often as it takes); return whether all is met."""
        sweeps = 0
        while True:
            before = self.left.copy(), self.right.copy(), self.source, self.sink
            self._rise()
            if (
                before[2:] == (self.source, self.sink)
                and all(map(np.array_equal, before[:2], (self.left, self.right)))
                and not self._lost()
            ):
                return True
            sweeps += 1
            if sweeps == most:
                return False

    def _lost(self) -> bool:
        """Find distances for those of whom nothing asks for any; return whether there were such people."""
        left, right = self.left < _LEAST // 2, self.right < _LEAST // 2
        self.right[right] = self.sink
        self.left[left] = self.source
        held = self.chosen.take(left[self.chosen.left])
        self.left[held.left] = self.right[held.right] + held.value
        return bool(left.any() or right.any())

    def _rise(self) -> None:
        chosen, others = self.chosen, self.others
        np.maximum.at(self.right, chosen.right, self.left[chosen.left] - chosen.value)
        self.sink = max(self.sink, int(self.right.max(initial=_LEAST, where=self.loose_right)))
        np.maximum(self.right, self.sink, out=self.right, where=self.open_right)
        np.maximum.at(self.left, others.left, self.right[others.right] + others.value)
        self.source = max(self.source, int(self.left.max(initial=_LEAST, where=self.open_left)))
        np.maximum(self.left, self.source, out=self.left, where=self.loose_left)

    def prices(self) -> Prices:
        return Prices(self.left - self.source, self.sink - self.right, self.source - self.sink)


def _numbered(people: NDArray[np.int32], size: int) -> tuple[Ints, NDArray[np.int32]]:
    """Return who occurs, ascending, and for each of `people` where they stand among those."""
    seen = np.zeros(size, dtype=np.bool_)
    seen[people] = True
    number: NDArray[np.int32] = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(seen), number[people]
