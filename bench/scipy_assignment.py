"""The same task as SciPy solves it: `python -m bench.scipy_assignment FOLDER RUNS sparse|dense` prints the figures.

SciPy knows no capacities, so that a place for three is three seats; and only costs, so that most people placed comes
first because a placement is worth more than scores could be.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bench.measure import Answer, measure, to_json
from bench.pairs import Instance, read

PLACED = 20_000
"""What a placement is worth beside its score of 0 to 1000: enough here, as the comparison of placements shows."""


def sparse(given: Instance) -> Answer:
    """LAPJVsp over the eligible pairs, with one dear seat of their own for everybody, as all must be seated."""
    left, seat, score = given.by_seat()
    seats, everybody = int(given.capacity.sum()), np.arange(given.people)
    cost = np.concatenate([PLACED - score, np.full(given.people, 2 * PLACED)]).astype(np.float64)
    at = np.concatenate([left, everybody]), np.concatenate([seat, seats + everybody])
    table = csr_array((cost, at), shape=(given.people, seats + given.people))
    rows, columns = min_weight_full_bipartite_matching(table)
    seated = columns < seats
    worth = PLACED - np.asarray(table[rows[seated], columns[seated]]).ravel()
    return Answer(len(worth), int(worth.sum()))


def dense(given: Instance) -> Answer:
    """The modified Jonker-Volgenant algorithm over a table with a cell for everybody with every seat."""
    left, seat, score = given.by_seat()
    table = np.zeros((given.people, int(given.capacity.sum())))
    table[left, seat] = PLACED + score
    worth = table[linear_sum_assignment(table, maximize=True)]
    worth = worth[worth > 0] - PLACED
    return Answer(len(worth), int(worth.sum()))


def main(folder: Path, runs: int, kind: str) -> None:
    """Measure the instance in `folder`."""
    given = read(folder)
    solve = {"sparse": sparse, "dense": dense}[kind]
    print(to_json(measure(lambda: solve(given), runs)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
