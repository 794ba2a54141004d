"""A series as calendar programs read it: its rule, the days left out, and what differs from the rule."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from icalendar import Event, vText

from parcours.messaging.calendar.models import Appointment, Series
from parcours.messaging.calendar.times import repeats_in_words


def repeating(rows: Sequence[Appointment], written: Callable[[Appointment], Event]) -> list[Event]:
    """Return the events of a series with these of its appointments, each as ``written``: the rule comes first.

    The rule says what most of them say; the days of the series that are none of them are left out of it.
    """
    series = rows[0].series if rows else None
    by_slot = {row.slot: row for row in rows}
    held = [by_slot[slot] for slot in series.slots if slot in by_slot] if series else []
    if series is None or not held:
        return []
    events = [written(row) for row in held]
    (usual, _times), *_others = Counter(map(_said, events)).most_common(1)
    pattern = next(row for row, event in zip(held, events, strict=True) if _said(event) == usual)
    rule = _rule(series, pattern, written(pattern))
    for name in ("dtstamp", "last-modified"):
        del rule[name]
        rule.add(name, max(event.decoded("dtstamp") for event in events))
    left_out = [series.at(slot).on_the_clock() for slot in series.slots if slot not in by_slot]
    if left_out:
        rule.add("exdate", left_out)
    differing = [
        event for row, event in zip(held, events, strict=True) if row.is_moved or _said(event) != usual
    ]
    return [rule, *differing]


def _said(event: Event) -> tuple[str, ...]:
    """Return what an event says besides its time."""
    length = event.decoded("dtend") - event.decoded("dtstart")
    return (*(str(event.get(name, "")) for name in ("summary", "location", "url")), str(length))


def _rule(series: Series, pattern: Appointment, event: Event) -> Event:
    """Make the event of one appointment that of the series."""
    begins = series.at(series.day).on_the_clock()
    for name in ("recurrence-id", "dtstart", "dtend", "sequence"):
        del event[name]
    event.add("sequence", series.sequence)
    event.add("dtstart", begins)
    event.add("dtend", begins + dt.timedelta(minutes=pattern.minutes))
    until = series.at(series.last).nearest()
    event.add("rrule", {"freq": "weekly", "interval": series.weeks, "until": until})
    language = event["description"].params["LANGUAGE"]
    event["description"] = vText(
        repeats_in_words(series.at(series.day), series.last, series.weeks, pattern.minutes),
        params={"LANGUAGE": language},
    )
    return event
