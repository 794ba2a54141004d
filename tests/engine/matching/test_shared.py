"""Shared out to a crew, a match is the same, however small the parts are."""

import random
from itertools import pairwise

import pytest

from parcours.engine.matching import Clash, Problem, Result, match, shared
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.crew import Alone
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.nearness import MOST_ADDED
from parcours.engine.matching.settings import Settings
from tests.engine.matching.factories import any_settings, cohort, small_cohort


@pytest.mark.parametrize("seed", range(120))
def test_a_crew_finds_the_same_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)  # noqa: S311 - any sizes will do
    monkeypatch.setattr(shared, "BLOCK_PEOPLE", draw.choice((1, 3, 10)))
    monkeypatch.setattr(shared, "LEAST_PAIRS", draw.choice((1, 10, 1000)))
    monkeypatch.setattr(shared, "MOST_ADDED", draw.choice((1, MOST_ADDED)))
    monkeypatch.setattr("parcours.engine.matching.solver.FIRST_LOOK", draw.choice((1, 2, 8)))
    problem = small_cohort(seed)
    if seed % 2:
        chosen, previous = any_settings(seed), draw.choice((0, 20))
        minimums = draw.random() < 0.4
        problem = cohort(seed, 40, 30, chosen=chosen, locks=2, previous=previous, minimums=minimums)
    alone, found = answered(problem, None), answered(problem, Alone())
    if isinstance(alone, Clash):
        assert isinstance(found, Clash)
        assert found.conflicts == alone.conflicts
        return
    assert isinstance(found, Result)
    assert [pair.assessment for pair in found.pairs] == [pair.assessment for pair in alone.pairs]
    assert (found.certificate, found.unmatched) == (alone.certificate, alone.unmatched)


def answered(problem: Problem, crew: Alone | None) -> Result | Clash:
    try:
        return match(problem, crew=crew)
    except Clash as clash:
        return clash


def test_a_block_has_people_of_the_same_occupations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "BLOCK_PEOPLE", 4)
    problem = cohort(1, 30, 20)
    pairs = RuledPairs(encode(problem), Settings())
    found = shared.blocks(pairs)
    assert sorted(at for block in found for at in block.tolist()) == list(range(30))
    assert max(map(len, found)) == 4
    ends = [(pairs.occupations[block].min(), pairs.occupations[block].max()) for block in found]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(ends))
