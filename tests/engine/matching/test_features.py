from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import encoding
from parcours.engine.matching.encoding import encode, wish_value
from parcours.engine.matching.features import SPOKEN, UNKNOWN, PairTable
from parcours.engine.matching.problem import Problem
from tests.engine.matching import reference
from tests.engine.matching.factories import ENGINEER, NURSE, cohort, participant, place

ROWS, COLUMNS = np.arange(3)[:, None], np.arange(4)[None, :]


def test_a_value_is_read_in_a_block_and_pair_by_pair() -> None:
    table = PairTable(np.array([1, 6, 11]), np.array([0.5, 1.0, 0.25]), 4)
    block = table.at(ROWS, COLUMNS)
    assert block.tolist() == [[0, 0.5, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0.25]]
    i, j = np.array([2, 0, 1, 2]), np.array([3, 0, 2, 1])
    assert table.at(i, j).tolist() == [0.25, 0, 1, 0]


def test_nothing_is_noted_where_the_table_is_empty() -> None:
    nothing = PairTable(np.zeros(0, dtype=np.int64), np.zeros(0), 4)
    assert nothing.at(ROWS, COLUMNS).tolist() == np.zeros((3, 4)).tolist()


@settings(max_examples=50)
@given(st.integers(0, 10**9), st.integers(1, 60))
def test_a_value_is_found_in_any_part_of_a_block(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    keys = np.sort(random.choice(100, size, replace=False))
    table, whole = PairTable(keys, random.random(size), 10), np.zeros(100)
    whole[keys] = table.values
    rows, columns = np.sort(random.choice(10, 6)), np.flatnonzero(random.random(10) < 0.5)
    wanted = whole.reshape(10, 10)[np.ix_(rows, columns)]
    assert table.at(rows[:, None], columns[None, :]).tolist() == wanted.tolist()
    listed = np.repeat(rows, len(columns)), np.tile(columns, len(rows))
    assert table.at(*listed).tolist() == wanted.ravel().tolist()


def test_what_is_missing_is_unknown_and_never_a_default() -> None:
    features = encode(Problem(participants=(participant(occupations=()),), places=(place(occupations=()),)))
    for side in (features.participants, features.places):
        assert side.occupations.tolist() == [[UNKNOWN]]
        assert np.isnan(side.years).all()
        assert [side.city[0], side.province[0], side.employer[0]] == [UNKNOWN] * 3
        assert [side.meeting[0], side.availability[0]] == [0, 0]
        assert not any(known.any() for known in side.known.values())
    assert np.isnan(features.waiting).all()


def test_both_sides_number_a_text_alike() -> None:
    mine = participant(city="ottawa", province="on", employer="ottawa")
    theirs = place(city="gatineau", province="on", employer="gatineau")
    features = encode(Problem(participants=(mine,), places=(theirs,)))
    assert features.participants.city[0] != features.places.city[0]
    assert features.participants.province[0] == features.places.province[0]
    assert features.participants.employer[0] == features.participants.city[0]


def test_languages_keep_their_levels_where_both_sides_use_them() -> None:
    mine = participant(languages={"en": 7, "fr": None, "uk": 12})
    features = encode(Problem(participants=(mine,), places=(place(languages={"fr": 9, "en": None}),)))
    assert features.participants.levels.tolist() == [[7, SPOKEN]]
    assert features.places.levels.tolist() == [[SPOKEN, 9]]
    assert features.participants.languages.tolist() == [[3]]


def test_more_tags_than_a_word_has_bits_are_all_told_apart() -> None:
    tags = [f"tag {at:03}" for at in range(130)]
    people = tuple(participant(f"p{at:03}", goals=frozenset({tag})) for at, tag in enumerate(tags))
    features = encode(Problem(participants=people, places=(place(offers=frozenset(tags)),)))
    assert features.places.tags.shape == (1, 3)
    assert len({tuple(row) for row in features.participants.tags.tolist()}) == 130
    assert np.bitwise_count(features.participants.tags).sum() == 130


def test_waiting_runs_from_the_last_to_come_to_the_first() -> None:
    days = [date(2026, 1, 1), None, date(2026, 1, 11), date(2026, 1, 6)]
    people = tuple(participant(f"p{at}", waiting_since=day) for at, day in enumerate(days))
    waiting = encode(Problem(participants=people, places=())).waiting
    assert waiting.tolist() == pytest.approx([1, np.nan, 0, 0.5], nan_ok=True)
    same = tuple(replace(person, waiting_since=days[0]) for person in people)
    assert encode(Problem(participants=same, places=())).waiting.tolist() == [0, 0, 0, 0]


def test_wishes_of_both_sides_add_up_and_fade_with_their_rank() -> None:
    mine = participant("p1", prefers=("m5", "m4", "nobody", "m3", "m2", "m1", "m0"))
    places = (*(place(f"m{at}") for at in range(5)), place("m5", prefers=("nobody", "p1")))
    wishes = encode(Problem(participants=(mine,), places=places)).wishes
    values = wishes.at(np.zeros(6, dtype=np.int64), np.arange(6)).tolist()
    assert values == pytest.approx([0.1, 0.1, 0.1, 0.2, 0.4, 0.9])
    assert [wish_value(rank) for rank in range(7)] == pytest.approx([0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1])


def test_a_wish_counts_once_however_often_it_is_written() -> None:
    mine, theirs = participant("p1", prefers=("m1", "m1")), place("m1", prefers=("p1", "p1"))
    wishes = encode(Problem(participants=(mine,), places=(theirs,))).wishes
    assert wishes.at(np.array([0]), np.array([0])).tolist() == [1.0]


@pytest.mark.parametrize("worth_a_table", [0, 16])
def test_whoever_is_avoided_is_noted_from_both_sides(
    worth_a_table: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "WORTH_A_TABLE", worth_a_table)
    people = (
        participant("p1", avoid_ids=frozenset({"m1", "nobody"})),
        participant("p2", avoid_employers=frozenset({"college"})),
        participant("p3", employer="hospital"),
    )
    places = (
        place("m1"),
        place("m2", employer="college"),
        place("m3", avoid_ids=frozenset({"p1"})),
        place("m4", avoid_employers=frozenset({"hospital", "nowhere"})),
    )
    avoid = encode(Problem(participants=people, places=places)).avoid
    assert avoid.at(ROWS, COLUMNS).astype(int).tolist() == [[1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]


def test_nobody_avoids_those_whose_employer_is_unknown() -> None:
    mine = participant(avoid_employers=frozenset({""}))
    avoid = encode(Problem(participants=(mine,), places=(place(),))).avoid
    assert not avoid.at(ROWS[:1], COLUMNS[:, :1]).any()


def test_codes_are_read_as_numbers_with_the_main_one_first() -> None:
    people = (participant("p1", occupations=("00012",)), participant("p2", occupations=(NURSE, ENGINEER)))
    features = encode(Problem(participants=people, places=()))
    assert features.participants.occupations.tolist() == [[12, UNKNOWN], [31301, 21300]]


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_the_draw_follows_from_the_ids_alone(seed: int) -> None:
    problem = cohort(seed, 3, 4)
    features = encode(problem)
    expected = [[reference.draw(p.id, m.id) for m in problem.places] for p in problem.participants]
    assert features.draw(ROWS, COLUMNS).tolist() == expected
