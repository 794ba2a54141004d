from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from parcours.engine.matching.counting import Impossible
from parcours.engine.matching.flows import Bounds, TooWide
from parcours.engine.matching.scored import Scores, assign
from parcours.engine.matching.settings import MODES
from tests.engine.matching import reference
from tests.engine.matching.scored_pairs import Choice, Scored, best, drawn, lots, ones, total


def given_scores(problem: Scored, order: list[tuple[int, int]] | None = None) -> Scores:
    """Return the problem as somebody may give it, its pairs in any order."""
    order = order or list(problem.scores)
    return Scores(
        left_ids=[f"p{i}" for i in range(len(problem.left_max))],
        right_ids=[f"m{j}" for j in range(len(problem.right_max))],
        left=np.array([i for i, _ in order], dtype=np.int64),
        right=np.array([j for _, j in order], dtype=np.int64),
        score=np.array([problem.scores[pair] for pair in order], dtype=np.int64),
        bounds=problem.bounds,
    )


def assigned(scores: Scores) -> Choice:
    at = assign(scores).chosen
    assert at.tolist() == sorted(at.tolist())
    left, right = scores.left[at].tolist(), scores.right[at].tolist()
    return frozenset(
        (int(scores.left_ids[i][1:]), int(scores.right_ids[j][1:])) for i, j in zip(left, right, strict=True)
    )


def test_scores_may_be_negative_and_far_from_one() -> None:
    scores = given_scores(ones({(0, 0): -3_000_000, (0, 1): 2_500_000, (1, 1): -250_000}, 2, 2))
    answer = assign(scores)
    assert answer.chosen.tolist() == [0, 2]
    proof = answer.certificate
    assert (proof.placed, proof.bound, proof.score, proof.dual_bound) == (2, 2, -3_250_000, -3_250_000)
    assert (proof.gap, proof.violations, proof.pairs_priced) == (0, 0, 3)


def test_nothing_to_assign_is_an_answer() -> None:
    answer = assign(given_scores(ones({}, 2, 0)))
    assert (answer.chosen.tolist(), answer.certificate.bound) == ([], 0)


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**9),
    lefts=st.integers(0, 4),
    rights=st.integers(0, 4),
    most=st.integers(1, 3),
    minimums=st.booleans(),
)
def test_every_choice_was_weighed_whatever_the_order(
    *, seed: int, lefts: int, rights: int, most: int, minimums: bool
) -> None:
    random = Random(seed)  # noqa: S311 - an invented order
    problem = drawn(seed, lefts, rights, pairs=9, most=most, minimums=minimums)
    scale = random.choice((1, 1_000_000, 2_500))
    problem = problem._replace(scores={pair: score * scale for pair, score in problem.scores.items()})
    scores = given_scores(problem, random.sample(sorted(problem.scores), len(problem.scores)))
    choices = best(problem)
    if not choices:
        with pytest.raises(Impossible):
            assign(scores)
        return
    assert assigned(scores) == min(choices, key=lots)
    proof = assign(scores).certificate
    assert proof.placed == proof.bound == len(choices[0])
    assert proof.score == proof.dual_bound == total(problem, choices[0])
    shuffled = shuffle(random, scores)
    assert assigned(shuffled) == assigned(scores)


