"""Shared out to a crew, a match is the same, however small the parts are."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from parcours.engine.matching import Clash, KnownPrices, Problem, Result, components, exchange, match, shared
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.crew import Alone
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.settings import BALANCED, STABLE, Settings
from tests.engine.matching.factories import any_settings, cohort, small_cohort, with_quotas


@pytest.mark.parametrize("seed", range(120))
def test_a_crew_finds_the_same_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)  # noqa: S311 - any sizes will do
    monkeypatch.setattr(shared, "BLOCK_PEOPLE", draw.choice((2, 7, 20)))
    monkeypatch.setattr(components, "LEAST_PAIRS", draw.choice((1, 10, 1000)))
    monkeypatch.setattr(exchange, "PART_PAIRS", draw.choice((1, 5, 50)))
    monkeypatch.setattr(exchange, "EXCHANGES", draw.choice((1, 3)))
    monkeypatch.setattr("parcours.engine.matching.solver.FIRST_LOOK", draw.choice((1, 2, 8)))
    keeping = draw.choice((0, None))
    problem = small_cohort(seed)
    if seed % 2:
        chosen, previous = any_settings(seed), draw.choice((0, 20))
        minimums = draw.random() < 0.4
        problem = cohort(seed, 40, 30, chosen=chosen, locks=2, previous=previous, minimums=minimums)
    if seed % 3 == 1:
        problem = with_quotas(problem, seed, floor=draw.random() < 0.5)
    if seed % 10 == 6:
        problem = replace(problem, settings=replace(problem.settings, mode=draw.choice((BALANCED, STABLE))))
    alone, found = answered(problem, None, keeping), answered(problem, Alone(), keeping)
    if isinstance(alone, Clash):
        assert isinstance(found, Clash)
        if not problem.settings.quotas:  # of which several may clash first, and others may give way
            assert found.conflicts == alone.conflicts
        assert eased(found) == eased(alone) > 0
        return
    assert isinstance(found, Result)
    if problem.settings.quotas:  # there, several prices prove the same choice
        alone, found = without_prices(alone), without_prices(found)
    assert found == alone


def eased(clash: Clash) -> int:
    """Return by how much limits give way in all."""
    asked = {
        (one.kind, one.name): one.number
        for conflict in clash.conflicts
        for one in conflict.limits
        if one.least
    }
    given = {(one.kind, one.name): one.number for conflict in clash.conflicts for one in conflict.relaxed}
    return sum(asked[which] - number for which, number in given.items())


def without_prices(result: Result) -> Result:
    """Return the result without its prices, and what they say a runner-up costs."""
    pairs = tuple(pair._replace(runner_up=None) for pair in result.pairs)
    return replace(result, pairs=pairs, prices=KnownPrices(0, {}, {}, {}))


def answered(problem: Problem, crew: Alone | None, keeping: int | None) -> Result | Clash:
    try:
        return match(problem, crew=crew, keeping=keeping)
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
