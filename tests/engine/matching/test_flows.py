import numpy as np
import pytest

from parcours.engine.matching.flows import Bounds, TooWide, cheapest_pairs, most_pairs
from tests.engine.matching.scored_pairs import Scored, listing, ones

CROSS = ones({(0, 0): 9, (0, 1): 5, (1, 0): 4}, 2, 2)


def cheapest(problem: Scored, number: int) -> list[bool]:
    edges = listing(problem.scores)
    return list(map(bool, cheapest_pairs(edges, -edges.value, problem.bounds, number)))


def test_as_many_pairs_as_possible_are_chosen() -> None:
    edges = listing(CROSS.scores)
    assert most_pairs(edges, CROSS.bounds.left_max, CROSS.bounds.right_max).tolist() == [False, True, True]


def test_nothing_comes_of_no_pairs() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert most_pairs(listing({}), none, none).tolist() == []
    assert cheapest_pairs(listing({}), none, Bounds(none, none, none, none), 0).tolist() == []


def test_of_so_many_pairs_the_cheapest_are_chosen() -> None:
    assert cheapest(CROSS, 2) == [False, True, True]
    assert cheapest(CROSS, 1) == [True, False, False]


def test_minimums_are_met_whatever_they_cost() -> None:
    assert cheapest(CROSS._replace(right_min=[0, 1]), 1) == [False, True, False]
    assert cheapest(CROSS._replace(left_min=[0, 1]), 1) == [False, False, True]
    assert cheapest(CROSS._replace(left_min=[1, 1]), 2) == [False, True, True]


def test_the_sides_may_be_changed() -> None:
    for problem in (CROSS, CROSS._replace(right_min=[0, 1]), CROSS._replace(left_min=[0, 1])):
        edges, bounds = listing(problem.scores), problem.bounds
        turned = cheapest_pairs(edges.turned(), -edges.value, bounds.turned(), 1)
        assert list(map(bool, turned)) == cheapest(problem, 1)


def test_a_pair_is_chosen_once_however_much_room_there_is() -> None:
    assert cheapest(Scored({(0, 0): 1, (0, 1): 1}, [0], [5], [0, 0], [5, 5]), 2) == [True, True]


def test_costs_that_cannot_be_added_up_are_refused() -> None:
    with pytest.raises(TooWide, match="too far apart"):
        cheapest(ones({(0, 0): 1 << 62, (1, 1): -(1 << 62)}, 2, 2), 2)


def test_a_choice_that_does_not_exist_is_an_error_of_ours() -> None:
    with pytest.raises(RuntimeError, match="not solved"):
        cheapest(CROSS, 3)
