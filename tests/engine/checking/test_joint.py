import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.joint import could_suit_better, joint
from parcours.engine.matching.counting import Impossible
from parcours.engine.matching.scored import assign
from parcours.engine.matching.settings import BALANCED
from tests.engine.checking.test_proof import claimed, limits
from tests.engine.checking.test_standing import worths
from tests.engine.matching.scored_pairs import drawn
from tests.engine.matching.test_scored import given_scores

PAIRS = [("a", "x", 2, 1), ("a", "y", 1, 2), ("b", "x", 1, 2), ("b", "y", 2, 1)]
ONE = {"a": (0, 1), "b": (0, 1)}
OTHER = {"x": (0, 1), "y": (0, 1)}


def test_a_pair_that_suits_both_counts_most() -> None:
    assert joint(PAIRS) == {"a": {"x": 707, "y": 707}, "b": {"x": 707, "y": 707}}
    assert joint([*PAIRS[:3], ("b", "y", 2, 2)])["b"] == {"x": 707, "y": 1000}


@pytest.mark.parametrize(("chosen", "better"), [([("a", "x"), ("b", "y")], False), ([("a", "y")], True)])
def test_as_many_pairs_that_suit_better_are_found(chosen: list[tuple[str, str]], better: bool) -> None:  # noqa: FBT001 - of a table
    assert could_suit_better([*PAIRS[:3], ("b", "y", 2, 2)], ONE, OTHER, chosen) is better


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3), st.booleans())
def test_nothing_suits_better_than_the_balanced_answer(seed: int, most: int, minimums: bool) -> None:  # noqa: FBT001 - drawn
    scores = given_scores(drawn(seed, 6, 5, pairs=18, most=most, minimums=minimums))
    try:
        answer = assign(scores, BALANCED)
    except Impossible:
        return
    sides = limits(scores, left=True), limits(scores, left=False)
    assert not could_suit_better(worths(scores), *sides, claimed(scores, answer).chosen)
