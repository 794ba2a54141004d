import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import listing as listings
from parcours.engine.matching.listing import (
    ListedPairs,
    Listing,
    best,
    best_at,
    by_number,
    by_run,
    join,
    nothing,
    numbered,
    once,
    promising,
    ranges,
    within,
)
from tests.engine.matching.scored_pairs import listing, told

EVERYBODY = np.ones(3, dtype=np.bool_)
PAIRS = {(0, 1): 5, (0, 2): 7, (1, 0): 7, (1, 1): 7, (1, 2): 1, (3, 0): 0}


def test_listings_are_joined_in_the_order_of_their_lefts() -> None:
    whole = listing(PAIRS)
    parts = [
        whole.take(np.array([5])),
        nothing(),
        whole.take(np.array([0, 2, 4])),
        whole.take(np.array([1, 3])),
    ]
    assert told(join(parts)) == [(0, 1, 5), (0, 2, 7), (1, 0, 7), (1, 2, 1), (1, 1, 7), (3, 0, 0)]
    assert told(join([whole])) == told(whole)
    assert len(join([nothing(), nothing()])) == 0


def test_one_listing_follows_another_as_it_is() -> None:
    whole = listing(PAIRS)
    last, first = whole.take(np.array([5])), whole.take(np.array([1, 0]))
    assert told(last.followed_by(first)) == [(3, 0, 0), (0, 2, 7), (0, 1, 5)]
    dearer = Listing(first.left, first.right, first.score, first.score + 9)
    assert dearer.followed_by(last).value.tolist() == [16, 14, 0]


def test_pairs_are_found_among_others() -> None:
    whole = listing(PAIRS)
    assert whole.among(whole.take(np.array([4, 1])), 3).tolist() == [False, True, False, False, True, False]
    assert whole.among(nothing(), 3).tolist() == [False] * 6


def test_everybody_knows_where_their_pairs_are() -> None:
    assert listing(PAIRS).rows(5).tolist() == [0, 2, 5, 5, 6, 6]
    assert nothing().rows(2).tolist() == [0, 0, 0]


