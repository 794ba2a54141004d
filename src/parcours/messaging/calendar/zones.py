"""The clock of a place as calendar programs read it: a VTIMEZONE made from the zone data at hand (RFC 5545, 3.6.5).

Every block is a yearly rule, which ends where the place gave it up: lists of dates (RDATE), which libraries write
instead, are read an hour off by programs in use (docs/adr/0078).
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SURE = 3
"""Up to the third, a weekday of a month is counted from its beginning; from the fourth on it may be its last."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A clock set to another time: at what instant, from and to how far from UTC."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta

    @property
    def shown(self) -> dt.datetime:
        """What the clock showed, or would have, when it was set."""
        return self.at.replace(tzinfo=None) + self.before

    @property
    def kind(self) -> tuple[object, ...]:
        """What changes of the same rule share."""
        return self.before, self.after, self.shown.month, self.shown.weekday(), self.shown.time()

    def places(self) -> set[int]:
        """Return which of its weekday in the month it can be: the second is 2, the last is -1."""
        day, days = self.shown.day, monthrange(self.shown.year, self.shown.month)[1]
        return {(day - 1) // 7 + 1} | ({-1} if day + 7 > days else set())


@lru_cache(maxsize=64)
def described(zone: str, first: dt.date, last: dt.date) -> Timezone:
    """Return what the clock of ``zone`` shows from ``first`` to ``last``, and by its last rule after that.

    Rules that hold throughout begin a year before. Where one ends in between, only what is needed is described.
    """
    begin = _midnight(dt.date(first.year - 1, 1, 1))
    end = _midnight(dt.date(last.year + 2, 1, 1))
    runs = _runs(_changes(ZoneInfo(zone), begin, end))
    if not runs or any(run[-1].at.year <= last.year for run in runs):
        begin = _midnight(first - _DAY)
        runs = _runs(_changes(ZoneInfo(zone), begin, end))
    timezone = Timezone()
    timezone.add("tzid", zone)
    if begin.year == first.year or not runs:
        offset = begin.astimezone(ZoneInfo(zone)).utcoffset() or dt.timedelta()
        timezone.add_component(_block(zone, _Change(begin, offset, offset)))
    for run in runs:
        goes_on = run[-1].at.year > last.year
        timezone.add_component(_block(zone, run[0], _yearly(run, goes_on=goes_on)))
    return timezone


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> list[_Change]:
    """Return when the clock is set to another time, to the minute."""
    found = []
    while begin < end:
        before, after = (one.astimezone(zone).utcoffset() or dt.timedelta() for one in (begin, begin + _DAY))
        if before != after:
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                there = (begin + dt.timedelta(minutes=middle)).astimezone(zone)
                low, high = (middle, high) if there.utcoffset() == before else (low, middle)
            found.append(_Change(begin + dt.timedelta(minutes=high), before, after))
        begin += _DAY
    return found


def _runs(changes: list[_Change]) -> list[list[_Change]]:
    """Return changes by rule: in years that follow each other, on the same weekday of the month."""
    runs: list[list[_Change]] = []
    for change in changes:
        for run in runs:
            follows = run[-1].kind == change.kind and run[-1].shown.year == change.shown.year - 1
            if follows and set.intersection(change.places(), *(one.places() for one in run)):
                run.append(change)
                break
        else:
            runs.append([change])
    return runs


def _yearly(run: list[_Change], *, goes_on: bool) -> dict[str, object]:
    """Return a rule as RRULE says it; nothing for a change that came once."""
    if len(run) == 1 and not goes_on:
        return {}
    places = set.intersection(*(one.places() for one in run))
    place = next((one for one in places if 0 < one <= _SURE), min(places))
    shown = run[0].shown
    yearly: dict[str, object] = {
        "freq": "yearly",
        "bymonth": shown.month,
        "byday": f"{place}{_WEEKDAYS[shown.weekday()]}",
    }
    return yearly if goes_on else {**yearly, "until": run[-1].at}


def _block(
    zone: str, change: _Change, yearly: Mapping[str, object] = MappingProxyType({})
) -> TimezoneStandard | TimezoneDaylight:
    there = change.at.astimezone(ZoneInfo(zone))
    block = TimezoneDaylight() if there.dst() else TimezoneStandard()
    block.add("dtstart", change.shown)
    block.add("tzoffsetfrom", change.before)
    block.add("tzoffsetto", change.after)
    block.add("tzname", there.tzname() or zone)
    if yearly:
        block.add("rrule", dict(yearly))
    return block
