from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.standing import Standing, Wishes, ranks, standing
from tests.engine.matching.scored_pairs import Pair, Scored, drawn, listing


def wished(problem: Scored, seed: int) -> tuple[Wishes, dict[Pair, tuple[int, int]]]:
    """Return the pairs with what they are worth to either side, drawn from `seed` with many ties."""
    random = Random(seed)  # noqa: S311 - invented wishes
    worth = {pair: (random.randint(0, 3), random.randint(0, 3)) for pair in sorted(problem.scores)}
    sides = (np.array([both[side] for both in worth.values()], dtype=np.int64) for side in (0, 1))
    return Wishes(listing(problem.scores), *sides), worth


def blocking(problem: Scored, worth: dict[Pair, tuple[int, int]], chosen: set[Pair]) -> int:
    """Count the pairs of whom both have room, or something worth less."""
    count = 0
    for i, j in problem.scores.keys() - chosen:
        mine = [worth[pair][0] for pair in chosen if pair[0] == i]
        theirs = [worth[pair][1] for pair in chosen if pair[1] == j]
        would = len(mine) < problem.left_max[i] or worth[i, j][0] > min(mine, default=9)
        count += would and (len(theirs) < problem.right_max[j] or worth[i, j][1] > min(theirs, default=9))
    return count


@given(seed=st.integers(0, 10**9), share=st.floats(0, 1))
def test_every_pair_was_asked(seed: int, share: float) -> None:
    problem = drawn(seed, 4, 4, pairs=12, most=2)
    wishes, worth = wished(problem, seed)
    free = {pair for pair in problem.scores if problem.left_max[pair[0]] and problem.right_max[pair[1]]}
    random = Random(seed)  # noqa: S311 - any choice will do
    chosen: set[Pair] = set()
    for pair in sorted(free):
        full = any(
            sum(pair[side] == made[side] for made in chosen) >= most[pair[side]]
            for side, most in enumerate((problem.left_max, problem.right_max))
        )
        if not full and random.random() < share:
            chosen.add(pair)
    mask = np.array([pair in chosen for pair in sorted(problem.scores)], dtype=np.bool_)
    found = standing([wishes], wishes.take(mask), problem.bounds)
    assert found.blocking_pairs == blocking(problem, worth, chosen)
    if chosen:
        mine = [sum(worth[i, k][0] > worth[i, j][0] for a, k in worth if a == i) + 1 for i, j in chosen]
        assert found.left_rank == pytest.approx(sum(mine) / len(mine))


def test_nothing_chosen_has_no_rank() -> None:
    none = np.zeros(0, dtype=np.int64)
    nobody = Bounds(none, none, none, none)
    wishes = Wishes(listing({}), none, none)
    assert standing([wishes], wishes, nobody) == Standing(0, None, None)


def test_a_tie_counts_as_its_first() -> None:
    person = np.array([0, 0, 0, 1, 1], dtype=np.int32)
    assert ranks(person, np.array([5, 7, 5, 1, 2])).tolist() == [2, 1, 2, 2, 1]
