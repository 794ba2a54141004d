from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.proof import Claim, Limits, Verdict, check
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.counting import Cut, Impossible
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.run import in_order
from parcours.engine.matching.scored import Assignment, Scores, assign
from parcours.engine.matching.solver import solve
from tests.engine.matching import reference
from tests.engine.matching.factories import small_cohort
from tests.engine.matching.scored_pairs import drawn
from tests.engine.matching.test_scored import given_scores

PAIRS = [("a", "x", 5), ("a", "y", 3), ("b", "x", 4)]
ONE = {"a": (0, 1), "b": (0, 1)}
OTHER = {"x": (0, 1), "y": (0, 1)}
CLAIM = Claim(chosen=[("a", "y"), ("b", "x")], prices={"x": 2}, pair=0, full=["x", "y"])


def test_what_is_best_is_proven() -> None:
    assert check(PAIRS, ONE, OTHER, CLAIM) == Verdict((), (), 2, 2, 7, 7, 3, 0)
    assert check(PAIRS, ONE, OTHER, CLAIM).optimal is True


@pytest.mark.parametrize(
    "tampered",
    [
        replace(CLAIM, chosen=[("a", "x")]),
        replace(CLAIM, chosen=[("a", "y"), ("b", "y")]),
        replace(CLAIM, chosen=[("a", "y"), ("a", "y")]),
        replace(CLAIM, chosen=[("a", "y"), ("a", "x")]),
        replace(CLAIM, prices={"x": 1}),
        replace(CLAIM, prices={}),
        replace(CLAIM, pair=3),
        replace(CLAIM, prices={"x": 9}),
    ],
)
def test_what_was_tampered_with_is_not(tampered: Claim) -> None:
    assert check(PAIRS, ONE, OTHER, tampered).optimal is False


def test_limits_that_are_not_kept_are_named() -> None:
    found = check(PAIRS, {"a": (2, 2), "b": (0, 1)}, OTHER, CLAIM)
    assert (found.broken, found.not_allowed) == (("a",), ())


def limits(scores: Scores, *, left: bool) -> Limits:
    bounds = scores.bounds
    ids, least, most = (
        (scores.left_ids, bounds.left_min, bounds.left_max)
        if left
        else (scores.right_ids, bounds.right_min, bounds.right_max)
    )
    return dict(zip(ids, zip(least.tolist(), most.tolist(), strict=True), strict=True))


def claimed(scores: Scores, answer: Assignment) -> Claim:
    full = answer.proof.full.tolist()
    return Claim(
        chosen=[
            (scores.left_ids[scores.left[at]], scores.right_ids[scores.right[at]])
            for at in answer.chosen.tolist()
        ],
        prices=dict(zip(scores.right_ids, answer.proof.prices.tolist(), strict=True)),
        pair=answer.proof.pair,
        full=[own for own, whole in zip(scores.right_ids, full, strict=True) if whole],
    )


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    most=st.integers(1, 3),
    minimums=st.booleans(),
    scale=st.sampled_from((1, 250)),
)
def test_every_answer_is_proven_by_other_means(*, seed: int, most: int, minimums: bool, scale: int) -> None:
    problem = drawn(seed, 7, 6, pairs=25, most=most, minimums=minimums)
    scores = given_scores(problem._replace(scores={at: s * scale for at, s in problem.scores.items()}))
    try:
        answer = assign(scores)
    except Impossible:
        return
    rows = zip(scores.left.tolist(), scores.right.tolist(), scores.score.tolist(), strict=True)
    pairs = [(scores.left_ids[i], scores.right_ids[j], score) for i, j, score in rows]
    sides = limits(scores, left=True), limits(scores, left=False)
    claim = claimed(scores, answer)
    found, proof = check(pairs, *sides, claim), answer.certificate
    assert (found.optimal, found.broken, found.not_allowed) == (True, (), ())
    assert (found.placed, found.bound, found.score, found.dual_bound, found.pairs, found.violations) == (
        proof.placed,
        proof.bound,
        proof.score,
        proof.dual_bound,
        proof.pairs_priced,
        proof.violations,
    )
    assert all(not check(pairs, *sides, replace(claim, chosen=fewer)).optimal for fewer in without_one(claim))


def without_one(claim: Claim) -> list[list[tuple[str, str]]]:
    return [[pair for pair in claim.chosen if pair != left_out] for left_out in claim.chosen]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_pairs_of_a_cohort_are_proven_from_rules_as_one_reads_them(seed: int) -> None:
    problem = in_order(replace(small_cohort(seed), previous=(), locks=()))
    features = encode(problem)
    ruled = RuledPairs(features, problem.settings)
    one = np.ones(len(problem.participants), dtype=np.int64)
    bounds = Bounds(np.zeros_like(one), one, features.minimum, features.capacity)
    try:
        solution = solve(ruled, bounds, features.draw)
    except Impossible:
        return
    known, eligible = reference.scores(problem), reference.eligible(problem)
    pairs = [(p, m, known[p, m]) for p, places in eligible.items() for m in places]
    people = [p.id for p in problem.participants]
    places = [m.id for m in problem.places]
    cut = solution.cut
    assert isinstance(cut, Cut)
    chosen = zip(solution.chosen.left.tolist(), solution.chosen.right.tolist(), strict=True)
    claim = Claim(
        chosen=[(people[i], places[j]) for i, j in chosen],
        prices=dict(zip(places, solution.prices.right.tolist(), strict=True)),
        pair=solution.prices.pair,
        full=[own for own, whole in zip(places, cut.right.tolist(), strict=True) if whole],
    )
    rights = {m.id: (m.minimum, m.capacity) for m in problem.places}
    assert check(pairs, dict.fromkeys(people, (0, 1)), rights, claim).optimal is True
