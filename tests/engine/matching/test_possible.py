import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import possible as module
from parcours.engine.matching.possible import possible, tied
from parcours.engine.matching.standing import Wishes
from tests.engine.matching.scored_pairs import chosen, listing, ones
from tests.engine.matching.tied_lists import tied_lists


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_every_pair_of_every_stable_choice_is_possible(seed: int) -> None:
    _, wishes, stable = tied_lists(seed)
    problem, _, _ = tied_lists(seed)
    kept = chosen(wishes.listing.take(possible(wishes, problem.bounds)))
    assert all(choice <= kept for choice in stable)


def test_whoever_is_certain_of_somebody_dearer_has_nobody_else() -> None:
    """The first left insists on the first right, which takes one, and so on down the line."""
    pairs = listing({(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 0, (2, 1): 0, (2, 2): 0})
    wishes = Wishes(pairs, np.array([2, 1, 2, 1, 2, 1]), np.array([9, 1, 8, 5, 4, 1]))
    bounds = ones({}, 3, 3).bounds
    assert possible(wishes, bounds).tolist() == [0, 3, 5]


def test_a_tie_is_two_pairs_worth_the_same_to_one_person() -> None:
    person, worth = np.array([0, 0, 0, 1], dtype=np.int32), np.array([4, 2, 4, 2], dtype=np.int64)
    assert tied(person, worth).tolist() == [True, False, True, False]
    assert tied(person[:0], worth[:0]).tolist() == []


def test_the_last_round_is_one_that_takes_hardly_any_pairs_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORTH_IT", 2)
    pairs = listing({(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 0, (2, 1): 0, (2, 2): 0})
    wishes = Wishes(pairs, np.array([2, 1, 2, 1, 2, 1]), np.array([9, 1, 8, 5, 4, 1]))
    assert len(possible(wishes, ones({}, 3, 3).bounds)) > 3
