"""Hours against the plan as a picture: what counts, what was planned until today, where it leads, the target."""

import datetime as dt

from parcours.engagements.pace import Pace, pace
from parcours.web.course.picture import picture

START = dt.date(2026, 3, 5)


def at(day: dt.date, sessions: int, minutes: int) -> Pace:
    return pace(sessions=sessions, minutes=minutes, starts_on=START, months=4, hours=24, today=day)


def shown(*paces: Pace) -> list[tuple[str, str]]:
    chart = picture(paces)
    return [(bar.label, bar.shown) for bar in chart.bars] if chart else []


def test_before_the_first_meeting_there_is_none() -> None:
    assert picture([]) is None


def test_one_pair_has_its_forecast_beside_the_plan() -> None:
    assert shown(at(dt.date(2026, 4, 14), 7, 420)) == [
        ("Counted", "7\N{NO-BREAK SPACE}h"),
        ("Planned until today", "8\N{NO-BREAK SPACE}h"),
        ("At this pace in the end", "21\N{NO-BREAK SPACE}h"),
        ("Target", "24\N{NO-BREAK SPACE}h"),
    ]


def test_once_it_is_over_nothing_is_forecast() -> None:
    assert [label for label, _hours in shown(at(dt.date(2026, 7, 5), 9, 1200))] == [
        "Counted",
        "Planned until today",
        "Target",
    ]


def test_the_pairs_of_a_cohort_are_added_up() -> None:
    found = shown(at(dt.date(2026, 4, 14), 7, 420), at(dt.date(2026, 7, 5), 9, 1200))
    assert found == [
        ("Counted", "27\N{NO-BREAK SPACE}h"),
        ("Planned until today", "32\N{NO-BREAK SPACE}h"),
        ("Target", "48\N{NO-BREAK SPACE}h"),
    ]
