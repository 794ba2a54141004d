"""The two network flows the solver stands on, as OR-Tools computes them, on pairs that are listed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow, min_cost_flow

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.listing import Listing

_ARC = 160
"""More bytes than OR-Tools takes for an arc, at its peak."""


class TooWide(ValueError):
    """Scores whose range is beyond what 64-bit integers can add up exactly."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many pairs each person takes at least and at most: integer arrays over the people of either side."""

    left_min: Ints
    left_max: Ints
    right_min: Ints
    right_max: Ints

    def turned(self) -> "Bounds":
        """Return the same bounds with the sides changed."""
        return Bounds(self.right_min, self.right_max, self.left_min, self.left_max)


def most_pairs(edges: Listing, left_max: Ints, right_max: Ints) -> Bools:
    """Return a mask over `edges` of a choice with as many pairs as these edges and limits allow."""
    lefts, rights = len(left_max), len(right_max)
    source, sink = lefts + rights, lefts + rights + 1
    afford(len(edges) + lefts + rights)
    flow = max_flow.SimpleMaxFlow()
    arcs = flow.add_arcs_with_capacity(
        edges.left, edges.right + np.int32(lefts), np.ones(len(edges), dtype=np.int64)
    )
    flow.add_arcs_with_capacity(_all(source, lefts), _span(0, lefts), left_max)
    flow.add_arcs_with_capacity(_span(lefts, rights), _all(sink, rights), right_max)
    flow.solve(source, sink)  # between unit pairs there is nothing it could fail at
    chosen: Bools = np.asarray(flow.flows(arcs)) > 0
    return chosen


def cheapest_pairs(edges: Listing, cost: Ints, bounds: Bounds, number: int) -> Bools:
    """Return a mask over `edges` of the choice of exactly `number` pairs within `bounds` that costs least.

    Minimums are met by sending that much past the source and the sink, so no cost has to stand for them. Raises
    TooWide where costs are too large to add up; such a choice must exist.
    """
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    source, sink = lefts + rights, lefts + rights + 1
    afford(len(edges) + lefts + rights)
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        edges.left, edges.right + np.int32(lefts), np.ones(len(edges), dtype=np.int64), cost
    )
    free = np.zeros(max(lefts, rights), dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        _all(source, lefts), _span(0, lefts), bounds.left_max - bounds.left_min, free[:lefts]
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        _span(lefts, rights), _all(sink, rights), bounds.right_max - bounds.right_min, free[:rights]
    )
    supplies = np.concatenate(
        [
            bounds.left_min,
            -bounds.right_min,
            [number - bounds.left_min.sum(), bounds.right_min.sum() - number],
        ]
    ).astype(np.int64)
    flow.set_nodes_supplies(_span(0, sink + 1), supplies)
    status = flow.solve()
    if status == flow.BAD_COST_RANGE:
        raise TooWide("the scores are too far apart to be added up exactly")
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the minimum-cost flow was not solved: {status}")
    chosen: Bools = np.asarray(flow.flows(arcs)) > 0
    return chosen


def afford(arcs: int) -> None:
    """Raise MemoryError where there is no memory for a flow of so many arcs: OR-Tools would end the program instead."""
    np.empty(_ARC * arcs, dtype=np.uint8)


def _all(node: int, count: int) -> NDArray[np.int32]:
    return np.full(count, node, dtype=np.int32)


def _span(first: int, count: int) -> NDArray[np.int32]:
    return np.arange(first, first + count, dtype=np.int32)
