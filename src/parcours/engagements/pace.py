"""How many hours a pair has, and how many it will have at this pace. Pure: no clock, no tables."""

import datetime as dt
from dataclasses import dataclass

from parcours.core.months import months_after

FEWEST = 3
"""So many sessions are needed before anything is forecast: of fewer, one more or less changes everything."""

EARLIEST = 21
"""Days since the first meeting that are needed as well."""

_SLACK = 90
"""Percent of the target that a forecast reaches before anybody speaks of being behind."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes that count, of ``target``, and how many there will be on ``ends_on``; ``planned`` are those until today.

    ``forecast`` is None where there are too few sessions to say anything, or too few days have passed. Once the time
    is over it is what was reached.
    """

    minutes: int
    target: int
    planned: int
    ends_on: dt.date
    forecast: int | None
    is_over: bool

    @property
    def is_behind(self) -> bool:
        """Whether the target will clearly not be reached, or was not."""
        return self.forecast is not None and 100 * self.forecast < _SLACK * self.target


def pace(*, sessions: int, minutes: int, starts_on: dt.date, months: int, hours: int, today: dt.date) -> Pace:
    """Return the pace of a pair that met first on ``starts_on``, for ``months``, aiming at ``hours``.

    ``sessions`` and ``minutes`` are those that count. The forecast goes on as it went so far, on average of all days;
    the plan has the same for every day.
    """
    ends_on, target = months_after(starts_on, months), hours * 60
    days, left = (today - starts_on).days + 1, (ends_on - today).days
    forecast = None
    if left <= 0:
        forecast = minutes
    elif sessions >= FEWEST and days > EARLIEST:
        forecast = minutes + round(minutes * left / days)
    planned = target if left <= 0 else target * max(0, days) // (days + left)
    return Pace(minutes, target, planned, ends_on, forecast, is_over=left <= 0)
