"""The days of a follow-up and their windows."""

import datetime as dt

import pytest

from parcours.outcomes.models import FollowUp
from parcours.outcomes.points import due_days


@pytest.mark.parametrize(
    ("points", "days"),
    [
        (
            ("exit", "m3", "m6", "m12"),
            [dt.date(2026, 11, 30), dt.date(2027, 2, 28), dt.date(2027, 5, 30), dt.date(2027, 11, 30)],
        ),
        (("m24", "m1"), [dt.date(2026, 12, 30), dt.date(2028, 11, 30)]),
        ((), []),
    ],
)
def test_the_days_are_those_of_the_points_that_the_program_has(
    points: tuple[str, ...], days: list[dt.date]
) -> None:
    assert list(due_days(dt.date(2026, 11, 30), points).values()) == days


@pytest.mark.parametrize(("days", "counts"), [(-15, False), (-14, True), (45, True), (46, False)])
def test_the_window_is_14_days_before_and_45_after(days: int, counts: bool) -> None:  # noqa: FBT001 - a table
    due = dt.date(2026, 11, 26)
    answered = FollowUp(status="reached", due_on=due, answered_on=due + dt.timedelta(days=days))
    assert answered.counts is counts


@pytest.mark.parametrize(("days", "counts"), [(-4, False), (-3, True), (21, True), (22, False)])
def test_a_follow_up_has_the_window_that_it_was_planned_with(days: int, counts: bool) -> None:  # noqa: FBT001
    due = dt.date(2026, 11, 26)
    row = FollowUp(status="reached", due_on=due, before_days=3, after_days=21)
    row.answered_on = due + dt.timedelta(days=days)
    assert row.counts is counts
