from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from parcours.engine.matching import counting, nearness, solver
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.counting import Impossible
from parcours.engine.matching.flows import TooWide
from parcours.engine.matching.solver import Solution, solve
from tests.engine.matching.scored_pairs import (
    Scored,
    best,
    chosen,
    draw,
    drawn,
    lots,
    ones,
    quick_draw,
    total,
)


@contextmanager
def search(first_look: int = 1, step: int = 1) -> Iterator[None]:
    """Start from so few pairs per person that the rest must be found, and search so many people at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "FIRST_LOOK", first_look)
        patch.setattr(nearness, "MOST_ADDED", first_look)
        patch.setattr(solver, "MOST_ADDED", first_look)
        patch.setattr(counting, "_STEP", step)
        yield


def solved(problem: Scored) -> Solution:
    return solve(problem.pairs, problem.bounds, draw)


def test_placing_everybody_comes_before_the_score() -> None:
    answer = solved(ones({(0, 0): 9, (0, 1): 1, (1, 0): 1}, 2, 2))
    assert chosen(answer.chosen) == {(0, 1), (1, 0)}


def test_of_as_many_pairs_the_highest_total_is_chosen() -> None:
    answer = solved(ones({(0, 0): 9, (0, 1): 7, (1, 0): 5, (1, 1): 4}, 2, 2))
    assert chosen(answer.chosen) == {(0, 0), (1, 1)}


def test_a_pair_that_takes_points_away_is_still_a_pair() -> None:
    assert chosen(solved(ones({(0, 0): -9}, 1, 1)).chosen) == {(0, 0)}


def test_nobody_and_nothing_are_answered() -> None:
    for lefts, rights in ((0, 0), (2, 0), (0, 2), (2, 2)):
        answer = solved(ones({}, lefts, rights))
        assert len(answer.chosen) == 0


def test_ties_go_to_the_lowest_draw_whatever_was_looked_at_first() -> None:
    problem = ones({(i, j): 3 for i in range(5) for j in range(4)}, 5, 4)
    with search(first_look=1):
        answer = chosen(solved(problem).chosen)
    assert answer == chosen(solved(problem).chosen) == min(best(problem), key=lots)


@pytest.mark.parametrize("seed", range(8))
def test_a_tie_is_not_broken_by_what_only_a_minimum_asked_for(seed: int) -> None:
    scores = {(0, 0): 0, (0, 1): 0, (1, 0): 5, (1, 1): 5}
    for problem in (Scored(scores, [1, 0], [2, 2], [0, 0], [1, 1]), turned(scores)):
        answer = solve(problem.pairs, problem.bounds, quick_draw(2, 2, seed))
        assert [len(answer.chosen), int(answer.chosen.score.sum())] == [2, 5]


def turned(scores: dict[tuple[int, int], int]) -> Scored:
    """Return the same pairs with a minimum on the right."""
    return Scored({(j, i): score for (i, j), score in scores.items()}, [0, 0], [1, 1], [1, 0], [2, 2])


@settings(max_examples=300)
@given(
    seed=st.integers(0, 10**9),
    lefts=st.integers(0, 5),
    rights=st.integers(0, 5),
    most=st.integers(1, 3),
    minimums=st.booleans(),
    look=st.tuples(st.sampled_from([1, 2, 8]), st.sampled_from([1, 250])),
)
def test_every_choice_was_weighed(
    *, seed: int, lefts: int, rights: int, most: int, minimums: bool, look: tuple[int, int]
) -> None:
    problem = drawn(seed, lefts, rights, pairs=10, most=most, minimums=minimums)
    choices = best(problem)
    with search(*look):
        if not choices:
            with pytest.raises(Impossible) as clash:
                solved(problem)
            assert_impossible(problem, clash.value)
            return
        answer = solved(problem)
    assert chosen(answer.chosen) == min(choices, key=lots)
    proof = certify(problem.pairs, problem.bounds, answer)
    assert proof.placed == proof.bound == len(choices[0])
    assert proof.score == proof.dual_bound == total(problem, choices[0])
    assert (proof.gap, proof.violations, proof.pairs_priced) == (0, 0, len(problem.scores))


def assert_impossible(problem: Scored, clash: Impossible) -> None:
    """Check by counting: these people need so many pairs, and only with those others could they have any."""
    people, others = clash.people.tolist(), clash.others.tolist()
    least, most = problem.left_min, problem.right_max
    pairs = [(i, j) for i, j in problem.scores if problem.left_max[i] and problem.right_max[j]]
    if not clash.left:
        least, most, pairs = problem.right_min, problem.left_max, [(j, i) for i, j in pairs]
    own = [(i, j) for i, j in pairs if i in people]
    assert set(people) == {i for i in people if least[i]}
    assert clash.needed == sum(least[i] for i in people)
    assert {j for _, j in own} == set(others)
    alone = Scored(dict.fromkeys(own, 0), [0] * len(least), least, [0] * len(most), most)
    assert clash.available == len(best(alone)[0]) < clash.needed


def test_minimums_that_clash_are_named_on_the_left() -> None:
    problem = ones({(0, 0): 1, (1, 0): 1, (2, 1): 1, (2, 2): 1}, 3, 3)._replace(left_min=[1, 1, 1])
    with pytest.raises(Impossible, match="2 minimums need 2 pairs, only 1 are possible") as clash:
        solved(problem)
    assert (clash.value.left, clash.value.people.tolist(), clash.value.others.tolist()) == (True, [0, 1], [0])


def test_minimums_that_clash_are_named_where_no_place_is_left() -> None:
    problem = ones({(0, 0): 1, (1, 0): 1, (1, 1): 1}, 2, 2)._replace(left_min=[1, 1], right_max=[1, 0])
    with pytest.raises(Impossible) as clash:
        solved(problem)
    assert (clash.value.needed, clash.value.available, clash.value.others.tolist()) == (2, 1, [0])


def test_one_minimum_may_want_more_than_there_are_others() -> None:
    problem = Scored({(0, 0): 1, (0, 1): 1}, [3], [3], [0, 0], [9, 9])
    with pytest.raises(Impossible, match="1 minimums need 3 pairs, only 2 are possible") as clash:
        solved(problem)
    assert (clash.value.people.tolist(), clash.value.others.tolist()) == ([0], [0, 1])


def test_minimums_that_clash_are_named_on_the_right() -> None:
    scores = {(0, 0): 1, (0, 1): 1, (1, 2): 1, (2, 2): 1}
    problem = Scored(scores, [0] * 3, [1] * 3, [1, 1, 1], [2, 1, 2])
    with pytest.raises(Impossible) as clash:
        solved(problem)
    assert (clash.value.left, clash.value.people.tolist(), clash.value.others.tolist()) == (
        False,
        [0, 1],
        [0],
    )
    assert (clash.value.needed, clash.value.available) == (2, 1)


def test_a_minimum_without_anybody_eligible_has_nobody_to_name() -> None:
    with pytest.raises(Impossible) as clash:
        solved(ones({(0, 0): 1}, 1, 2)._replace(right_min=[0, 1]))
    assert (clash.value.people.tolist(), clash.value.others.tolist(), clash.value.available) == ([1], [], 0)


def test_scores_too_far_apart_are_refused() -> None:
    with pytest.raises(TooWide):
        solved(ones({(0, 0): 1 << 62, (1, 1): -(1 << 61)}, 2, 2))


def test_room_for_a_million_pairs_each_does_not_upset_large_scores() -> None:
    scores = {(i, j): 10**12 * (i * 7 + j * 5 % 11) for i in range(6) for j in range(30)}
    problem = Scored(scores, [0] * 6, [10**6] * 6, [0] * 30, [1] * 30)
    with search(first_look=2):
        answer = solved(problem)
    assert len(answer.chosen) == 30
    assert answer.chosen.score.sum() == sum(max(scores[i, j] for i in range(6)) for j in range(30))


def sparse(seed: int, lefts: int, rights: int, degree: int, high: int) -> dict[tuple[int, int], int]:
    """Return random scores in which the first places are in demand, so that not everybody can be placed."""
    random = np.random.default_rng(seed)
    left = np.repeat(np.arange(lefts), degree)
    right = (rights * random.random(len(left)) ** 1.5).astype(np.int64)
    return dict(
        zip(
            zip(left.tolist(), right.tolist(), strict=True),
            random.integers(0, high, len(left)).tolist(),
            strict=True,
        )
    )


def by_or_tools(problem: Scored) -> tuple[int, int]:
    """Return the most pairs and their highest total, by one flow over all pairs at once."""
    lefts, rights = len(problem.left_max), len(problem.right_max)
    flow = min_cost_flow.SimpleMinCostFlow()
    for (i, j), score in problem.scores.items():
        flow.add_arc_with_capacity_and_unit_cost(i, lefts + j, 1, -score)
    for i, most in enumerate(problem.left_max):
        flow.add_arc_with_capacity_and_unit_cost(lefts + rights, i, most, 0)
    for j, most in enumerate(problem.right_max):
        flow.add_arc_with_capacity_and_unit_cost(lefts + j, lefts + rights + 1, most, 0)
    flow.set_node_supply(lefts + rights, sum(problem.left_max))
    flow.set_node_supply(lefts + rights + 1, -sum(problem.left_max))
    assert flow.solve_max_flow_with_min_cost() == flow.OPTIMAL
    return flow.maximum_flow(), -flow.optimal_cost()


@pytest.mark.parametrize(
    ("seed", "lefts", "rights", "high"), [(1, 2000, 1700, 1000), (2, 1500, 2000, 5), (3, 900, 300, 50)]
)
def test_large_problems_are_answered_as_by_or_tools(seed: int, lefts: int, rights: int, high: int) -> None:
    capacity = np.random.default_rng(seed).integers(0, 4, rights).tolist()
    scores = sparse(seed, lefts, rights, 25, high)
    problem = ones(scores, lefts, rights)._replace(right_max=capacity)
    answer = solve(problem.pairs, problem.bounds, quick_draw(lefts, rights))
    assert (len(answer.chosen), int(answer.chosen.score.sum())) == by_or_tools(problem)
    assert certify(problem.pairs, problem.bounds, answer).gap == 0


@pytest.mark.parametrize(("seed", "lefts", "rights"), [(4, 2000, 1900), (5, 700, 1200)])
def test_large_problems_are_answered_as_by_scipy(seed: int, lefts: int, rights: int) -> None:
    scores = sparse(seed, lefts, rights, 12, 1001)
    problem = ones(scores, lefts, rights)
    worth = np.zeros((lefts, rights))
    for pair, score in scores.items():
        worth[pair] = 10_000_000 + score
    mine, theirs = linear_sum_assignment(worth, maximize=True)
    made = [(i, j) for i, j in zip(mine.tolist(), theirs.tolist(), strict=True) if (i, j) in scores]
    answer = solve(problem.pairs, problem.bounds, quick_draw(lefts, rights))
    assert (len(answer.chosen), int(answer.chosen.score.sum())) == (
        len(made),
        sum(scores[pair] for pair in made),
    )


def by_integer_program(problem: Scored) -> tuple[int, int] | None:
    """Return the most pairs and their highest total within all bounds, or None where there is no such choice."""
    pairs, size = sorted(problem.scores), len(problem.scores)
    rows = [i for i, _ in pairs] + [len(problem.left_max) + j for _, j in pairs]
    people = len(problem.left_max) + len(problem.right_max)
    counts = csr_array((np.ones(2 * size), (rows, [*range(size), *range(size)])), shape=(people, size))
    bounds = problem.left_min + problem.right_min, problem.left_max + problem.right_max
    worth = np.array([-1_000_000.0 - problem.scores[pair] for pair in pairs])
    found = milp(
        worth,
        integrality=np.ones(size),
        bounds=Limits(0, 1),
        constraints=LinearConstraint(counts, *bounds),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        return None
    made = [pair for pair, share in zip(pairs, found.x, strict=True) if share > 0.5]
    return len(made), sum(problem.scores[pair] for pair in made)


@pytest.mark.parametrize("seed", range(12))
def test_minimums_on_both_sides_are_met_as_by_an_integer_program(seed: int) -> None:
    random = np.random.default_rng(seed)
    lefts, rights = 60 + 10 * seed, 90
    left_max, right_max = random.integers(1, 4, lefts), random.integers(0, 5, rights)
    problem = Scored(
        sparse(seed, lefts, rights, 8, 100),
        (left_max * (random.random(lefts) < 0.3) * (seed % 4 != 0)).tolist(),
        left_max.tolist(),
        (right_max * (random.random(rights) < 0.2)).tolist(),
        right_max.tolist(),
    )
    expected = by_integer_program(problem)
    with search(first_look=2, step=50):
        try:
            answer = solve(problem.pairs, problem.bounds, quick_draw(lefts, rights))
        except Impossible:
            assert expected is None
        else:
            assert (len(answer.chosen), int(answer.chosen.score.sum())) == expected
