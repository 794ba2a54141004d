"""The dates of a cohort: moving one moves what follows, and a copy for next year keeps its weekdays."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

WEEK = dt.timedelta(weeks=1)
YEAR = 52 * WEEK
"""A year that ends on the weekday on which it began."""
_SATURDAY = 5


class Edge(StrEnum):
    """Which day of a phase moves."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Span:
    """A phase from its first day to its last."""

    key: str
    starts_on: dt.date
    ends_on: dt.date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("A phase cannot end before it starts.")


class TooEarly(ValueError):
    """A day would come before one that it follows; ``first`` is the first day that is possible."""

    def __init__(self, first: dt.date) -> None:
        super().__init__(f"not before {first}")
        self.first = first


def to_business_day(day: dt.date) -> dt.date:
    """Return the day, or the Monday after a weekend."""
    late = day.weekday() - _SATURDAY
    return day if late < 0 else day + dt.timedelta(days=2 - late)


def after_business_days(day: dt.date, number: int) -> dt.date:
    """Return the business day that comes ``number`` business days after ``day``."""
    day = day if day.weekday() < _SATURDAY else day - dt.timedelta(days=day.weekday() - _SATURDAY + 1)
    weeks, rest = divmod(number, 5)
    over = 2 if day.weekday() + rest >= _SATURDAY else 0
    return day + weeks * WEEK + dt.timedelta(days=rest + over)


def in_order(spans: Sequence[Span]) -> list[Span]:
    """Return the phases as they follow each other."""
    return sorted(spans, key=lambda span: (span.starts_on, span.ends_on, span.key))


def move(spans: Sequence[Span], key: str, edge: Edge, to: dt.date) -> list[Span]:
    """Return the phases, in order, when one day of the phase ``key`` moves to ``to``: all later phases move with it.

    Moving a start takes the phase’s end along; moving an end leaves its start. What follows moves by as many days, and
    from a weekend to Monday; the day asked for is taken as it is. Raises TooEarly where the phase would come before the
    one that it follows, or end before it starts.
    """
    spans = in_order(spans)
    here = next(place for place, span in enumerate(spans) if span.key == key)
    span = spans[here]
    is_start = edge is Edge.START
    first = span.starts_on if not is_start else (spans[here - 1].starts_on if here else dt.date.min)
    if to < first:
        raise TooEarly(first)
    by = to - (span.starts_on if is_start else span.ends_on)
    if not by:
        return spans
    moved = (
        Span(key, to, max(to, to_business_day(span.ends_on + by))) if is_start else replace(span, ends_on=to)
    )
    return in_order([*spans[:here], moved, *(_shifted(one, by, moved) for one in spans[here + 1 :])])


def _shifted(span: Span, by: dt.timedelta, after: Span) -> Span:
    """Return a later phase, moved; it starts no sooner than ``after``, which it follows."""
    start = max(to_business_day(span.starts_on + by), after.starts_on)
    return replace(span, starts_on=start, ends_on=max(start, to_business_day(span.ends_on + by)))


def a_year_later(spans: Sequence[Span]) -> list[Span]:
    """Return the phases 52 weeks later: the same weekdays, and the same distances between them."""
    return [
        replace(span, starts_on=span.starts_on + YEAR, ends_on=span.ends_on + YEAR)
        for span in in_order(spans)
    ]
