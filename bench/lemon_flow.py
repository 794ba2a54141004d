"""The same task as LEMON solves it, through `pylmcf`: `python -m bench.lemon_flow FOLDER` prints the figures.

It minimizes the cost of one flow: whoever gets no place goes past all places at a cost above any score.
"""

import sys
from pathlib import Path

import numpy as np
import pylmcf

from bench.measure import Answer, measure, to_json
from bench.pairs import Instance, read

PAST = 21_000
"""What it costs to get no place: many times what any pair costs, which is what it lacks to the highest score."""

FULL_SCORE = 1000


def lemon(given: Instance) -> Answer:
    """A minimum-cost flow over the pairs of `given`."""
    places, pairs = len(given.capacity), len(given.left)
    source, sink = given.people + places, given.people + places + 1
    people, holders = np.arange(given.people), given.people + np.arange(places)
    start = np.concatenate([given.left, np.full_like(people, source), holders, [source]])
    end = np.concatenate([given.people + given.right, people, np.full_like(holders, sink), [sink]])
    order = np.lexsort((end, start))
    graph = pylmcf.Graph(sink + 1, start[order], end[order])
    free = np.zeros(given.people + places, dtype=np.int64)
    graph.set_edge_costs(np.concatenate([FULL_SCORE - given.score, free, [PAST]])[order])
    ones = np.ones(pairs + given.people, dtype=np.int64)
    graph.set_edge_capacities(np.concatenate([ones, given.capacity, [given.people]])[order])
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[source], supply[sink] = given.people, -given.people
    graph.set_node_supply(supply)
    graph.solve()
    used = np.zeros(pairs, dtype=np.bool_)
    used[order[(np.asarray(graph.result()) > 0) & (order < pairs)]] = True
    return Answer(int(used.sum()), int(given.score[used].sum()))


if __name__ == "__main__":
    instance = read(Path(sys.argv[1]))
    print(to_json(measure(lambda: lemon(instance), 1)))
