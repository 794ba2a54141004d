"""Supply and demand: nobody is lost, no gap is below nothing, and a wait that nobody can know is not made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.reporting.supply.balance import Line, balance

COUNTS = st.dictionaries(st.sampled_from(["", "21300", "21301", "31301"]), st.integers(0, 500))


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_every_count_is_in_a_line_and_each_occupation_in_one(
    waiting: dict[str, int], places: dict[str, int], asked: dict[str, int], begun: dict[str, int]
) -> None:
    lines = balance(waiting=waiting, places=places, asked=asked, begun=begun)
    assert sum(line.waiting for line in lines) == sum(waiting.values())
    assert sum(line.places for line in lines) == sum(places.values())
    assert sum(line.asked for line in lines) == sum(asked.values())
    assert len({line.code for line in lines}) == len(lines)


@given(COUNTS, COUNTS)
def test_the_widest_gap_comes_first_and_what_is_not_confirmed_last(
    waiting: dict[str, int], places: dict[str, int]
) -> None:
    lines = balance(waiting=waiting, places=places, asked={}, begun={})
    named = [line.gap for line in lines if line.code]
    assert named == sorted(named, reverse=True)
    assert [line.code for line in lines[:-1] if not line.code] == []


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_gap_is_who_waits_beyond_the_places(waiting: int, places: int) -> None:
    line = Line("21300", waiting=waiting, places=places)
    assert line.gap + min(waiting, places) == waiting


@given(st.integers(1, 500), st.integers(1, 500))
def test_the_wait_is_the_first_month_in_which_all_without_a_place_have_begun(
    waiting: int, begun: int
) -> None:
    months = Line("21300", waiting=waiting + 3, places=3, begun=begun).wait
    assert months is not None
    assert begun * (months - 1) < waiting * 12 <= begun * months


@given(st.integers(0, 500), st.integers(0, 500))
def test_nobody_waits_months_where_places_are_free(waiting: int, begun: int) -> None:
    assert Line("21300", waiting=waiting, places=waiting, begun=begun).wait == 0


@pytest.mark.parametrize(("waiting", "begun", "months"), [(0, 0, 0), (5, 0, None), (6, 12, 6), (7, 24, 4)])
def test_a_wait_without_a_pace_is_not_known(waiting: int, begun: int, months: int | None) -> None:
    assert Line("21300", waiting=waiting, begun=begun).wait == months