@pytest.mark.parametrize("block", [1, 2, 3, 100])
@pytest.mark.parametrize("pairs", [PAIRS, {}, {(9, 0): 1, (9, 1): 1}, {(2, j): 1 for j in range(7)}])
def test_each_pair_is_given_the_number_of_its_left(
    block: int, pairs: dict[tuple[int, int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "_BLOCK", block)
    found, numbers = listing(pairs), np.arange(10) * 11
    blocks = list(found.of_lefts(numbers))
    assert [at for part, _ in blocks for at in range(len(found))[part]] == list(range(len(found)))
    assert np.concatenate([given for _, given in blocks]).tolist() == [11 * i for i, _ in sorted(pairs)]


def test_people_are_numbered_in_their_order() -> None:
    who, where = numbered(np.array([7, 2, 7, 4], dtype=np.int32), 9)
    assert who.tolist() == [2, 4, 7]
    assert where.tolist() == [2, 0, 2, 1]


@pytest.mark.parametrize("shift", [0, 1 << 60])
def test_the_best_come_first_and_ties_by_right(shift: int) -> None:
    found = listing({pair: worth * max(shift, 1) // 8 if shift else worth for pair, worth in PAIRS.items()})
    assert [(i, j) for i, j, _ in told(best(found, found.value, 2))] == [
        (0, 2),
        (0, 1),
        (1, 0),
        (1, 1),
        (3, 0),
    ]
    assert len(best(nothing(), nothing().value, 2)) == 0


def test_keys_are_found_among_those_known() -> None:
    assert within(np.array([5, 1, 9]), np.array([1, 2, 5])).tolist() == [True, True, False]
    assert within(np.array([5]), np.zeros(0, dtype=np.int64)).tolist() == [False]
    assert ranges(np.array([3, 7, 9]), np.array([5, 7, 10])).tolist() == [3, 4, 9]
    assert ranges(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)).tolist() == []


def test_listed_pairs_are_found_by_left() -> None:
    pairs = ListedPairs(5, 3, listing(PAIRS))
    assert [told(chunk) for chunk in pairs.chunks()] == [told(listing(PAIRS))]
    assert told(pairs.rows(np.array([0, 2, 3]), EVERYBODY)) == [(0, 1, 5), (0, 2, 7), (3, 0, 0)]
    assert told(pairs.rows(np.array([1, 4]), np.array([True, False, True]))) == [(1, 0, 7), (1, 2, 1)]


def test_listed_pairs_are_found_by_right() -> None:
    pairs = ListedPairs(5, 3, listing(PAIRS))
    everybody = np.ones(5, dtype=np.bool_)
    assert told(pairs.columns(np.array([0, 2]), everybody)) == [(0, 2, 7), (1, 0, 7), (1, 2, 1), (3, 0, 0)]
    assert told(pairs.columns(np.array([1]), np.array([False, True, True, True, True]))) == [(1, 1, 7)]


def test_listed_pairs_between_some_that_are_worth_enough_are_found() -> None:
    pairs = ListedPairs(5, 3, listing(PAIRS))
    lefts, rights = np.array([True, True, False, False, False]), np.array([False, True, True])
    floor, prices = np.array([4, 0, 0, 0, 0]), np.array([0, 2, 0])
    ((looked_at, found),) = pairs.reaching(floor, prices, lefts, rights)
    assert (looked_at, told(found)) == (4, [(0, 2, 7), (1, 1, 7), (1, 2, 1)])
    ((everything, _),) = pairs.reaching(floor, prices)
    assert everything == len(PAIRS)


@pytest.mark.parametrize("highest", [9, 70_000])
def test_numbers_are_ordered_stably(highest: int) -> None:
    numbers = np.array([highest, 2, highest, 0, 2], dtype=np.int32)
    assert by_number(numbers).tolist() == [3, 1, 4, 0, 2]
    assert by_number(numbers[:0]).tolist() == []


@settings(max_examples=100)
@given(
    seed=st.integers(0, 10**9),
    sizes=st.lists(st.integers(0, 40), min_size=1, max_size=6),
    most=st.integers(1, 5),
    spread=st.sampled_from([1, 3, 1000, 1 << 61]),
    shuffled=st.booleans(),
)
def test_the_best_of_many_are_those_found_by_sorting(
    *, seed: int, sizes: list[int], most: int, spread: int, shuffled: bool
) -> None:
    random = np.random.default_rng(seed)
    person = np.repeat(np.arange(len(sizes)), sizes).astype(np.int32)
    if shuffled:
        random.shuffle(person)
    worth = random.integers(-spread, spread, len(person))
    wanted = []
    for one in range(len(sizes)):
        own = [at for at in range(len(person)) if person[at] == one]
        wanted += sorted(own, key=lambda at: (-int(worth[at]), at))[:most]
    assert best_at(person, worth, most).tolist() == wanted
    assert promising(person, worth, most)[np.array(wanted, dtype=np.int64)].all()


def test_few_beside_the_best_are_promising() -> None:
    random = np.random.default_rng(5)
    person, worth = np.repeat(np.arange(20), 500).astype(np.int32), random.permutation(10_000)
    mixed = random.permutation(10_000)
    for found in (promising(person, worth, 10), promising(person[mixed], worth[mixed], 10)):
        assert 200 <= found.sum() <= 400


def test_numbers_that_stand_together_are_ordered_stably() -> None:
    numbers = np.array([3, 3, 1, 1, 1, 3, 0], dtype=np.int32)
    assert by_run(numbers).tolist() == [6, 2, 3, 4, 0, 1, 5]
    assert by_run(numbers[:0]).tolist() == []


def test_every_number_is_kept_once() -> None:
    assert once(np.array([4, 0, 4, 2, 0])).tolist() == [0, 2, 4]
    assert once(np.zeros(0, dtype=np.int64)).tolist() == []
