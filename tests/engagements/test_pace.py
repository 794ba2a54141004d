"""Hours against the target: what is reached, and what will be at this pace; nothing where too little is known."""

import datetime as dt

import pytest

from parcours.engagements.pace import Pace, pace

START = dt.date(2026, 3, 5)
END = dt.date(2026, 7, 5)


def at(day: dt.date, sessions: int, minutes: int) -> Pace:
    return pace(sessions=sessions, minutes=minutes, starts_on=START, months=4, hours=24, today=day)


def test_it_goes_on_as_it_went() -> None:
    # In 41 days 7 hours; in the 82 days to come 14 more.
    found = at(dt.date(2026, 4, 14), 7, 420)
    assert (found.minutes, found.target, found.ends_on, found.forecast) == (420, 1440, END, 21 * 60)


@pytest.mark.parametrize(
    ("day", "sessions"), [(dt.date(2026, 4, 14), 2), (dt.date(2026, 3, 25), 5), (START, 0)]
)
def test_too_few_sessions_or_days_forecast_nothing(day: dt.date, sessions: int) -> None:
    found = at(day, sessions, 60 * sessions)
    assert (found.forecast, found.is_behind) == (None, False)


@pytest.mark.parametrize(("minutes", "is_behind"), [(1295, True), (1296, False)])
def test_once_it_is_over_what_was_reached_counts(minutes: int, is_behind: bool) -> None:  # noqa: FBT001
    found = at(END, 1, minutes)
    assert (found.is_over, found.forecast, found.is_behind) == (True, minutes, is_behind)


@pytest.mark.parametrize(
    ("day", "planned"), [(START, 11), (dt.date(2026, 5, 4), 714), (END, 1440), (dt.date(2026, 9, 1), 1440)]
)
def test_the_plan_has_the_same_for_every_day(day: dt.date, planned: int) -> None:
    assert at(day, 0, 0).planned == planned
