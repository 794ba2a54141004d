"""The same task as OR-Tools solves it: `python -m bench.ortools_flow FOLDER RUNS [BEST]` prints the figures."""

import sys
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow

from bench.measure import Answer, measure, to_json
from bench.pairs import Instance, read


def ortools(given: Instance, best: int = 0) -> Answer:
    """A minimum-cost flow over all pairs, or each person's `best`; it puts the most pairs first by itself."""
    if best:
        given = given.best(best)
    places = len(given.capacity)
    source, sink = given.people + places, given.people + places + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        given.left, given.people + given.right, np.ones_like(given.left), -given.score
    )
    people, holders = np.arange(given.people), given.people + np.arange(places)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full_like(people, source), people, np.ones_like(people), np.zeros_like(people)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        holders, np.full_like(holders, sink), given.capacity, np.zeros_like(holders)
    )
    flow.set_node_supply(source, given.people)
    flow.set_node_supply(sink, -given.people)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise SystemExit("OR-Tools did not solve the flow")
    used = np.asarray(flow.flows(arcs)) > 0
    return Answer(int(used.sum()), int(given.score[used].sum()))


def main(folder: Path, runs: int, best: int = 0) -> None:
    """Measure the instance in `folder`."""
    given = read(folder)
    print(to_json(measure(lambda: ortools(given, best), runs)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
