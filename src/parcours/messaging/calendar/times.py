"""Times on the clock of a place, and the instants they are: once an hour is skipped, once it comes twice."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from parcours.core.refusals import Refused
from parcours.core.zones import ZONES


class Absent(Refused):
    """The clock skips this time."""


class Ambiguous(Refused):
    """The clock shows this time twice."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as people agree on it. ``is_later`` says which one of an hour that comes twice; None: nobody said."""

    day: dt.date
    time: dt.time
    zone: str
    is_later: bool | None = None

    def instants(self) -> list[dt.datetime]:
        """Return the instants at which the clock shows this time, in UTC: none, one or two."""
        shown = dt.datetime.combine(self.day, self.time)
        found = [self._with(fold) for fold in (False, True)]
        zone = ZoneInfo(self.zone)
        return sorted({one for one in found if one.astimezone(zone).replace(tzinfo=None) == shown})

    def instant(self) -> dt.datetime:
        """Return the instant in UTC. Raises Absent, and Ambiguous where there are two and nobody said which."""
        found = self.instants()
        if not found:
            raise Absent(
                _(
                    "This time does not exist: on %(day)s the clocks go forward and skip it. "
                    "Choose one at least an hour earlier or later."
                )
                % {"day": date_format(self.day)}
            )
        if len(found) > 1 and self.is_later is None:
            raise Ambiguous(
                _("This time comes twice: on %(day)s the clocks go back. Say which of the two you mean.")
                % {"day": date_format(self.day)}
            )
        return found[-1] if self.is_later else found[0]

    def nearest(self) -> dt.datetime:
        """Return the instant by today's zone data, whatever the clock now does at that time."""
        return self._with(bool(self.is_later))

    def on_the_clock(self) -> dt.datetime:
        """Return the time with its zone, as a file for calendars has it."""
        return dt.datetime.combine(self.day, self.time, tzinfo=ZoneInfo(self.zone))

    def _with(self, fold: bool) -> dt.datetime:  # noqa: FBT001 - private
        return self.on_the_clock().replace(fold=int(fold)).astimezone(dt.UTC)


def offset(instant: dt.datetime, zone: str) -> str:
    """Return how far the clock of a zone is from UTC at an instant, in hours and minutes."""
    away = instant.astimezone(ZoneInfo(zone)).utcoffset() or dt.timedelta()
    minutes = round(abs(away).total_seconds() / 60)
    return f"UTC{'−' if away < dt.timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"  # noqa: RUF001 - a minus


def span(begins: dt.datetime, ends: dt.datetime, zone: str) -> tuple[dt.datetime, dt.datetime]:
    """Return two instants by the clock of ``zone``, or in UTC where it shows the time of either of them twice."""
    local = [one.astimezone(ZoneInfo(zone)) for one in (begins, ends)]
    shown = [When(one.date(), one.time().replace(fold=0), zone) for one in local]
    if any(len(one.instants()) != 1 for one in shown):
        return begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)
    return local[0], local[1]


def in_words(instant: dt.datetime, zone: str) -> str:
    """Return an instant as the reader says it, by the clock of ``zone``: weekday, day, time, and whose time it is."""
    local = instant.astimezone(ZoneInfo(zone))
    shown = When(local.date(), local.time().replace(fold=0), zone)
    twice = f", {offset(instant, zone)}" if len(shown.instants()) > 1 else ""
    said = f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"
    return f"{said} – {ZONES.get(zone, zone)}{twice}"


def repeats_in_words(first: When, last: dt.date, weeks: int, minutes: int) -> str:
    """Return a series as the reader says it: which weekday, from when to when, until which day, whose time it is."""
    ends = dt.datetime.combine(first.day, first.time) + dt.timedelta(minutes=minutes)
    values = {
        "weeks": weeks,
        "weekday": date_format(first.day, "l"),
        "from": time_format(first.time),
        "to": time_format(ends.time()),
        "last": date_format(last),
        "zone": ZONES.get(first.zone, first.zone),
    }
    if weeks == 1:
        return _("every %(weekday)s, %(from)s–%(to)s, until %(last)s – %(zone)s") % values
    return _("every %(weeks)s weeks on %(weekday)s, %(from)s–%(to)s, until %(last)s – %(zone)s") % values
