from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.counting import Cut
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.run import in_order, match
from parcours.engine.matching.solver import Solution, solve
from tests.engine.matching import reference
from tests.engine.matching.factories import cohort
from tests.engine.matching.scored_pairs import draw, listing, ones

PROBLEM = ones({(0, 0): 9, (0, 1): 7, (1, 0): 6, (1, 1): 1}, 2, 2)


def answer() -> Solution:
    return solve(PROBLEM.pairs, PROBLEM.bounds, draw)


def test_the_proof_meets_the_answer_at_the_optimum() -> None:
    proof = certify(PROBLEM.pairs, PROBLEM.bounds, answer())
    assert (proof.placed, proof.bound, proof.score, proof.dual_bound) == (2, 2, 13, 13)
    assert (proof.gap, proof.violations, proof.pairs_priced) == (0, 0, 4)


def test_a_worse_answer_leaves_a_gap() -> None:
    worse = replace(answer(), chosen=listing({(0, 0): 9, (1, 1): 1}))
    proof = certify(PROBLEM.pairs, PROBLEM.bounds, worse)
    assert (proof.score, proof.dual_bound, proof.gap) == (10, 13, 3)


def test_other_prices_prove_less_but_nothing_false() -> None:
    prices = Prices(np.array([0, 0]), np.array([0, 0]), 6)
    proof = certify(PROBLEM.pairs, PROBLEM.bounds, replace(answer(), prices=prices))
    assert (proof.dual_bound, proof.gap, proof.violations) == (16, 3, 1)


def test_a_price_below_nothing_speaks_for_a_minimum() -> None:
    prices = Prices(np.array([0, -5]), np.array([-5, 0]), 9)
    bounds = Bounds(np.array([0, 1]), np.array([1, 2]), np.array([1, 0]), np.array([2, 1]))
    proof = certify(PROBLEM.pairs, bounds, replace(answer(), prices=prices))
    assert (proof.dual_bound, proof.gap) == (9 * 2 - 5 - 5 + 5 + 7, 7)


@pytest.mark.parametrize("cut", [([True, True], [True, False]), ([True, False], [False, True])])
def test_another_cut_proves_less_but_nothing_false(cut: tuple[list[bool], list[bool]]) -> None:
    other = Cut(np.array(cut[0]), np.array(cut[1]))
    proof = certify(PROBLEM.pairs, PROBLEM.bounds, replace(answer(), cut=other))
    assert proof.bound == 3


@settings(max_examples=20)
@given(st.integers(0, 10**9))
def test_cut_and_prices_hold_over_all_pairs_found_one_by_one(seed: int) -> None:
    problem = in_order(cohort(seed, 25, 18))
    features = encode(problem)
    capacity = features.capacity
    bounds = Bounds(
        np.zeros(25, dtype=np.int64), np.ones(25, dtype=np.int64), np.zeros_like(capacity), capacity
    )
    found = solve(RuledPairs(features, problem.settings), bounds, features.draw)
    left = {p.id: at for at, p in enumerate(problem.participants)}
    right = {m.id: at for at, m in enumerate(problem.places)}
    value = {
        (left[p], right[m]): reference.score(problem.participants[left[p]], problem.places[right[m]], problem)
        for p, places in reference.eligible(problem).items()
        for m in places
    }
    across = sum(found.cut.left[i] and not found.cut.right[j] for i, j in value)
    assert len(found.chosen) == (~found.cut.left).sum() + capacity[found.cut.right].sum() + across
    mine, theirs, pair = found.prices.left, found.prices.right, found.prices.pair
    spare = sum(max(worth - mine[i] - theirs[j] - pair, 0) for (i, j), worth in value.items())
    dual = pair * len(found.chosen) + mine.clip(min=0).sum() + capacity @ theirs.clip(min=0) + spare
    made = zip(found.chosen.left.tolist(), found.chosen.right.tolist(), strict=True)
    assert sum(value[i, j] for i, j in made) == dual
    assert match(problem).certificate.pairs_priced == len(value)
