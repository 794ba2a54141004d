"""Where to look first among very many pairs: with few of everything, so that every pair can be looked at by hand."""

from collections import Counter

import numpy as np
import pytest

from parcours.engine.matching import candidates, nearness, sampling
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.problem import Problem
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort, people, place, settings
from tests.engine.matching.scored_pairs import told


def by_hand(problem: Problem) -> dict[tuple[int, int], int]:
    """Return the score of each eligible pair, by index."""
    right = {place.id: at for at, place in enumerate(problem.places)}
    eligible = reference.eligible(problem)
    return {
        (at, right[m]): reference.score(person, problem.places[right[m]], problem)
        for at, person in enumerate(problem.participants)
        for m in eligible[person.id]
    }


def bounds(problem: Problem) -> Bounds:
    """Return that everybody may have one pair, and every place as many as it has room for."""
    lefts, rights = len(problem.participants), len(problem.places)
    room = np.array([place.capacity for place in problem.places])
    nobody = np.zeros(lefts, dtype=np.int64), np.zeros(rights, dtype=np.int64)
    return Bounds(nobody[0], np.ones(lefts, dtype=np.int64), nobody[1], room)


@pytest.mark.parametrize("few", [1, 3])
@pytest.mark.parametrize("sampled", [30, 1_500_000])
@pytest.mark.parametrize("seed", range(6))
def test_everybody_and_every_place_has_a_pair_to_begin_with(
    seed: int, sampled: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "BLOCK_CELLS", 4)
    monkeypatch.setattr(candidates, "KEPT_PAIRS", 0)
    monkeypatch.setattr(sampling, "SAMPLED", sampled)
    monkeypatch.setattr(sampling, "FEW", few)
    monkeypatch.setattr(sampling, "MOST_ADDED", few)
    monkeypatch.setattr(sampling, "_LARGER", 1)
    problem = cohort(seed, 40, 12, chosen=any_settings(seed))
    known = by_hand(problem)
    found = sampling.first_look(RuledPairs(encode(problem), problem.settings), bounds(problem))
    pairs = {(i, j): score for i, j, score in told(found)}
    assert pairs.items() <= known.items()
    assert {i for i, _ in pairs} == {i for i, _ in known}
    of_each, possible = Counter(j for _, j in pairs), Counter(j for _, j in known)
    assert all(of_each[j] >= min(few, number) for j, number in possible.items())


def test_places_that_nobody_would_choose_have_their_few_pairs_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "BLOCK_CELLS", 120)
    monkeypatch.setattr(candidates, "KEPT_PAIRS", 0)
    monkeypatch.setattr(sampling, "_LARGER", 1)
    for module in (sampling, nearness):
        monkeypatch.setattr(module, "FEW", 3)
    asked = frozenset({"cv"})
    wanted = tuple(place(f"m{at}", offers=asked, capacity=60) for at in range(6))
    others = tuple(place(f"n{at}") for at in range(10))
    problem = Problem(
        participants=people(*(f"p{at:02}" for at in range(80)), goals=asked),
        places=wanted + others,
        settings=settings(goals=1),
    )
    found = sampling.first_look(RuledPairs(encode(problem), problem.settings), bounds(problem))
    pairs = {(i, j): score for i, j, score in told(found)}
    assert pairs.items() <= by_hand(problem).items()
    of_each = Counter(j for _, j in pairs)
    assert [of_each[j] for j in range(6, 16)] == [3] * 10
    assert {i for i, j in pairs if j < 6} == set(range(80))
