from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.stable import stable
from parcours.engine.matching.standing import Wishes, standing
from tests.engine.matching.scored_pairs import drawn, listing, ones
from tests.engine.matching.test_standing import wished


@given(seed=st.integers(0, 10**9), most=st.integers(1, 3))
def test_nobody_would_rather_have_each_other(seed: int, most: int) -> None:
    problem = drawn(seed, 5, 4, pairs=14, most=most)
    wishes, _ = wished(problem, seed)
    draws = np.random.default_rng(seed).integers(0, 1 << 62, len(problem.scores), dtype=np.uint64)
    chosen = stable(wishes, problem.bounds, draws)
    made = wishes.listing.take(chosen)
    assert standing([wishes], wishes.take(chosen), problem.bounds).blocking_pairs == 0
    assert (np.bincount(made.left, minlength=5) <= problem.bounds.left_max).all()
    assert (np.bincount(made.right, minlength=4) <= problem.bounds.right_max).all()


@given(mine=st.lists(st.permutations(range(3)), min_size=3, max_size=3), theirs=st.permutations(range(9)))
def test_each_left_gets_the_best_of_all_stable_choices(mine: list[list[int]], theirs: list[int]) -> None:
    problem = ones({(i, j): 0 for i in range(3) for j in range(3)}, 3, 3)
    left = np.array([row[j] for row in mine for j in range(3)], dtype=np.int64)
    wishes = Wishes(listing(problem.scores), left, np.array(theirs, dtype=np.int64))
    everywhere = []
    for way in permutations(range(3)):
        mask = np.array([way[i] == j for i in range(3) for j in range(3)], dtype=np.bool_)
        if standing([wishes], wishes.take(mask), problem.bounds).blocking_pairs == 0:
            everywhere.append([mine[i][way[i]] for i in range(3)])
    chosen = np.flatnonzero(stable(wishes, problem.bounds, np.zeros(9, dtype=np.uint64)))
    assert [mine[at // 3][at % 3] for at in chosen.tolist()] == [
        max(of) for of in zip(*everywhere, strict=True)
    ]


def test_ties_go_by_the_draw() -> None:
    tied = Wishes(listing({(0, 0): 0, (1, 0): 0}), np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64))
    one, none = np.ones(2, dtype=np.int64), np.zeros(2, dtype=np.int64)
    bounds = Bounds(none, one, none[:1], one[:1])
    assert stable(tied, bounds, np.array([7, 3], dtype=np.uint64)).tolist() == [False, True]
