from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching import exchange
from parcours.engine.matching.bidding import bid
from parcours.engine.matching.crew import Alone
from parcours.engine.matching.exchange import bid_in_parts
from parcours.engine.matching.flows import cheapest_pairs
from parcours.engine.matching.prices import counts
from tests.engine.matching.scored_pairs import drawn, listing, ones, told


def test_a_left_goes_to_whoever_would_lose_more_without_it() -> None:
    edges = listing({(0, 0): 9, (0, 1): 8, (1, 0): 8, (1, 1): 2})
    bids = bid(edges, ones({}, 2, 2).bounds, 1)
    assert told(edges.take(bids.used)) == [(0, 1, 8), (1, 0, 8)]


def test_a_right_takes_as_many_as_it_has_room_for_and_whom_nobody_needs_has_no_price() -> None:
    edges = listing({(0, 0): 9, (1, 0): 5, (2, 0): 4})
    bids = bid(edges, replace(ones({}, 3, 1).bounds, right_max=np.array([2])), 1)
    assert told(edges.take(bids.used)) == [(0, 0, 9), (1, 0, 5)]
    assert bids.prices.left[2] == 0


def test_nobody_bids_where_there_is_nothing() -> None:
    bids = bid(listing({}), ones({}, 2, 2).bounds, 4)
    assert (bids.used.tolist(), bids.prices.left.tolist()) == ([], [0, 0])


def test_two_rights_that_know_one_left_only_do_not_bid_for_ever() -> None:
    edges = listing({(0, 0): 9, (0, 1): 9})
    assert bid(edges, ones({}, 1, 2).bounds, 1).used.sum() == 1


@given(
    seed=st.integers(0, 10**9),
    lefts=st.integers(0, 7),
    rights=st.integers(0, 5),
    step=st.integers(1, 4),
    part=st.sampled_from((0, 1, 3, 10)),
)
def test_no_right_would_rather_have_another_by_more_than_a_step(
    *, seed: int, lefts: int, rights: int, step: int, part: int
) -> None:
    """Nor where rights bid in parts of so many pairs, which exchange prices."""
    problem = drawn(seed, lefts, rights, pairs=30)
    edges, bounds = listing(problem.scores), problem.bounds
    with patch.object(exchange, "PART_PAIRS", max(part, 1)):
        alike = np.arange(lefts) // 2
        bids = bid_in_parts(edges, bounds, step, Alone(), alike) if part else bid(edges, bounds, step)
    chosen, prices = edges.take(bids.used), bids.prices
    taken, filled = counts(chosen, lefts, rights)
    assert (taken <= bounds.left_max).all()
    assert (filled <= bounds.right_max).all()
    assert (prices.left[taken == 0] == 0).all()
    open_ = (bounds.left_max[edges.left] > 0) & (bounds.right_max[edges.right] > 0)
    least = -max(1, *map(abs, problem.scores.values()), 1)
    leaves = edges.value - prices.left[edges.left]
    for j in range(rights):
        mine, known = bids.used & (edges.right == j), (edges.right == j) & open_
        others = leaves[known & ~mine].tolist()
        if filled[j] < bounds.right_max[j]:
            assert max(others, default=least) <= least
        elif filled[j]:
            assert max(others, default=least) <= max(leaves[mine].min(), least) + step
    if (filled == bounds.right_max).all():
        best = edges.take(cheapest_pairs(edges, -edges.value, bounds, len(chosen)))
        assert best.value.sum() <= chosen.value.sum() + step * len(chosen)
        above = prices.raised(edges.take(open_)).granted(bounds, len(chosen))
        assert best.value.sum() <= above <= best.value.sum() + 2 * step * (lefts + len(chosen))
