from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching.flows import cheapest_pairs, most_pairs
from parcours.engine.matching.mending import mended
from parcours.engine.matching.prices import counts, settle
from tests.engine.matching.scored_pairs import drawn, listing, ones


def test_who_is_put_out_of_a_place_takes_the_next_best() -> None:
    edges = listing({(0, 0): 5, (0, 1): 4, (1, 0): 9, (1, 1): 1})
    bounds = ones({}, 2, 2).bounds
    known = edges.take(np.array([0, 3]))  # nobody knew of the others
    prices = settle(known, np.array([True, True]), bounds)
    used = mended(edges, edges.among(known, 2), prices, bounds, 2)
    assert edges.take(used).value.tolist() == [4, 9]


def test_whoever_loses_a_place_makes_room_for_somebody_who_is_worth_more() -> None:
    edges = listing({(0, 0): 5, (1, 0): 9})
    bounds = ones({}, 2, 1).bounds
    known = edges.take(np.array([0]))
    prices = settle(known, np.array([True]), bounds)
    assert mended(edges, edges.among(known, 1), prices, bounds, 1).tolist() == [False, True]


@given(
    seed=st.integers(0, 10**9),
    lefts=st.integers(0, 7),
    rights=st.integers(0, 7),
    most=st.integers(1, 3),
    known=st.integers(0, 40),
)
def test_a_choice_is_as_good_as_one_from_nothing(
    *, seed: int, lefts: int, rights: int, most: int, known: int
) -> None:
    problem = drawn(seed, lefts, rights, pairs=40, most=most)
    edges, bounds = listing(problem.scores), problem.bounds
    some = np.arange(len(edges)) * 7919 % 41 <= known
    first = edges.take(some)
    number = int(most_pairs(first, bounds.left_max, bounds.right_max).sum())
    begun = first.take(cheapest_pairs(first, -first.value, bounds, number))
    taken, filled = counts(begun, lefts, rights)
    bounds = replace(bounds, left_min=taken // 2, right_min=filled // 2)  # which some choice meets
    used = cheapest_pairs(first, -first.value, bounds, number)
    chosen = edges.among(first.take(used), max(rights, 1))
    prices = settle(first, used, bounds)
    found = edges.take(mended(edges, chosen, prices, bounds, number))
    again = edges.take(cheapest_pairs(edges, -edges.value, bounds, number))
    assert (len(found), found.value.sum()) == (number, again.value.sum())
    for limits, have in zip(
        ((bounds.left_min, bounds.left_max), (bounds.right_min, bounds.right_max)),
        counts(found, lefts, rights),
        strict=True,
    ):
        assert (limits[0] <= have).all()
        assert (have <= limits[1]).all()
