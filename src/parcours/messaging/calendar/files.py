"""What calendar programs read: invitations, cancellations and feeds (RFC 5545, 5546 and 7986).

Times are written as the clock of their place shows them, with that clock described in the file (`zones`): that is what
people agreed on, and what a series needs. Where the clock shows a time twice, the instant is written in UTC instead
(docs/adr/0078). A series is its rule, the days that are not, and each appointment that differs from the rule.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from parcours.accounts.mail import in_language
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from parcours.messaging.calendar.models.appointment import PERSONAL
from parcours.messaging.calendar.repeating import repeating
from parcours.messaging.calendar.times import in_words, span
from parcours.messaging.calendar.zones import described

REFRESH = dt.timedelta(hours=1)
"""How often programs may ask for a feed again."""


def invitation(appointment: Appointment, attendee: Attendee) -> str:
    """Return the file that invites ``attendee``, or tells of a change."""
    return _message([appointment], attendee, "REQUEST")


def cancellation(appointment: Appointment, attendee: Attendee) -> str:
    """Return the file that takes the appointment out of ``attendee``'s calendar."""
    return _message([appointment], attendee, "CANCEL")


def series(rows: Sequence[Appointment], attendee: Attendee, method: str) -> str:
    """Return the file that invites ``attendee`` to these of a series, or takes the whole series out."""
    return _message(rows, attendee, method, as_series=True)


def feed(rows: Iterable[Appointment], of: Feed) -> bytes:
    """Return a person's appointments as a feed; without names unless they chose to show them."""

    def written(row: Appointment) -> Event:
        event = _event(row)
        if of.shows_names:
            _with_details(event, row)
        event["summary"] = _text(_with_people(str(event["summary"]), _others(row, of)))
        if row.cancelled_at:
            event["status"] = "CANCELLED"
        return event

    with in_language(of.reads):
        calendar = _calendar()
        calendar.add("x-wr-calname", _name(of))
        calendar.add("name", _name(of))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar["x-published-ttl"] = vDuration(REFRESH)
        alone, repeated = [], defaultdict(list)
        for row in rows:
            if row.series_id:
                repeated[row.series_id].append(row)
            else:
                alone.append(written(row))
        for theirs in repeated.values():
            alone += repeating([row for row in theirs if not row.cancelled_at], written)
        return bytes(_filled(calendar, alone).to_ical())


def _name(of: Feed) -> str:
    return f"{of.organization.name} – Parcours"


def _others(row: Appointment, of: Feed) -> list[str]:
    """Return the others at an appointment, if they know of each other: their initials, or names where chosen."""
    if row.kind not in PERSONAL:
        return []
    others = [
        one
        for one in row.attendees.all()
        if one.user_id != of.user_id or (one.user_id is None and one.email != of.email)
    ]
    return [str(one) if of.shows_names else one.initials for one in others]


def _with_people(title: str, people: list[str]) -> str:
    return _("%(title)s with %(people)s") % {"title": title, "people": ", ".join(people)} if people else title


def _message(rows: Sequence[Appointment], attendee: Attendee, method: str, *, as_series: bool = False) -> str:
    def written(row: Appointment) -> Event:
        event = _event(row)
        _with_details(event, row)
        _with_parties(event, attendee, method, row)
        return event

    with in_language(attendee.reads):
        calendar = _calendar()
        calendar.add("method", method)
        events = repeating(rows, written) if as_series else [written(row) for row in rows]
        # A whole series is cancelled by its rule alone.
        return str(_filled(calendar, events[:1] if method == "CANCEL" else events).to_ical().decode())


def _with_parties(event: Event, attendee: Attendee, method: str, row: Appointment) -> None:
    """Add who invites whom. Whoever is invited learns from the file of nobody else."""
    organization = row.organization
    organizer = vCalAddress(f"mailto:{organization.contact_email or _sender()}")
    organizer.params["CN"] = vText(organization.name)
    event.add("organizer", organizer)
    person = vCalAddress(f"mailto:{attendee.address}")
    person.params.update({"CN": vText(str(attendee)), "ROLE": "REQ-PARTICIPANT", "CUTYPE": "INDIVIDUAL"})
    if method == "REQUEST":
        person.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    else:
        event["status"] = "CANCELLED"
    event.add("attendee", person)


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _filled(calendar: Calendar, events: Sequence[Event]) -> Calendar:
    """Put events into a calendar, after the clocks by which they are."""
    days = defaultdict(list)
    for event in events:
        for name in ("dtstart", "dtend", "recurrence-id"):
            time = event.decoded(name, None)
            if time is not None and isinstance(time.tzinfo, ZoneInfo):
                days[time.tzinfo.key].append(time.date())
    for zone, found in sorted(days.items()):
        calendar.add_component(described(zone, min(found), max(found)))
    for event in events:
        calendar.add_component(event)
    return calendar


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Parcours//Parcours//{(get_language() or 'en')[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(row: Appointment) -> Event:
    """Return an appointment as far as nobody typed it: its kind and its time."""
    event = Event()
    event.add("uid", str(row.series.uid if row.series else row.uid))
    event.add("sequence", row.sequence)
    # Not the time of writing: the same appointment makes the same bytes, by which programs see that nothing changed.
    event.add("dtstamp", row.changed_at.astimezone(dt.UTC))
    event.add("last-modified", row.changed_at.astimezone(dt.UTC))
    if row.series and row.slot:
        event.add("recurrence-id", row.series.at(row.slot).on_the_clock())
    begins, ends = span(row.starts_at, row.ends_at, row.zone)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event["summary"] = _text(row.get_kind_display())
    event["description"] = _text(in_words(row.starts_at, row.zone))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _with_details(event: Event, row: Appointment) -> None:
    """Add what was typed: the title, the place and the address of the online meeting."""
    event["summary"] = _text(row.title or row.get_kind_display())
    where = " · ".join(part for part in (row.place, row.online) if part)
    if where:
        event["location"] = _text(where)
    if row.online:
        event.add("url", row.online)


def _text(words: object) -> vText:
    """Return text in the language at hand."""
    text = vText(str(words))
    text.params["LANGUAGE"] = (get_language() or "en").lower()
    return text
