"""Pairs as a flow in a circle: source, groups, lefts, rights, groups, sink and back, each arc with its limits."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, TooWide, afford
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.prices import GroupPrices, Prices
from parcours.engine.matching.quotas import NO_LIMIT, Sides


@dataclass(frozen=True, slots=True)
class Arcs:
    """The arcs that are no pairs, with limits and cost: left groups, lefts, rights, right groups, and the way back.

    `sizes` are how many there are of the first four, in that order. Arcs at the end may run beside others: `beside`
    says beside which.
    """

    tail: Ints
    head: Ints
    low: Ints
    high: Ints
    cost: Ints
    sizes: tuple[int, int, int, int]
    beside: Ints

    @property
    def nodes(self) -> int:
        """How many nodes there are: lefts, rights, left groups, right groups, source, sink."""
        return sum(self.sizes) + 2

    def split[T: np.generic](self, beside: NDArray[T]) -> list[NDArray[T]]:
        """Return what stands beside the arcs, part by part."""
        return np.split(beside, np.cumsum(self.sizes))

    def paying(self, wanted: Ints, reward: int = 1) -> "Arcs":
        """Return arcs that pay a reward for each of so many pairs beyond their minimums, by further arcs at the end."""
        at = np.flatnonzero(wanted)
        high = self.high.copy()
        high[at] -= wanted[at]
        return Arcs(
            np.concatenate([self.tail, self.tail[at]]),
            np.concatenate([self.head, self.head[at]]),
            np.concatenate([self.low, np.zeros_like(at)]),
            np.concatenate([high, wanted[at]]),
            np.concatenate([self.cost, np.full(len(at), -reward)]),
            self.sizes,
            np.concatenate([self.beside, at]),
        )

    def tight(self, at: Ints) -> "Arcs":
        """Return the arcs, those beside others added to them, held at the limit that their price speaks for."""
        worth = self.cost + at[self.tail] - at[self.head]
        low, high = np.where(worth < 0, self.high, self.low), np.where(worth > 0, self.low, self.high)
        size = len(self.tail) - len(self.beside)
        np.add.at(low, self.beside, low[size:])
        np.add.at(high, self.beside, high[size:])
        none = np.zeros(size, dtype=np.int64)
        return Arcs(self.tail[:size], self.head[:size], low[:size], high[:size], none, self.sizes, none[:0])

    def less(self, listing: Listing, groups: Sides) -> "Arcs":
        """Return what is left of the limits when these pairs are chosen."""
        left, right = listing.left, listing.right
        have = np.concatenate(
            [
                np.bincount(groups.left.of[left], minlength=self.sizes[0]),
                np.bincount(left, minlength=self.sizes[1]),
                np.bincount(right, minlength=self.sizes[2]),
                np.bincount(groups.right.of[right], minlength=self.sizes[3]),
                [len(listing)],
            ]
        )
        return replace(self, low=(self.low - have).clip(min=0), high=self.high - have)


def arcs_of(bounds: Bounds, groups: Sides, number: int | None = None) -> Arcs:
    """Return the arcs of a problem, for exactly `number` pairs or for as many as possible."""
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    own, other = len(groups.left.names), len(groups.right.names)
    first, second = lefts + rights, lefts + rights + own
    source, sink = second + other, second + other + 1
    own_nodes, other_nodes = np.arange(first, second), np.arange(second, source)
    left, right = np.arange(lefts), np.arange(lefts, first)
    back = (0, NO_LIMIT) if number is None else (number, number)
    size = own + lefts + rights + other
    cost = np.zeros(size + 1, dtype=np.int64)
    cost[-1] = -1 if number is None else 0
    return Arcs(
        np.concatenate([np.full(own, source), first + groups.left.of, right, other_nodes, [sink]]),
        np.concatenate([own_nodes, left, second + groups.right.of, np.full(other, sink), [source]]),
        np.concatenate([groups.left.least, bounds.left_min, bounds.right_min, groups.right.least, [back[0]]]),
        np.concatenate([groups.left.most, bounds.left_max, bounds.right_max, groups.right.most, [back[1]]]),
        cost,
        (own, lefts, rights, other),
        np.zeros(0, dtype=np.int64),
    )


def cheapest(arcs: Arcs, edges: Listing, cost: Ints) -> tuple[Bools, Ints]:
    """Return which `edges` are chosen at the least cost, and the flow of `arcs`; there must be such a choice.

    Raises TooWide where costs are too large to add up.
    """
    afford(len(edges) + len(arcs.tail))
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        edges.left, edges.right + np.int32(arcs.sizes[1]), np.ones(len(edges), dtype=np.int64), cost
    )
    others = flow.add_arcs_with_capacity_and_unit_cost(
        arcs.tail.astype(np.int32),
        arcs.head.astype(np.int32),
        np.minimum(arcs.high, arcs.low + len(edges) + 1) - arcs.low,
        arcs.cost,
    )
    supply = np.zeros(arcs.nodes, dtype=np.int64)
    np.add.at(supply, arcs.head, arcs.low)
    np.subtract.at(supply, arcs.tail, arcs.low)
    flow.set_nodes_supplies(np.arange(arcs.nodes, dtype=np.int32), supply)
    status = flow.solve()
    if status == flow.BAD_COST_RANGE:
        raise TooWide("the scores are too far apart to be added up exactly")
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the minimum-cost flow was not solved: {status}")
    return np.asarray(flow.flows(pairs)) > 0, np.asarray(flow.flows(others)) + arcs.low


def potentials(
    arcs: Arcs, edges: Listing, cost: Ints, used: Bools, flow: Ints, start: Ints | None = None
) -> Ints:
    """Return the potential of each node, by which the choice `used` with this `flow` is proven (Bellman and Ford).

    Potentials only fall, from `start` or from 0: those of a choice that is nearly the same leave little to do.
    """
    left, right = edges.left.astype(np.int64), edges.right.astype(np.int64) + arcs.sizes[1]
    forth, back = flow < arcs.high, flow > arcs.low
    tail = np.concatenate([np.where(used, right, left), arcs.tail[forth], arcs.head[back]])
    head = np.concatenate([np.where(used, left, right), arcs.head[forth], arcs.tail[back]])
    length = np.concatenate([np.where(used, -cost, cost), arcs.cost[forth], -arcs.cost[back]])
    found = np.zeros(arcs.nodes, dtype=np.int64) if start is None else start
    while True:
        before = found.copy()
        np.minimum.at(found, head, before[tail] + length)
        if (found == before).all():
            return found


def prices_of(arcs: Arcs, found: Ints, groups: Sides) -> Prices:
    """Return potentials as prices; those of a person hold what their group adds."""
    lefts, rights = arcs.sizes[1], arcs.sizes[2]
    left, right, own, other, ends = np.split(found, np.cumsum([lefts, rights, arcs.sizes[0], arcs.sizes[3]]))
    source, sink = ends.tolist()
    return Prices(
        left - source,
        sink - right,
        source - sink,
        GroupPrices(groups, own - source, sink - other),
    )
