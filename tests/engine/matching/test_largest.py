"""The largest stable choice, against all stable choices of small instances."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import largest as module
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.largest import largest
from parcours.engine.matching.progress import Progress, at_ease
from parcours.engine.matching.stable import stable
from parcours.engine.matching.standing import Wishes
from tests.engine.matching.scored_pairs import drawn, listing, ones
from tests.engine.matching.tied_lists import draws_of, is_stable, residents, tied_lists

SEEDS = st.integers(0, 10**9)


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.sampled_from([0, 10]))
def test_no_stable_choice_of_small_instances_is_larger(seed: int, turns: int) -> None:
    problem, wishes, everywhere = tied_lists(seed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "TURNS", turns)
        found = largest(wishes, problem.bounds, draws_of(wishes, seed), len(wishes.listing), at_ease)
    assert is_stable(wishes, problem.bounds, found.chosen)
    assert found.most == found.chosen.sum() == max(map(len, everywhere))


@settings(deadline=None)
@given(SEEDS)
def test_without_ties_it_is_deferred_acceptance(seed: int) -> None:
    problem = drawn(seed, 6, 5, pairs=18, most=2)
    random = np.random.default_rng(seed)
    sides = [random.permutation(len(problem.scores)) for _ in range(2)]
    wishes = Wishes(listing(problem.scores), *sides)
    found = largest(wishes, problem.bounds, draws_of(wishes, seed), 99, at_ease)
    assert (found.chosen == stable(wishes, problem.bounds, draws_of(wishes, seed))).all()
    assert found.most == found.chosen.sum()


def two_residents() -> tuple[Wishes, Bounds]:
    """Both want the first hospital, which does not mind; the second hospital is the second choice of one of them."""
    pairs = listing({(0, 0): 0, (0, 1): 0, (1, 0): 0})
    return Wishes(pairs, np.array([2, 1, 1]), np.array([0, 0, 0])), ones({}, 2, 2).bounds


def test_ties_are_broken_so_that_twice_as_many_have_a_place() -> None:
    wishes, bounds = two_residents()
    against = np.array([0, 1, 2], dtype=np.uint64)
    assert stable(wishes, bounds, against).tolist() == [True, False, False]
    found = largest(wishes, bounds, against, 2, at_ease)
    assert (found.chosen.tolist(), found.most) == ([False, True, True], 2)
    before = largest(wishes, bounds, against, 2, lambda _: False)
    assert (before.chosen.tolist(), before.most) == ([True, False, False], 2)


def test_part_of_a_part_is_found_before_the_exact_search(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes, bounds = residents(1, 300, listed=5, grades=3)
    draws = draws_of(wishes, 1)
    begun = stable(wishes, bounds, draws)
    monkeypatch.setattr(module, "SEARCHED", 0)
    found = largest(wishes, bounds, draws, 300, at_ease)
    assert is_stable(wishes, bounds, found.chosen)
    assert begun.sum() < found.chosen.sum() <= found.most <= 300


def test_whoever_is_in_a_hurry_gets_what_was_found() -> None:
    wishes, bounds = residents(1, 300, listed=5, grades=3)
    draws = draws_of(wishes, 1)
    begun = stable(wishes, bounds, draws).sum()
    sizes = []
    for steps in range(3, 15, 5):
        left = [True] * steps

        def told(_: Progress, left: list[bool] = left) -> bool:
            return bool(left) and left.pop()

        found = largest(wishes, bounds, draws, 300, told)
        assert is_stable(wishes, bounds, found.chosen)
        sizes.append(int(found.chosen.sum()))
        assert found.most >= sizes[-1]
    assert begun <= sizes[0] <= sizes[-1]