def shuffle(random: Random, scores: Scores) -> Scores:
    """Return the same scores with both sides in another order."""
    lefts, rights = (random.sample(range(len(ids)), len(ids)) for ids in (scores.left_ids, scores.right_ids))
    bounds = scores.bounds
    return replace(
        scores,
        left_ids=[scores.left_ids[i] for i in lefts],
        right_ids=[scores.right_ids[j] for j in rights],
        left=np.array([lefts.index(i) for i in scores.left.tolist()], dtype=np.int64),
        right=np.array([rights.index(j) for j in scores.right.tolist()], dtype=np.int64),
        bounds=replace(
            bounds,
            left_min=bounds.left_min[lefts],
            left_max=bounds.left_max[lefts],
            right_min=bounds.right_min[rights],
            right_max=bounds.right_max[rights],
        ),
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_reviewers_are_assigned_as_by_an_outside_solver(seed: int) -> None:
    """Three reviewers for each paper, two to six papers for each reviewer, scores of six decimals."""
    random = np.random.default_rng(seed)
    papers, reviewers = 14, 12
    at = np.flatnonzero(random.random(papers * reviewers) < 0.75)
    score = random.integers(-200_000, 1_000_001, len(at))
    least = [np.full(papers, 3), np.full(reviewers, 2)]
    most = [np.full(papers, 3), np.full(reviewers, 6)]
    sides = [csr_array((np.ones(len(at)), (one, np.arange(len(at))))) for one in divmod(at, reviewers)]
    found = milp(
        -score,
        constraints=[LinearConstraint(*limits) for limits in zip(sides, least, most, strict=True)],
        bounds=Limits(0, 1),
    )
    scores = Scores(
        left_ids=[f"p{i}" for i in range(papers)],
        right_ids=[f"m{j}" for j in range(reviewers)],
        left=at // reviewers,
        right=at % reviewers,
        score=score,
        bounds=Bounds(least[0], most[0], least[1], most[1]),
    )
    if not found.success:
        with pytest.raises(Impossible):
            assign(scores)
        return
    proof = assign(scores).certificate
    assert (proof.placed, proof.score, proof.gap) == (3 * papers, round(-found.fun), 0)


def test_every_mode_says_how_it_stands() -> None:
    worth = np.array([5, 9, 5, 9], dtype=np.int64)
    square = given_scores(ones({(0, 0): 5, (0, 1): 9, (1, 0): 0, (1, 1): 9}, 2, 2))
    wished = replace(square, left_worth=worth, right_worth=np.array([1, 1, 1, 0]))
    answers = {mode: assign(wished, mode) for mode in MODES}
    assert {mode: answer.standing.blocking_pairs for mode, answer in answers.items()} == {
        "optimal": 1,
        "stable": 0,
        "balanced": 0,
    }
    assert [answer.certificate.gap for answer in answers.values()] == [0, 5, 5]


def test_stable_pairs_pass_minimums_over() -> None:
    problem = ones({(0, 0): 2, (1, 0): 1}, 2, 2)._replace(right_min=[1, 1])
    assert assign(given_scores(problem), "stable").chosen.tolist() == [0]


@pytest.mark.parametrize("left", [True, False])
def test_minimums_that_clash_are_named_by_the_positions_given(left: bool) -> None:  # noqa: FBT001
    pairs = {(0, 0): 1, (1, 0): 1, (2, 1): 1} if left else {(0, 0): 1, (0, 1): 1, (1, 2): 1}
    problem = ones(pairs, 3, 3)._replace(left_min=[int(left)] * 3, right_min=[int(not left)] * 3)
    scores = given_scores(problem)
    scores = replace(scores, left_ids=["z", "y", "x"], right_ids=["c", "b", "a"])
    with pytest.raises(Impossible) as clash:
        assign(scores)
    assert (clash.value.left, clash.value.people.tolist(), clash.value.others.tolist()) == (left, [0, 1], [0])
    assert (clash.value.needed, clash.value.available) == (2, 1)


@pytest.mark.parametrize("low", [0, -(1 << 62)])
def test_scores_too_large_to_add_up_are_refused(low: int) -> None:
    with pytest.raises(TooWide):
        assign(given_scores(ones({(0, 0): 1 << 62, (0, 1): low, (1, 0): low, (1, 1): 1 << 62}, 2, 2)))


def test_scores_may_differ_in_their_last_digit() -> None:
    high = 10**15
    problem = ones({(0, 0): high, (0, 1): high - 1, (1, 0): high - 1, (1, 1): high - 3}, 2, 2)
    assert assigned(given_scores(problem)) == {(0, 1), (1, 0)}


def test_the_draw_is_that_of_the_ids() -> None:
    problem = ones({(i, j): 1 for i in range(4) for j in range(4)}, 4, 4)
    found = assigned(given_scores(problem))
    assert sum(reference.draw(f"p{i}", f"m{j}") >> 32 for i, j in found) == min(map(lots, best(problem)))
