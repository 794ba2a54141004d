import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parcours.engine.matching.listing import nothing
from parcours.engine.matching.prices import Prices, counts, settle
from tests.engine.matching.scored_pairs import best, drawn, listing, ones


def test_the_price_of_a_contested_place_lies_between_its_two_best_pairs() -> None:
    edges = listing({(0, 0): 9, (1, 0): 4})
    prices = settle(edges, np.array([True, False]), ones({}, 2, 1).bounds)
    assert 4 <= prices.right[0] + prices.pair <= 9
    assert prices.slack(edges).tolist() == [
        9 - prices.right[0] - prices.pair,
        4 - prices.right[0] - prices.pair,
    ]


def test_slack_is_what_a_pair_is_worth_beyond_its_prices() -> None:
    edges = listing({(0, 0): 9, (1, 0): 4})
    assert Prices(np.array([1, 2]), np.array([3]), 4).slack(edges).tolist() == [1, -5]


@pytest.mark.parametrize("least", [-1, 0, 2])
def test_what_reaches_its_prices_is_found(least: int) -> None:
    edges = listing({(0, 0): 9, (0, 1): 7, (1, 0): 6, (1, 1): 8, (3, 1): 11})
    prices = Prices(np.array([1, 2, 0, 3]), np.array([3, 0]), 4)
    slack = [1, 2, -3, 2, 4]
    at, beyond = prices.reaching(edges, least)
    assert at.tolist() == [at for at in range(5) if slack[at] >= least]
    assert beyond.tolist() == [worth for worth in slack if worth >= least]
    assert [found.tolist() for found in prices.reaching(nothing(), least)] == [[], []]


@given(
    seed=st.integers(0, 10**9),
    lefts=st.integers(0, 4),
    rights=st.integers(0, 4),
    most=st.integers(1, 3),
    minimums=st.booleans(),
)
def test_the_prices_of_a_best_choice_prove_it(
    *, seed: int, lefts: int, rights: int, most: int, minimums: bool
) -> None:
    problem = drawn(seed, lefts, rights, pairs=9, most=most, minimums=minimums)
    found = best(problem)
    assume(found)
    edges, bounds = listing(problem.scores), problem.bounds
    used = np.array([pair in found[0] for pair in sorted(problem.scores)], dtype=np.bool_)
    prices = settle(edges, used, bounds)
    left, right = counts(edges.take(used), lefts, rights)
    slack = prices.slack(edges)
    assert (slack[used] >= 0).all()
    assert (slack[~used] <= 0).all()
    assert (left == bounds.left_max)[prices.left > 0].all()
    assert (left == bounds.left_min)[prices.left < 0].all()
    assert (right == bounds.right_max)[prices.right > 0].all()
    assert (right == bounds.right_min)[prices.right < 0].all()
