import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.standing import standing
from parcours.engine.matching.scored import Scores, assign
from parcours.engine.matching.settings import MODES, STABLE
from tests.engine.checking.test_proof import claimed, limits
from tests.engine.matching.scored_pairs import drawn
from tests.engine.matching.test_scored import given_scores

PAIRS = [("a", "x", 2, 1), ("a", "y", 1, 1), ("b", "x", 1, 2), ("b", "y", 2, 2)]
ONE = {"a": (0, 1), "b": (0, 1)}
OTHER = {"x": (0, 1), "y": (0, 1)}


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ([("a", "x"), ("b", "y")], 0),
        ([("a", "y"), ("b", "x")], 1),
        ([("a", "y")], 3),
        ([("b", "x"), ("b", "z")], 2),
        ([], 4),
    ],
)
def test_pairs_who_would_rather_have_each_other_are_counted(
    chosen: list[tuple[str, str]], found: int
) -> None:
    assert standing(PAIRS, ONE, OTHER, chosen).blocking == found


def test_whoever_takes_nobody_is_not_asked() -> None:
    assert standing(PAIRS, ONE, {"x": (0, 0), "y": (0, 2)}, [("a", "y")]).blocking == 1


def test_ranks_are_means_and_a_tie_counts_as_its_first() -> None:
    assert standing(PAIRS, ONE, OTHER, [("a", "y"), ("b", "x")])[1:] == (2, 1.5)
    tie = [("a", "x", 1, 1), ("a", "y", 1, 1)]
    assert standing(tie, ONE, OTHER, [("a", "y")])[1:] == (1, 1)
    assert standing(PAIRS, ONE, OTHER, [])[1:] == (None, None)


def worths(scores: Scores) -> list[tuple[str, str, int, int]]:
    rows = zip(scores.left.tolist(), scores.right.tolist(), scores.score.tolist(), strict=True)
    return [(scores.left_ids[i], scores.right_ids[j], score, score) for i, j, score in rows]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(MODES))
def test_the_engine_counts_the_same(seed: int, mode: str) -> None:
    scores = given_scores(drawn(seed, 6, 5, pairs=18, most=2))
    answer = assign(scores, mode)
    sides = limits(scores, left=True), limits(scores, left=False)
    found = standing(worths(scores), *sides, claimed(scores, answer).chosen)
    own = answer.standing
    assert found == (own.blocking_pairs, own.left_rank, own.right_rank)
    assert found.blocking == 0 or mode != STABLE
