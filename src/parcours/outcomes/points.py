"""The days of a follow-up: exit, 3, 6 and 12 months after it, each with its window."""

import calendar
import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

POINTS: Mapping[str, int] = MappingProxyType({"exit": 0, "m3": 3, "m6": 6, "m12": 12})
"""Which points there are, and how many months after the exit."""

BEFORE, AFTER = dt.timedelta(days=14), dt.timedelta(days=45)
"""An answer counts for its point from so long before the day until so long after it."""

ATTEMPTS = 3
"""So often somebody is tried, each time on another day, before they count as not reached."""

BY_LETTER = dt.timedelta(days=7)
"""So long after the letter a reminder leaves; so long after that staff call."""


def due_days(left_on: dt.date) -> dict[str, dt.date]:
    """Return the day of each point for somebody who left on a day."""
    return {point: months_after(left_on, months) for point, months in POINTS.items()}


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_window(due_on: dt.date, day: dt.date) -> bool:
    """Return whether what is said on ``day`` counts for the point of ``due_on``."""
    return due_on - BEFORE <= day <= due_on + AFTER
