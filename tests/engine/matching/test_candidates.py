from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import candidates
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.rematch import kept_pairs
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort, participant, place
from tests.engine.matching.scored_pairs import told


@contextmanager
def limits(cells: int, kept: int) -> Iterator[None]:
    """Look at so many pairs at once, and keep so many between passes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "BLOCK_CELLS", cells)
        patch.setattr(candidates, "LARGE_GROUP", cells // 8)
        patch.setattr(candidates, "KEPT_PAIRS", kept)
        yield


def ruled(problem: Problem, bonus: int = 0) -> RuledPairs:
    return RuledPairs(encode(problem), problem.settings, kept=kept_pairs(problem), bonus=bonus)


def by_hand(problem: Problem, bonus: int = 0) -> dict[tuple[int, int], int]:
    """Return what each eligible pair is worth, by index."""
    left = {p.id: at for at, p in enumerate(problem.participants)}
    right = {m.id: at for at, m in enumerate(problem.places)}
    return {
        (left[p], right[m]): reference.score(problem.participants[left[p]], problem.places[right[m]], problem)
        + bonus * ((p, m) in problem.previous)
        for p, places in reference.eligible(problem).items()
        for m in places
    }


def as_dict(listings: list[Listing]) -> dict[tuple[int, int], int]:
    pairs = [(i, j, worth) for found in listings for i, j, worth in told(found)]
    assert len({(i, j) for i, j, _ in pairs}) == len(pairs)
    return {(i, j): worth for i, j, worth in pairs}


SEEDS = st.integers(0, 10**9)
SIZES = st.tuples(st.integers(0, 9), st.integers(0, 6))
LIMITS = st.tuples(st.sampled_from([1, 10, 30, 100_000]), st.sampled_from([0, 10, 30_000_000]))


@settings(max_examples=60)
@given(SEEDS, SIZES, LIMITS, st.sampled_from([0, 6]))
def test_eligible_pairs_are_those_found_one_by_one(
    seed: int, sizes: tuple[int, int], limit: tuple[int, int], previous: int
) -> None:
    problem = cohort(seed, *sizes, chosen=any_settings(seed), previous=previous)
    expected = by_hand(problem, bonus=5000)
    with limits(*limit):
        pairs = ruled(problem, bonus=5000)
        for _ in range(2):
            chunks = list(pairs.chunks())
            assert as_dict(chunks) == expected
            assert len({i for chunk in chunks for i in set(chunk.left.tolist())}) == sum(
                len(set(chunk.left.tolist())) for chunk in chunks
            )


@settings(max_examples=60)
@given(SEEDS, LIMITS, st.sampled_from([0, 6]))
def test_rows_are_found_before_and_after_everything_was_listed(
    seed: int, limit: tuple[int, int], previous: int
) -> None:
    problem = cohort(seed, 9, 6, chosen=any_settings(seed), previous=previous)
    among = np.random.default_rng(seed).random(6) < 0.7
    lefts = np.flatnonzero(np.random.default_rng(seed + 1).random(9) < 0.5)
    wanted = {
        pair: worth for pair, worth in by_hand(problem, 7).items() if pair[0] in lefts and among[pair[1]]
    }
    with limits(*limit):
        pairs = ruled(problem, 7)
        before = pairs.rows(lefts, among)
        list(pairs.chunks())
        for found in (before, pairs.rows(lefts, among)):
            assert as_dict([found]) == wanted
            assert found.left.tolist() == sorted(found.left.tolist())


@settings(max_examples=60)
@given(SEEDS, LIMITS, st.sampled_from([0, 6]))
def test_columns_are_found_before_and_after_everything_was_listed(
    seed: int, limit: tuple[int, int], previous: int
) -> None:
    problem = cohort(seed, 9, 6, chosen=any_settings(seed), previous=previous)
    among = np.random.default_rng(seed).random(9) < 0.7
    rights = np.flatnonzero(np.random.default_rng(seed + 1).random(6) < 0.5)
    wanted = {
        pair: worth for pair, worth in by_hand(problem, 7).items() if pair[1] in rights and among[pair[0]]
    }
    with limits(*limit):
        pairs = ruled(problem, 7)
        before = pairs.columns(rights, among)
        list(pairs.chunks())
        for found in (before, pairs.columns(rights, among)):
            assert as_dict([found]) == wanted
            assert found.left.tolist() == sorted(found.left.tolist())


@settings(max_examples=60)
@given(SEEDS, LIMITS, st.sampled_from([0, 6]))
def test_pairs_between_some_that_are_worth_enough_are_found_and_counted(
    seed: int, limit: tuple[int, int], previous: int
) -> None:
    problem = cohort(seed, 9, 6, chosen=any_settings(seed), previous=previous)
    random = np.random.default_rng(seed)
    lefts, rights = random.random(9) < 0.7, random.random(6) < 0.7
    floor, prices = random.integers(0, 600, 9), random.integers(0, 300, 6)
    between = {
        pair: worth for pair, worth in by_hand(problem, 7).items() if lefts[pair[0]] and rights[pair[1]]
    }
    with limits(*limit):
        pairs = ruled(problem, 7)
        parts = list(pairs.reaching(floor, prices, lefts, rights))
        assert sum(looked_at for looked_at, _ in parts) == pairs.count(lefts, rights) == len(between)
        assert as_dict([part for _, part in parts]) == {
            (i, j): worth for (i, j), worth in between.items() if worth >= floor[i] + prices[j]
        }


@settings(max_examples=60)
@given(SEEDS)
def test_kept_pairs_are_those_that_may_stay(seed: int) -> None:
    problem = cohort(seed, 9, 6, chosen=any_settings(seed), previous=6)
    bonus = 5000
    kept = as_dict([ruled(problem).kept()]).keys()
    assert kept == {pair for pair, worth in by_hand(problem, bonus).items() if worth >= bonus}
    first = replace(problem, previous=())
    assert len(ruled(first).kept()) == 0


@settings(max_examples=60)
@given(seed=SEEDS, limit=LIMITS, previous=st.sampled_from([0, 6]), listed=st.booleans())
def test_without_a_rule_the_pairs_are_those_found_with_it_off(
    *, seed: int, limit: tuple[int, int], previous: int, listed: bool
) -> None:
    problem = cohort(seed, 8, 6, chosen=any_settings(seed), previous=previous)
    with limits(*limit):
        pairs = ruled(problem)
        if listed:
            list(pairs.chunks())
        for name, holds in problem.settings.rules.items():
            if holds:
                off = by_hand(reference.without(problem, name))
                assert as_dict(list(pairs.without(name).chunks())).keys() == off.keys()


def test_a_kept_pair_stays_eligible_where_nobody_is_left_in_the_field() -> None:
    problem = Problem(
        participants=(participant(),), places=(place(occupations=("21300",)),), previous=(("p1", "m1"),)
    )
    assert as_dict(list(ruled(problem, 100).chunks())) == {(0, 0): 100}


@pytest.mark.parametrize("kept", [0, 30_000_000])
def test_small_groups_are_looked_at_together_and_large_ones_alone(kept: int) -> None:
    codes = [f"{at}000" for at in range(10, 40)]
    problem = Problem(
        participants=tuple(participant(f"p{at}", occupations=(code,)) for at, code in enumerate(codes)),
        places=tuple(place(f"m{at}", occupations=(code,)) for at, code in enumerate(codes)),
    )
    for cells, sizes in ((16, [16, 14]), (8, [1] * 30), (100_000, [30])):
        with limits(cells, kept):
            chunks = list(ruled(problem).chunks())
        assert [len(chunk) for chunk in chunks] == ([30] if kept else sizes)
        assert as_dict(chunks) == by_hand(problem)
