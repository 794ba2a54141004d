"""The days of a follow-up: the exit and some months after it, each with its window, as the program says."""

import datetime as dt
from collections.abc import Collection, Mapping
from types import MappingProxyType

from parcours.core.months import months_after

POINTS: Mapping[str, int] = MappingProxyType({"exit": 0, "m1": 1, "m3": 3, "m6": 6, "m12": 12, "m24": 24})
"""Which points there are, and how many months after the exit."""

BY_LETTER = dt.timedelta(days=7)
"""So long after the letter a reminder leaves; so long after that staff call."""


def due_days(left_on: dt.date, points: Collection[str]) -> dict[str, dt.date]:
    """Return the day of each of ``points`` for somebody who left on a day."""
    return {point: months_after(left_on, months) for point, months in POINTS.items() if point in points}
