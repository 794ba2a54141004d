"""The days of a follow-up and their windows."""

import datetime as dt

import pytest

from parcours.outcomes.points import due_days, in_window, months_after


def test_exit_three_six_and_twelve_months() -> None:
    assert due_days(dt.date(2026, 11, 30)) == {
        "exit": dt.date(2026, 11, 30),
        "m3": dt.date(2027, 2, 28),
        "m6": dt.date(2027, 5, 30),
        "m12": dt.date(2027, 11, 30),
    }


def test_a_leap_day_is_the_last_of_its_month() -> None:
    assert months_after(dt.date(2027, 11, 30), 3) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(("days", "counts"), [(-15, False), (-14, True), (45, True), (46, False)])
def test_the_window_is_14_days_before_and_45_after(days: int, counts: bool) -> None:  # noqa: FBT001 - a table
    due = dt.date(2026, 11, 26)
    assert in_window(due, due + dt.timedelta(days=days)) is counts
