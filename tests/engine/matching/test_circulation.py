import numpy as np
import pytest

from parcours.engine.matching.circulation import arcs_of, cheapest
from parcours.engine.matching.flows import TooWide
from parcours.engine.matching.quotas import HOST, Side, Sides, side
from tests.engine.matching.scored_pairs import listing, ones


def nobody(names: list[str]) -> Side:
    return side(HOST, names, ())


def test_what_cannot_be_is_no_answer() -> None:
    problem = ones({(0, 0): 1}, 1, 1)
    arcs = arcs_of(problem.bounds, Sides(nobody(["a"]), nobody(["x"])), 2)
    with pytest.raises(RuntimeError):
        cheapest(arcs, listing(problem.scores), np.zeros(1, dtype=np.int64))


def test_costs_too_far_apart_are_refused() -> None:
    problem = ones({(0, 0): 1}, 1, 1)
    arcs = arcs_of(problem.bounds, Sides(nobody(["a"]), nobody(["x"])), 1)
    with pytest.raises(TooWide):
        cheapest(arcs, listing(problem.scores), np.array([1 << 62]))
