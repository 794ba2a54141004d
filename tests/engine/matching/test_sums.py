import numpy as np
import pytest

from parcours.engine.matching import sums
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import Ints
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.problem import Problem
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort

FREE = np.zeros(16, dtype=np.int64)
ANY = np.full(12, -(10**6))


def problem(seed: int) -> Problem:
    return cohort(seed, 12, 16, chosen=any_settings(seed))


def pairs(seed: int) -> RuledPairs:
    return RuledPairs(encode(problem(seed)), problem(seed).settings)


def by_hand(seed: int) -> dict[tuple[int, int], int]:
    """Return the score of each eligible pair, by index."""
    people, places = problem(seed).participants, problem(seed).places
    right = {place.id: at for at, place in enumerate(places)}
    eligible = reference.eligible(problem(seed))
    return {
        (at, right[m]): reference.score(person, places[right[m]], problem(seed))
        for at, person in enumerate(people)
        for m in eligible[person.id]
    }


def told(listings: list[Listing]) -> dict[tuple[int, int], int]:
    return {
        (int(i), int(j)): int(score)
        for one in listings
        for i, j, score in zip(one.left, one.right, one.score, strict=True)
    }


def prices(seed: int, highest: int) -> Ints:
    return np.random.default_rng(seed).integers(-highest, highest + 1, 16)


@pytest.mark.parametrize("highest", [0, 2_000, 2_001, 10**12])
@pytest.mark.parametrize("seed", range(3))
def test_sums_are_the_scores_of_the_eligible_pairs_whatever_the_prices(seed: int, highest: int) -> None:
    asked = prices(seed, highest)
    blocks = list(pairs(seed).blocks(asked))
    assert told([block.above(ANY[block.left] * 10**8, asked) for block in blocks]) == by_hand(seed)
    assert sum(block.eligible() for block in blocks) == len(by_hand(seed))


@pytest.mark.parametrize("seed", range(3))
def test_only_pairs_that_leave_enough_are_returned(seed: int) -> None:
    asked, floor = prices(seed, 500), np.random.default_rng(seed).integers(0, 600, 12)
    found = told([block.above(floor[block.left], asked) for block in pairs(seed).blocks(asked)])
    assert found == {(i, j): s for (i, j), s in by_hand(seed).items() if s - asked[j] >= floor[i]}


@pytest.mark.parametrize("width", [1, 7])
def test_few_places_at_once_change_nothing(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "WIDTH", width)
    assert told([block.above(ANY[block.left], FREE) for block in pairs(1).blocks(FREE)]) == by_hand(1)


@pytest.mark.parametrize("seed", range(3))
def test_each_participant_keeps_the_most_and_sees_the_best_pairs(seed: int) -> None:
    asked, known = prices(seed, 300), by_hand(seed)
    kept = np.full(12, -(10**6))
    found: set[tuple[int, int]] = set()
    for block in pairs(seed).blocks(asked):
        most, best = block.best(50, 2, asked)
        np.maximum.at(kept, block.left, most)
        found |= told([best]).keys()
    for i in {i for i, _ in known}:
        left = sorted((s - asked[j] for (one, j), s in known.items() if one == i), reverse=True)
        assert kept[i] == left[0]
        assert {(i, j) for (one, j), s in known.items() if one == i and s - asked[j] >= left[0] - 50} <= found


@pytest.mark.parametrize("seed", range(3))
def test_each_place_sees_whoever_gives_up_least(seed: int) -> None:
    known, kept = by_hand(seed), np.random.default_rng(seed).integers(0, 600, 12)
    offers = np.full(16, -(10**6))
    found: set[tuple[int, int]] = set()
    for block in pairs(seed).blocks(FREE):
        np.maximum.at(offers, block.right, block.offers(kept[block.left]))
        found |= told([block.sought(kept[block.left], 2, FREE)]).keys()
    for j in {j for _, j in known}:
        best = max(s - kept[i] for (i, one), s in known.items() if one == j)
        assert offers[j] == best
        assert any((i, j) in found for (i, one), s in known.items() if one == j and s - kept[i] == best)
