"""Dates of a cohort: one moves, what follows moves with it, and nothing before it."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parcours.programs.timetable import (
    YEAR,
    Edge,
    Span,
    TooEarly,
    a_year_later,
    after_business_days,
    in_order,
    move,
    to_business_day,
)


def day(month: int, number: int) -> dt.date:
    """Return a day of 2026."""
    return dt.date(2026, month, number)


SPANS = [
    Span("intake", day(6, 1), day(7, 10)),
    Span("review", day(7, 13), day(7, 24)),
    Span("mentorship", day(9, 14), dt.date(2027, 1, 15)),
]


def test_moving_a_start_takes_its_end_and_what_follows_along() -> None:
    assert move(SPANS, "review", Edge.START, day(7, 20)) == [
        SPANS[0],
        Span("review", day(7, 20), day(7, 31)),
        Span("mentorship", day(9, 21), dt.date(2027, 1, 22)),
    ]


def test_moving_an_end_leaves_its_start() -> None:
    assert move(SPANS, "intake", Edge.END, day(7, 17)) == [
        Span("intake", day(6, 1), day(7, 17)),
        Span("review", day(7, 20), day(7, 31)),
        Span("mentorship", day(9, 21), dt.date(2027, 1, 22)),
    ]


def test_what_follows_does_not_fall_on_a_weekend() -> None:
    assert move(SPANS, "review", Edge.START, day(7, 18))[2] == Span(
        "mentorship", day(9, 21), dt.date(2027, 1, 20)
    )


def test_the_day_asked_for_is_taken_as_it_is() -> None:
    assert move(SPANS, "review", Edge.START, day(7, 18))[1] == Span("review", day(7, 18), day(7, 29))


@pytest.mark.parametrize(
    ("edge", "to", "first"), [(Edge.START, day(5, 31), day(6, 1)), (Edge.END, day(7, 12), day(7, 13))]
)
def test_a_phase_does_not_overtake(edge: Edge, to: dt.date, first: dt.date) -> None:
    with pytest.raises(TooEarly) as refused:
        move(SPANS, "review", edge, to)
    assert refused.value.first == first


def test_the_first_phase_may_start_at_any_time() -> None:
    assert move(SPANS, "intake", Edge.START, day(1, 5))[0] == Span("intake", day(1, 5), day(2, 13))


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A phase cannot end before it starts"):
        Span("intake", day(6, 2), day(6, 1))


def test_next_year_has_the_same_weekdays() -> None:
    assert a_year_later(SPANS)[0] == Span("intake", dt.date(2027, 5, 31), dt.date(2027, 7, 9))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (day(11, 26), 1, day(11, 27)),
        (day(11, 26), 2, day(11, 30)),
        (day(11, 27), 5, day(12, 4)),
        (day(11, 28), 1, day(11, 30)),
        (day(11, 29), 5, day(12, 4)),
    ],
)
def test_business_days_skip_weekends(start: dt.date, number: int, end: dt.date) -> None:
    assert after_business_days(start, number) == end


DAYS = st.dates(day(1, 1), dt.date(2030, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_business_days_are_counted_one_by_one(start: dt.date, number: int) -> None:
    end = after_business_days(start, number)
    between = [start + dt.timedelta(days=past) for past in range(1, (end - start).days + 1)]
    assert sum(one.weekday() < 5 for one in between) == number
    assert end.weekday() < 5


@st.composite
def timetables(draw: st.DrawFn) -> list[Span]:
    """Draw phases in any order, which may overlap."""
    drawn = draw(st.lists(st.tuples(DAYS, st.integers(0, 200)), min_size=1, max_size=7))
    return [
        Span(str(place), start, start + dt.timedelta(days=length))
        for place, (start, length) in enumerate(drawn)
    ]


@given(timetables(), st.data())
def test_moving_keeps_the_order_and_what_came_before(spans: list[Span], data: st.DataObject) -> None:
    before = in_order(spans)
    here = data.draw(st.integers(0, len(before) - 1))
    edge = data.draw(st.sampled_from(Edge))
    first = before[here].starts_on if edge is Edge.END else before[max(here - 1, 0)].starts_on
    after = move(spans, before[here].key, edge, data.draw(st.dates(first, dt.date(2031, 12, 31))))
    assert [span for span in after if span in before[:here]] == before[:here]
    starts = {span.key: span.starts_on for span in after}
    kept = [starts[span.key] for span in before]
    assert kept == sorted(kept)


@given(timetables(), st.data(), st.integers(1, 30))
def test_whole_weeks_keep_business_days_apart_as_they_were(
    spans: list[Span], data: st.DataObject, weeks: int
) -> None:
    spans = [
        Span(one.key, to_business_day(one.starts_on), to_business_day(one.ends_on)) for one in in_order(spans)
    ]
    assume(len({one.starts_on for one in spans}) == len(spans))
    here = data.draw(st.integers(0, len(spans) - 1))
    by = dt.timedelta(weeks=weeks)
    assert move(spans, spans[here].key, Edge.START, spans[here].starts_on + by) == [
        *spans[:here],
        *(Span(one.key, one.starts_on + by, one.ends_on + by) for one in spans[here:]),
    ]


@given(timetables())
def test_moving_to_where_it_is_moves_nothing(spans: list[Span]) -> None:
    assert move(spans, spans[0].key, Edge.START, spans[0].starts_on) == in_order(spans)


@given(timetables())
def test_a_year_keeps_every_weekday_and_distance(spans: list[Span]) -> None:
    for before, after in zip(in_order(spans), a_year_later(spans), strict=True):
        assert (after.starts_on - before.starts_on, after.ends_on - before.ends_on) == (YEAR, YEAR)
        assert after.starts_on.weekday() == before.starts_on.weekday()
