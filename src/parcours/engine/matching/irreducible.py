"""Of limits that cannot all hold, the fewest that already cannot: conflict by conflict, and none of them to spare.

Whether limits can hold is a maximum flow: what the minimums ask for is sent round the circle (`circulation`) as far as
there is room. Where some is left over, the cut names limits that are enough to be in the way, and no others are looked
at any more. Of these, one after the other is dropped to see whether the rest can hold; several at once as long as it
cannot. Where only one pair is missing, whatever the nearest and the farthest cut have in common is needed at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow

from parcours.engine.matching.circulation import Arcs
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, afford
from parcours.engine.matching.listing import Listing, Pairs, best, join
from parcours.engine.matching.quotas import Sides

_ADDED = 12
"""How many pairs of each left a round adds at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """Arcs whose limits exclude each other: `least` asks for `low` pairs or more, `most` forbids more than `high`.

    The minimums that are `eased` are to ask for `nearest` pairs instead.
    """

    least: Bools
    most: Bools
    low: Ints
    eased: Bools
    nearest: Ints


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How many pairs are `missing`, which limits suffice to be in the way, and which of those are surely needed."""

    missing: int
    named: Bools
    needed: Bools


class Irreducible:
    """The limits of a network, each a position: that of its arc for a minimum, and as far again for a maximum."""

    def __init__(self, pairs: Pairs, edges: Listing, bounds: Bounds, groups: Sides, arcs: Arcs) -> None:
        """Start from the pairs `edges`; only groups have maximums that are limits, a person's own are facts."""
        self._pairs, self._edges, self._bounds, self._groups, self._arcs = pairs, edges, bounds, groups, arcs
        self._low = arcs.low.copy()
        plenty = int(bounds.left_max.sum() + arcs.low.sum())
        group = np.concatenate([np.full(size, at in {0, 3}) for at, size in enumerate((*arcs.sizes, 1))])
        self._high = np.minimum(arcs.high, plenty)
        self._free = np.where(group, plenty, self._high)
        self._limits = np.concatenate([arcs.low > 0, self._high < self._free])

    def conflicts(self, missing: Ints, speaks: Ints) -> Iterator[Found]:
        """Yield each conflict, with the minimums eased that all together lack so many `missing` pairs at least.

        All conflicts are among the limits for which the prices of that relaxation are set: those alone ask for as much.
        `speaks` is -1 for such a minimum and 1 for a maximum. Each conflict has a minimum that has not given all yet,
        and together they ease everything: else fewer pairs could be missing.
        """
        eased = np.zeros_like(missing, dtype=np.bool_)
        crossed = self._low > self._high
        within = np.concatenate([(speaks < 0) | crossed, (speaks > 0) | crossed]) & self._limits
        while (verdict := self._judged(within)).missing:
            held = self._fewest(verdict, np.where(missing > 0, 2, ~eased))
            least, most = np.split(held, 2)
            by = self._eased(held, missing)
            yield Found(least, most, self._low, by > 0, self._low - by)
            self._low, missing, eased = self._low - by, missing - by, eased | (by > 0)

    def _eased(self, held: Bools, missing: Ints) -> Ints:
        """Return by how much each minimum of a conflict gives: as if it did alone, and no more than it lacks in all."""
        whole, by, lack = self._low, np.zeros_like(missing), self._judged(held).missing
        for at in np.flatnonzero(np.split(held, 2)[0] & (missing > 0)).tolist():
            own = np.zeros_like(missing)
            more = lack
            while more and own[at] < missing[at]:
                own[at] = min(own[at] + more, missing[at])
                if own[at] < missing[at]:
                    self._low = whole - own
                    more = self._judged(held).missing
            by += own
        self._low = whole
        return by

    def _fewest(self, verdict: _Verdict, rank: Ints) -> Bools:
        """Return limits of the verdict that cannot hold together, none to spare; minimums of a high `rank` stay."""
        order = np.argsort(np.concatenate([rank, np.ones_like(rank)]), kind="stable")
        held, needed, at_once = verdict.named, verdict.needed, 1
        while len(open_ := order[(held & ~needed)[order]]):
            some = open_[:at_once]
            tried = held.copy()
            tried[some] = False
            verdict = self._judged(tried)
            if verdict.missing:
                held, needed, at_once = verdict.named, needed | verdict.needed, 2 * at_once
            elif len(some) == 1:
                needed = needed.copy()
                needed[some] = True
            else:
                at_once = len(some) // 2
        return held

    def _judged(self, held: Bools) -> _Verdict:
        """Return how many pairs are missing of all that the minimums among `held` ask for, and what is in the way."""
        arcs, lefts = self._arcs, self._arcs.sizes[1]
        least, most = np.split(held, 2)
        low = np.where(least, self._low, 0)
        high = np.where(most, self._high, self._free)
        if (low > high).any():  # a group asks for more than it may have
            named = np.tile(low > high, 2)
            return _Verdict(int((low - high).max()), named, np.zeros_like(named))
        giver, taker, asking = arcs.nodes, arcs.nodes + 1, np.flatnonzero(low)
        wanted, ends = low[asking], np.full(len(asking), giver, dtype=np.int32)
        tail, head = arcs.tail.astype(np.int32), arcs.head.astype(np.int32)
        while True:
            edges = self._useful(self._edges, low)
            afford(len(edges) + len(tail) + 2 * len(asking))
            flow = max_flow.SimpleMaxFlow()
            flow.add_arcs_with_capacity(
                edges.left, edges.right + np.int32(lefts), np.ones(len(edges), np.int64)
            )
            flow.add_arcs_with_capacity(tail, head, high - low)
            flow.add_arcs_with_capacity(ends, head[asking], wanted)
            flow.add_arcs_with_capacity(tail[asking], ends + np.int32(1), wanted)
            flow.solve(giver, taker)
            missing = int(wanted.sum()) - flow.optimal_flow()
            near = self._nodes(flow.get_source_side_min_cut())
            if not missing or not self._widened(near, low):
                break
        far = self._nodes(flow.get_sink_side_min_cut()) if missing == 1 else np.zeros_like(near)
        into, out = near[head] & ~near[tail], near[tail] & ~near[head]
        named = np.concatenate([into & (low > 0), out & most])
        needed = np.concatenate([near[head] & far[tail], near[tail] & far[head]])
        return _Verdict(missing, named, named & needed)

    def _nodes(self, given: list[int]) -> Bools:
        """Return which nodes of the circle are `given`, which the two ends of the flow may be among."""
        found = np.zeros(self._arcs.nodes + 2, dtype=np.bool_)
        found[given] = True
        return found[:-2]

    def _useful(self, edges: Listing, low: Ints) -> Listing:
        """Return the pairs that bring a minimum nearer: all others could be left out of any choice."""
        own, _, place, other, _ = np.split(low, np.cumsum(self._arcs.sizes))
        left, right = own[self._groups.left.of] > 0, (place > 0) | (other[self._groups.right.of] > 0)
        return edges.take(left[edges.left] | right[edges.right])

    def _widened(self, near: Bools, low: Ints) -> bool:
        """Add pairs that lead out of the cut; return whether there were any."""
        lefts, rights = self._arcs.sizes[1], self._arcs.sizes[2]
        left = near[:lefts] & (self._bounds.left_max > 0)
        right = ~near[lefts : lefts + rights] & (self._bounds.right_max > 0)
        if np.count_nonzero(left) < np.count_nonzero(right):
            across = self._pairs.rows(np.flatnonzero(left), right)
        else:
            across = self._pairs.columns(np.flatnonzero(right), left)
        more = self._useful(across.less(self._edges, rights), low)
        if len(more):
            self._edges = join([self._edges, best(more, np.zeros(len(more), dtype=np.int64), _ADDED)])
        return bool(len(more))
