"""A re-match that goes on from the earlier pairs and prices instead of from nothing.

Both are a guess only. What comes out is proven over all eligible pairs, and decided by the same draw, as from nothing;
where the guess leads nowhere soon, there is no answer, and the caller starts from nothing.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from parcours.engine.matching.counting import Cut
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs, most_pairs
from parcours.engine.matching.listing import Listing, Pairs, best_at, numbered, ranges
from parcours.engine.matching.nearness import MOST_ADDED
from parcours.engine.matching.prices import FAR, Prices, counts
from parcours.engine.matching.solver import NEAR, Draw, Solution, draw_among, on_circles

ROUNDS = 4
"""After so many flows, a start from nothing is no slower."""

_PASSES = 12
_SWEEPS = 25
_SHORT, _FIRST, _CHEAP, _NEXT = 2, 8, 4, 2
_FOLLOWED, _FOLLOWED_CHEAP = 3, 2
"""How many pairs of a right are looked at, and how many of their holders are followed, see `_first`."""

_SOUGHT = 16
"""One right in so many is cheap enough that its pairs are probably asked for."""

_FEW = 4
"""So many rights are found in all pairs sooner one by one than looked up."""

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
        there = start.seat >= 0
        full = np.bincount(start.seat[there], minlength=self.rights) > bounds.right_max
        seat = np.where(there & ~full[start.seat], start.seat, -1).astype(np.int32)
        self.rows = listing.rows(self.lefts)
        seats = np.repeat(seat, np.diff(self.rows))
        self.used = seats == listing.right
        at = np.flatnonzero(self.used)
        held = listing.take(at)
        self.seat = np.full(self.lefts, -1)
        self.seat[held.left] = held.right
        # as distances: the price of a right is `sink` less its distance, that of a left its distance less `source`
        self.sink = -start.pair
        self.right = np.where(start.known, self.sink - start.right, _LEAST)
        self.left = np.full(self.lefts, _LEAST)
        self.left[held.left] = held.value + self.right[held.right]
        self.room = np.bincount(held.right, minlength=self.rights) < bounds.right_max
        low = np.partition(start.right, self.rights // _SOUGHT)[self.rights // _SOUGHT] if self.rights else 0
        sought = ~start.known | self.room | (start.right <= low)
        self.known = [(sought, np.flatnonzero(sought.take(listing.right)))]
        self.edges = self._first(at, held, (seats >= 0) & ~self.used)

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

    def _first(self, at_held: Ints, held: Listing, elsewhere: Bools) -> Ints:
        """Return the positions of the pairs to start with: those held, and what may lead from somebody short to room.

        Such a way goes to room straight, or on from a right whose holder moves there: first those holders for whom the
        two steps together are worth most, and those who would lose least; then likewise to the rights these leave.
        """
        listing, short = self.listing, np.flatnonzero(self.seat < 0)
        at = ranges(self.rows[short], self.rows[short + 1])
        own = listing.take(at)
        np.maximum.at(self.left, own.left, own.value + self.right[own.right])
        must = np.flatnonzero((self.bounds.left_min > 0)[own.left])
        found = [
            at_held,
            at[best_at(own.right, own.value, _SHORT)],
            at[must[best_at(own.left[must], own.value[must], _FIRST)]],
        ]
        # where nobody short may go, the holders are the last to be followed
        most = max(int(np.abs(pairs.value).max(initial=0)) for pairs in (held, own))
        offer = np.full(self.rights, -4 * most - 1)
        np.maximum.at(offer, own.right, own.value)
        loss = np.zeros(self.lefts, dtype=np.int64)
        loss[held.left] = held.value - offer[held.right]

        def leading(goal: Bools, *looks: tuple[int, int, Ints]) -> Ints:
            """Note the pairs whose holders lead to `goal`, and return the holders that may be worth following."""
            at = self.of(goal)
            at = at[elsewhere.take(at)]
            who, where, value = listing.left.take(at), listing.right.take(at), listing.value.take(at)
            leave = []
            for most, follow, cost in looks:
                worth = value - cost.take(who)
                likely = best_at(where, worth, most)
                found.append(at[likely])
                leave.append(who[likely[best_at(where[likely], worth[likely], follow)]])
            return np.concatenate(leave)

        leave = leading(self.room, (_FIRST, _FOLLOWED, loss), (_CHEAP, _FOLLOWED_CHEAP, self.left))
        goal = np.zeros(self.rights, dtype=np.bool_)
        goal[self.seat[leave]] = True
        leading(goal, (_NEXT, 1, loss))
        straight = np.flatnonzero((self.room | goal)[own.right])
        found.append(at[straight[best_at(own.right[straight], own.value[straight], _FIRST)]])
        return self._united(*found)

    def _united(self, *positions: Ints) -> Ints:
        seen = np.zeros(len(self.listing), dtype=np.bool_)
        for at in positions:
            seen[at] = True
        return np.flatnonzero(seen)

    def _solve(self) -> bool:
        """Choose the best among `edges`; return whether minimums can be met there."""
        bounds, edges = self.bounds, self.listing.take(self.edges)
        self.looked_at = edges
        used = self.used.take(self.edges)
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
        mine, left = numbered(moving.left, self.lefts)
        theirs, right = numbered(moving.right, self.rights)
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
        # from the side with fewer people, most of whom are full, the flow has less to do
        used[free] = cheapest_pairs(moving.turned(), -moving.value, rest.turned(), number)
        self.used = np.zeros(len(self.listing), dtype=np.bool_)
        self.used[self.edges[used]] = True
        return True

    def _settle(self) -> tuple[Ints, Prices] | None:
        """Return the pairs worth their prices or more, and prices that prove the choice; None where none would.

        Distances only rise from those of the earlier prices, until all that a pair asks for is met: first the pairs
        in `edges`, then all that are worth more than their prices, which are added to `edges`.
        """
        rising, near, sweeps, added = _Rising(self), _Near(self), 0, [self.edges]
        for _ in range(_PASSES):
            if not rising.settle(sweeps):
                break
            prices = rising.prices()
            at, slack = near.reaching(prices, rising.right)
            lacking = at[(slack > 0) & ~self.used[at]]
            if not len(lacking):
                return at, prices
            rising.add(lacking)
            added.append(lacking)
            sweeps = _SWEEPS
        self.edges = self._united(*added)
        return None

    def of(self, rights: Bools) -> Ints:
        """Return the positions of all pairs of these rights."""
        right = self.listing.right
        for known, pairs in self.known:
            if not (rights & ~known).any():
                return pairs[rights.take(right.take(pairs))]
        few = np.flatnonzero(rights)
        if len(few) <= _FEW:
            return np.flatnonzero(reduce(np.logical_or, (right == one for one in few.astype(np.int32))))
        found = np.flatnonzero(rights.take(right))
        self.known.append((rights, found))
        return found

    def _cut(self) -> Cut | None:
        """Return whom no way leads on to room, the proof of the number; None where a way is left, now in `edges`."""
        left, right = self.listing.left, self.listing.right
        held = np.flatnonzero(self.used)
        seat = np.full(self.lefts, -1)
        seat[left[held]] = right[held]
        leads = np.bincount(right[held], minlength=self.rights) < self.bounds.right_max
        reached, fresh, trail = np.zeros(self.lefts, dtype=np.bool_), leads, []
        while fresh.any():
            at = self.of(fresh)
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


class _Near:
    """The pairs worth nearly as much as their prices or more, while distances rise: no other gets to its prices.

    What a pair is worth beyond its prices grows by no more than the distance of its right. So all pairs are looked at
    once, and from then on those that were near, and those of rights that have risen further than `margin` since.
    """

    def __init__(self, again: _Again) -> None:
        self.again, values = again, again.looked_at.value
        self.margin = int(np.ptp(values)) // NEAR if len(values) else 0
        self.since: Ints | None = None

    def reaching(self, prices: Prices, right: Ints) -> tuple[Ints, Ints]:
        """Return the positions of the pairs worth their prices or more, and what they are worth beyond."""
        listing = self.again.listing
        if self.since is None:
            self.at, slack = prices.reaching(listing, -self.margin)
            self.pairs, self.since = listing.take(self.at), right.copy()
        else:
            far = right > self.since + self.margin
            if far.any():
                self._look_again(prices, far)
                self.since = np.where(far, right, self.since)
            slack = prices.slack(self.pairs)
        reached = np.flatnonzero(slack >= 0)
        reached = reached[np.argsort(self.at[reached], kind="stable")]
        return self.at[reached], slack[reached]

    def _look_again(self, prices: Prices, rights: Bools) -> None:
        """Find the near pairs of these rights anew."""
        others = np.flatnonzero(~rights.take(self.pairs.right))
        at = self.again.of(rights)
        pairs = self.again.listing.take(at)
        near = prices.slack(pairs) >= -self.margin
        self.at = np.concatenate([self.at[others], at[near]])
        self.pairs = self.pairs.take(others).followed_by(pairs.take(near))


class _Rising:
    """Distances in the residual network that rise until they prove the choice; `prices.settle` lowers them.

    `rose_left` and `rose_right` are those of whom it was not asked yet what their distances ask of others.
    """

    def __init__(self, again: _Again) -> None:
        self.listing, used = again.listing, again.used.take(again.edges)
        self.chosen, self.others = again.looked_at.take(used), again.looked_at.take(~used)
        taken, filled = counts(self.chosen, again.lefts, again.rights)
        bounds = again.bounds
        self.open_left, self.loose_left = np.flatnonzero(taken < bounds.left_max), taken > bounds.left_min
        self.open_right, self.loose_right = filled < bounds.right_max, filled > bounds.right_min
        self.left, self.right = again.left.copy(), again.right.copy()
        self.source, self.sink = 0, again.sink
        self.held = taken > 0
        self.seat, self.worth = np.zeros(again.lefts, dtype=np.int64), np.zeros(again.lefts, dtype=np.int64)
        self.seat[self.chosen.left], self.worth[self.chosen.left] = self.chosen.right, self.chosen.value
        self._ask_all()

    def add(self, positions: Ints) -> None:
        """Ask for what these further pairs ask for, too."""
        more = self.listing.take(positions)
        self.others = self.others.followed_by(more)
        self.rose_right[more.right] = True

    def settle(self, most: int) -> bool:
        """Rise, at most so many times (0 = as often as it takes); return whether all is met."""
        sweeps = 0
        while True:
            self._rise()
            if not self.rose_left.any() and not self._lost():
                return True
            sweeps += 1
            if sweeps == most:
                return False

    def _ask_all(self) -> None:
        self.rose_left = np.ones(len(self.left), dtype=np.bool_)
        self.rose_right = np.ones(len(self.right), dtype=np.bool_)

    def _lost(self) -> bool:
        """Find distances for those of whom nothing asks for any; return whether there were such people."""
        left, right = self.left < _LEAST // 2, self.right < _LEAST // 2
        lost = bool(left.any() or right.any())
        if lost:
            self.right[right] = self.sink
            self.left[left] = self.source
            held = np.flatnonzero(left & self.held)
            self.left[held] = self.right[self.seat[held]] + self.worth[held]
            self._ask_all()
        return lost

    def _rise(self) -> None:
        left, right = self.left.copy(), self.right.copy()
        who = np.flatnonzero(self.rose_left & self.held)
        np.maximum.at(self.right, self.seat[who], self.left[who] - self.worth[who])
        self.sink = max(self.sink, int(self.right.max(initial=_LEAST, where=self.loose_right)))
        np.maximum(self.right, self.sink, out=self.right, where=self.open_right)
        self.rose_right |= self.right > right
        forth = self.others.take(self.rose_right.take(self.others.right))
        np.maximum.at(self.left, forth.left, self.right[forth.right] + forth.value)
        self.source = max(self.source, int(self.left.take(self.open_left).max(initial=_LEAST)))
        np.maximum(self.left, self.source, out=self.left, where=self.loose_left)
        self.rose_left = self.left > left
        self.rose_right = np.zeros_like(self.rose_right)

    def prices(self) -> Prices:
        return Prices(self.left - self.source, self.sink - self.right, self.source - self.sink)
