import numpy as np

from parcours.engine.matching.balanced import joint
from parcours.engine.matching.standing import Wishes
from tests.engine.matching.scored_pairs import listing


def test_a_pair_that_suits_both_counts_most() -> None:
    pairs = listing({(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 0})
    left, right = np.array([2, 1, 1, 2]), np.array([1, 2, 2, 1])
    assert joint(Wishes(pairs, left, right)).tolist() == [707, 707, 707, 707]
    assert joint(Wishes(pairs, left, left)).tolist() == [1000, 500, 500, 1000]


def test_nothing_is_worth_nothing() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert joint(Wishes(listing({}), none, none)).tolist() == []
