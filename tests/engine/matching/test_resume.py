"""A search that starts from an earlier answer comes to the very answer that one from nothing comes to."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import KnownPrices, Place, Problem, match
from parcours.engine.matching import resume as resuming
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.rematch import hold_placed, keep_bonus, kept_pairs, start_from
from parcours.engine.matching.result import Result
from parcours.engine.matching.resume import Start, resume
from parcours.engine.matching.run import in_order
from parcours.engine.matching.settings import ALWAYS
from parcours.engine.matching.solver import Solution, solve
from tests.engine.matching.factories import any_settings, cohort, made, narrow
from tests.engine.matching.scored_pairs import Scored, chosen, draw, ones, told

SEEDS = st.integers(0, 10**9)
BONUSES = st.sampled_from([ALWAYS, 0, 100])


def again(problem: Problem, result: Result) -> Problem:
    """Return the same problem after this result."""
    return replace(problem, previous=tuple(made(result).items()), prices=result.prices)


def same(problem: Problem) -> None:
    """Check that the prices change nothing in the answer."""
    warm, cold = match(problem), match(replace(problem, prices=None))
    assert replace(warm, prices=cold.prices) == cold


def arrivals(problem: Problem, seed: int) -> Problem:
    more = cohort(seed, 4, 3)
    return replace(
        problem,
        participants=(
            *problem.participants,
            *(replace(person, id=f"new {seed} {person.id}") for person in more.participants),
        ),
        places=(*problem.places, *(replace(place, id=f"new {seed} {place.id}") for place in more.places)),
    )


def departures(problem: Problem, seed: int) -> Problem:
    random = Random(seed)  # noqa: S311 - anybody may leave
    return replace(
        problem,
        participants=tuple(p for p in problem.participants if random.random() < 0.8),
        places=tuple(p for p in problem.places if random.random() < 0.8),
        locks=(),
    )


def capacities(problem: Problem, seed: int) -> Problem:
    random = Random(seed)  # noqa: S311 - any capacities will do

    def changed(place: Place) -> Place:
        capacity = random.choice((0, 1, 2, place.capacity))
        return replace(place, capacity=capacity, minimum=min(capacity, place.minimum))

    return replace(problem, places=tuple(map(changed, problem.places)), locks=())


def people(problem: Problem, seed: int) -> Problem:
    """Give everybody other answers, and with them other scores."""
    other = cohort(seed, len(problem.participants), len(problem.places))
    return replace(problem, participants=other.participants, places=other.places, locks=())


def rules(problem: Problem, seed: int) -> Problem:
    return replace(problem, settings=any_settings(seed, keep_bonus=problem.settings.keep_bonus))


def locked(problem: Problem, seed: int) -> Problem:
    random = Random(seed)  # noqa: S311 - anybody may be fixed
    takers = [place.id for place in problem.places if place.capacity]
    if not takers or not problem.participants:
        return problem
    return replace(problem, locks=((random.choice(problem.participants).id, random.choice(takers)),))


def pretended(problem: Problem, seed: int) -> Problem:
    """Give some places prices that nobody ever came to."""
    random = Random(seed)  # noqa: S311 - any prices will do
    most = random.choice((1, 50, 1000, 10**8, 1 << 44, 1 << 50))
    prices = {place.id: random.randint(-most, most) for place in problem.places if random.random() < 0.8}
    return replace(problem, prices=KnownPrices(random.randint(-most, most), {**prices, "gone": 1}))


def elsewhere(problem: Problem, seed: int) -> Problem:
    """Put people back with others than those they were with."""
    return replace(problem, previous=cohort(seed, 20, 14, previous=16).previous)


CHANGES = (arrivals, departures, capacities, people, rules, locked, pretended, elsewhere)


@settings(max_examples=60, deadline=None)
@given(SEEDS, BONUSES, st.lists(st.sampled_from(CHANGES), max_size=3))
def test_prices_never_change_the_answer(
    seed: int, keep: int | str, changed: list[Callable[[Problem, int], Problem]]
) -> None:
    first = cohort(seed, 20, 14)
    first = replace(first, settings=replace(first.settings, keep_bonus=keep))
    problem = again(first, match(first))
    for at, change in enumerate(changed):
        problem = change(problem, seed + at)
    same(problem)
    with narrow(seed):
        same(problem)


@settings(max_examples=8, deadline=None)
@given(SEEDS, BONUSES)
def test_one_rematch_follows_another(seed: int, keep: int | str) -> None:
    problem = cohort(seed, 90, 70)
    problem = replace(problem, settings=replace(problem.settings, keep_bonus=keep))
    for at in range(3):
        problem = again(problem, match(problem))
        problem = arrivals(problem, seed + at)
        same(problem)


def both(problem: Problem) -> tuple[Solution | None, Solution]:
    problem = in_order(problem)
    features, kept = encode(problem), kept_pairs(problem)
    pairs = RuledPairs(features, problem.settings, kept=kept, bonus=keep_bonus(problem))
    ones_ = np.ones(pairs.lefts, dtype=np.int64)
    free = Bounds(np.zeros_like(ones_), ones_, np.zeros_like(features.capacity), features.capacity)
    bounds = hold_placed(problem, pairs, free, features.draw)
    start = start_from(problem, kept)
    assert start
    found = resume(pairs, bounds, features.draw, start)
    if found:
        proof = certify(pairs, bounds, found)
        assert (proof.placed, proof.gap, proof.violations) == (proof.bound, 0, 0)
    return found, solve(pairs, bounds, features.draw)


@pytest.mark.parametrize("seed", range(4))
def test_after_arrivals_a_start_from_the_prices_leads_to_the_end(seed: int) -> None:
    first = cohort(seed, 300, 220)
    warm, cold = both(arrivals(again(first, match(first)), seed + 1))
    assert warm
    assert told(warm.chosen) == told(cold.chosen)


def tight(scored: Scored, seat: list[int]) -> Solution | None:
    """Start from these seats, all for nothing."""
    rights = len(scored.right_max)
    nothing, known = np.zeros(rights, dtype=np.int64), np.ones(rights, dtype=np.bool_)
    return resume(scored.pairs, scored.bounds, draw, Start(np.array(seat), nothing, known, 0))


def test_prices_beyond_all_sums_are_left_alone() -> None:
    problem = cohort(1, 4, 4)
    after, place = again(problem, match(problem)), problem.places[0].id
    for prices in (
        KnownPrices(1 << 50, {}),
        KnownPrices(0, {place: -1 << 50}),
        KnownPrices(0, {place: 1 << 90}),
    ):
        same(replace(after, prices=prices))


def test_minimums_that_cannot_be_met_from_there_are_left_to_a_start_from_nothing() -> None:
    assert tight(Scored({(0, 0): 1, (1, 0): 1}, [1, 1], [1, 1], [0], [1]), [0, -1]) is None
    assert tight(Scored({(0, 0): 1, (0, 1): 1}, [0], [1], [1, 1], [1, 1]), [0]) is None
    met = tight(Scored({(0, 0): 1, (0, 1): 1, (1, 0): 1}, [1, 0], [1, 1], [0, 1], [1, 1]), [0, -1])
    assert met
    assert told(met.chosen) == [(0, 1, 1), (1, 0, 1)]


WAYS = {(at, at): 1 for at in range(5)}
LONG = ones({(at + 1, at): 5 for at in range(4)} | WAYS, 5, 5)


def test_a_long_way_to_room_is_found() -> None:
    found = tight(LONG, [-1, 0, 1, 2, 3])
    assert found
    assert chosen(found.chosen) == frozenset(WAYS)


def test_what_takes_too_many_rounds_is_left_to_a_start_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "ROUNDS", 1)
    assert tight(LONG, [-1, 0, 1, 2, 3]) is None


def test_what_takes_too_many_passes_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "_PASSES", 1)
    found = tight(ones({(0, 0): 1, (0, 1): 9, (1, 0): 9, (1, 1): 1}, 2, 2), [0, 1])
    assert found
    assert told(found.chosen) == [(0, 1, 9), (1, 0, 9)]


def test_whoever_nothing_is_known_of_gets_a_price_that_proves() -> None:
    scored = Scored({(0, 0): 3}, [1], [1], [0], [1])
    unknown = Start(np.array([-1]), np.array([0]), np.array([False]), 1000)
    found = resume(scored.pairs, scored.bounds, draw, unknown)
    assert found
    proof = certify(scored.pairs, scored.bounds, found)
    assert (proof.placed, proof.bound, proof.gap, proof.violations) == (1, 1, 0, 0)
