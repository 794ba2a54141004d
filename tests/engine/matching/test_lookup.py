import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import Ints
from parcours.engine.matching.lookup import Table, by_kind
from parcours.engine.matching.rules import RULE, Rules
from tests.engine.matching.factories import any_settings, cohort

MINE, THEIRS = np.array([0, 1, 1, 0, 2]), np.array([1, 0, 1])
SAID = np.array([[1, 2], [3, 4], [5, 6]])


def test_a_table_is_read_in_a_block_and_pair_by_pair() -> None:
    table = Table(SAID, MINE, THEIRS)
    wanted = [[2, 1, 2], [4, 3, 4], [4, 3, 4], [2, 1, 2], [6, 5, 6]]
    everybody, places = np.arange(5), np.arange(3)
    assert table(everybody[:, None], places[None, :]).tolist() == wanted
    assert table(everybody[:2, None], places[None, ::2]).tolist() == [[2, 2], [4, 4]]
    assert table(np.array([4, 0]), np.array([1, 2])).tolist() == [5, 2]
    assert table(everybody[:, None], places[None, :0]).tolist() == [[]] * 5


@pytest.mark.parametrize(("people", "asked"), [(5, 1), (40, 7)])
def test_two_kinds_are_asked_about_once_where_they_are_few(people: int, asked: int) -> None:
    calls = []

    def work(i: Ints, j: Ints) -> Ints:
        calls.append(np.broadcast_shapes(i.shape, j.shape))
        return i * 100 + j

    kinds = np.arange(people)
    said = by_kind(work, kinds, kinds)
    for at in range(7):
        assert said(np.array([at % 5]), np.array([3])).tolist() == [at % 5 * 100 + 3]
    assert len(calls) == asked


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_people_of_one_kind_are_alike_to_every_rule(seed: int) -> None:
    problem = cohort(seed, 9, 7, chosen=any_settings(seed))
    features, digits = encode(problem), problem.settings.occupation_digits
    rules = Rules(features, problem.settings)
    rows, columns = np.arange(9)[:, None], np.arange(7)[None, :]
    listed = np.repeat(np.arange(9), 7), np.tile(np.arange(7), 9)
    assert rules.on == tuple(name for name, holds in problem.settings.rules.items() if holds)
    for name in rules.on:
        holds = RULE[name].holds(features, rows, columns, digits)
        unsure = RULE[name].unsure(features, rows, columns, digits)
        assert rules.holds(name, rows, columns).tolist() == holds.tolist()
        assert rules.holds(name, *listed).tolist() == holds.ravel().tolist()
        assert rules.unsure(name, *listed).tolist() == unsure.ravel().tolist()
