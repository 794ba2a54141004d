"""A re-match with quotas begins with the pairs that earlier prices leave worth most, and comes to the same answer."""

import random
from dataclasses import replace

import numpy as np
import pytest

from parcours.engine.matching import Clash, Quota, match
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.grouped_again import near_prices
from parcours.engine.matching.listing import ListedPairs, plain
from parcours.engine.matching.resume import Start
from tests.engine.matching.factories import any_settings, cohort

QUOTAS = (Quota("agency", "north", 1, 9), Quota("host", "hospital", 1, 3), Quota("host", "college", 0, 2))


def test_who_had_a_place_brings_fewer_pairs() -> None:
    left, right = np.repeat([0, 1, 2], 9), np.tile(np.arange(9), 3)
    pairs = ListedPairs(3, 9, plain(left, right, np.arange(27)))
    bounds = Bounds(*(np.full(size, most) for size, most in ((3, 0), (3, 1), (9, 0), (9, 1))))
    start = Start(np.array([8, -1, -1]), np.where(np.arange(9) < 2, -50, 0), np.ones(9, dtype=np.bool_), 0)
    found = near_prices(pairs, replace(bounds, left_max=np.array([1, 1, 0])), start)
    assert sorted(found.right[found.left == 0].tolist()) == [0, 1, 7, 8]
    assert np.bincount(found.left, minlength=3).tolist() == [4, 9, 0]


@pytest.mark.parametrize("seed", range(40))
def test_a_rematch_with_quotas_is_the_same_with_prices_and_without(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - any cohort will do
    chosen = replace(any_settings(seed), quotas=QUOTAS, agency_floor=draw.random() < 0.5)
    later = cohort(seed, 40, 30, chosen=chosen)
    try:
        first = match(replace(later, participants=later.participants[:-2], places=later.places[:-1]))
    except Clash:
        return
    before = tuple((one.assessment.participant, one.assessment.place) for one in first.pairs)
    again = replace(later, participants=later.participants[1:], previous=before)
    try:
        cold = match(again)
    except Clash:
        with pytest.raises(Clash):
            match(replace(again, prices=first.prices))
        return
    warm = match(replace(again, prices=first.prices))
    assert [one.assessment for one in warm.pairs] == [one.assessment for one in cold.pairs]
    assert (warm.certificate, warm.changes, warm.dropped) == (cold.certificate, cold.changes, cold.dropped)
