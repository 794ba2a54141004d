"""A best choice from one that nearly is: the few who could do better now are moved, each over one shortest way.

Where the prices of a choice no longer hold, what they speak against is undone, so that some have too much and others
too little; between those, shortest ways in the residual network lead to the best choice again.
"""

from heapq import heappop, heappush

import numpy as np

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, by_number
from parcours.engine.matching.prices import FAR, Prices, counts


def mended(edges: Listing, used: Bools, prices: Prices, bounds: Bounds, number: int) -> Bools:
    """Return which of `edges` are the choice of `number` pairs within `bounds` that is worth most.

    It begins with the choice `used` of as many, which was the best at `prices`: the work grows with how many lefts have
    a pair worth more than these.
    """
    network = _Network(edges, used, prices, bounds, number)
    for node in np.flatnonzero(network.over > 0).tolist():
        while network.over[node] > 0:
            network.send(node)
    chosen: Bools = network.room[network.pairs] == 0
    return chosen


class _Network:
    """Arcs both ways between lefts, rights, source and sink, those of one node together.

    An arc goes to `head`, costs `cost` and has `room` for so much more; its `twin` goes back. `at` are potentials: on
    no arc with room is cost + at[tail] - at[head] below 0. `over` is what comes into a node beyond what leaves it.
    `pairs` says where the arcs of the pairs are.
    """

    def __init__(self, edges: Listing, used: Bools, prices: Prices, bounds: Bounds, number: int) -> None:
        lefts, rights = len(bounds.left_max), len(bounds.right_max)
        self.at = np.concatenate([prices.left + prices.pair, -prices.right, [prices.pair, 0]])
        room, back = self._flow(edges, used, bounds, number)
        own, other = np.arange(lefts, dtype=np.int32), np.arange(lefts, lefts + rights, dtype=np.int32)
        source, sink = np.full_like(own, lefts + rights), np.full_like(other, lefts + rights + 1)
        forth = np.concatenate([edges.left, source, other])
        ends = np.concatenate([forth, edges.right + np.int32(lefts), own, sink])
        order, size = by_number(ends), len(forth)
        place = np.empty(2 * size, dtype=np.int32)
        place[order] = np.arange(2 * size, dtype=np.int32)
        cost = np.concatenate([-edges.value, np.zeros(lefts + rights, dtype=np.int64)])
        self.pairs = place[: len(edges)]
        self.head = np.concatenate([ends[size:], ends[:size]])[order]
        self.twin = np.concatenate([place[size:], place[:size]])[order]
        self.cost = np.concatenate([cost, -cost])[order]
        self.room = np.concatenate([room, back])[order]
        self._start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(self.at)))]).tolist()

    def _flow(self, edges: Listing, used: Bools, bounds: Bounds, number: int) -> tuple[Ints, Ints]:
        """Raise the lefts until no pair is worth more, and return the rooms, forth and back, that this leaves."""
        lefts = len(bounds.left_max)
        own, other, (source, sink) = self.at[:lefts], self.at[lefts:-2], self.at[-2:]
        worth = edges.value + other[edges.right]
        np.maximum.at(own, edges.left[~used], worth[~used])
        used = used & (worth >= own[edges.left])
        taken, filled = counts(edges.take(used), lefts, len(other))
        given = _flowing(taken, bounds.left_min, bounds.left_max, own - source)
        passed = _flowing(filled, bounds.right_min, bounds.right_max, sink - other)
        beyond = [number - given.sum(), passed.sum() - number]
        self.over = np.concatenate([given - taken, filled - passed, beyond])
        room = np.concatenate([~used, bounds.left_max - given, bounds.right_max - passed])
        return room, np.concatenate([used, given - bounds.left_min, passed - bounds.right_min])

    def send(self, first: int) -> None:
        """Send one unit from here over a shortest way to the nearest node that has too little (Dijkstra)."""
        far, came, done, heap = {first: 0}, {}, {}, [(0, first)]
        least = int(FAR)
        while True:
            limit, node = heappop(heap)
            if node in done:
                continue
            if self.over[node] < 0:
                break
            done[node] = limit
            some = slice(self._start[node], self._start[node + 1])
            open_ = np.flatnonzero(self.room[some]) + some.start
            heads = self.head[open_]
            ways = self.cost[open_] - self.at[heads] + (self.at[node] + limit)
            near = np.flatnonzero(ways < least)
            for way, head, arc in zip(
                ways[near].tolist(), heads[near].tolist(), open_[near].tolist(), strict=True
            ):
                if way < far.get(head, least):
                    far[head], came[head] = way, arc
                    heappush(heap, (way, head))
                    if self.over[head] < 0:
                        least = way
        for reached, way in done.items():
            self.at[reached] += way - limit
        self.over[first] -= 1
        self.over[node] += 1
        while node != first:
            arc = came[node]
            self.room[arc] -= 1
            self.room[self.twin[arc]] += 1
            node = int(self.head[self.twin[arc]])


def _flowing(have: Ints, least: Ints, most: Ints, price: Ints) -> Ints:
    """Return how much goes through each person: as many as they have, or the bound that their price speaks for."""
    return np.where(price > 0, most, np.where(price < 0, least, have.clip(least, most)))
