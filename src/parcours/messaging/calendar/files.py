"""What calendar programs read: invitations, cancellations and feeds (RFC 5545, 5546 and 7986).

Instants are written in UTC. A zone would have to be described in the file, and programs that know its name take their
own, perhaps older, description instead: from autumn 2026 that is an hour off in half of Canada (docs/adr/0069).
"""

import datetime as dt
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from parcours.accounts.mail import in_language
from parcours.messaging.calendar.models import Appointment, Attendee, Feed
from parcours.messaging.calendar.models.appointment import PERSONAL
from parcours.messaging.calendar.times import in_words

REFRESH = dt.timedelta(hours=1)
"""How often programs may ask for a feed again."""


def invitation(appointment: Appointment, attendee: Attendee) -> str:
    """Return the file that invites ``attendee``, or tells of a change."""
    return _message(appointment, attendee, "REQUEST")


def cancellation(appointment: Appointment, attendee: Attendee) -> str:
    """Return the file that takes the appointment out of ``attendee``'s calendar."""
    return _message(appointment, attendee, "CANCEL")


def feed(rows: Iterable[Appointment], of: Feed) -> bytes:
    """Return a person's appointments as a feed; without names unless they chose to show them."""
    with in_language(of.reads):
        calendar = _calendar()
        calendar.add("x-wr-calname", _name(of))
        calendar.add("name", _name(of))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar["x-published-ttl"] = vDuration(REFRESH)
        for row in rows:
            event = _event(row)
            if of.shows_names:
                _with_details(event, row)
            event["summary"] = _text(_with_people(str(event["summary"]), _others(row, of)))
            if row.cancelled_at:
                event["status"] = "CANCELLED"
            calendar.add_component(event)
        return bytes(calendar.to_ical())


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


def _message(appointment: Appointment, attendee: Attendee, method: str) -> str:
    with in_language(attendee.reads):
        calendar = _calendar()
        calendar.add("method", method)
        event = _event(appointment)
        _with_details(event, appointment)
        organization = appointment.organization
        organizer = vCalAddress(f"mailto:{organization.contact_email or _sender()}")
        organizer.params["CN"] = vText(organization.name)
        event.add("organizer", organizer)
        # Whoever is invited learns from the file of nobody else.
        person = vCalAddress(f"mailto:{attendee.address}")
        person.params.update({"CN": vText(str(attendee)), "ROLE": "REQ-PARTICIPANT", "CUTYPE": "INDIVIDUAL"})
        if method == "REQUEST":
            person.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
        else:
            event["status"] = "CANCELLED"
        event.add("attendee", person)
        calendar.add_component(event)
        return str(calendar.to_ical().decode())


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Parcours//Parcours//{(get_language() or 'en')[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(row: Appointment) -> Event:
    """Return an appointment as far as nobody typed it: its kind and its time."""
    event = Event()
    event.add("uid", str(row.uid))
    event.add("sequence", row.sequence)
    # Not the time of writing: the same appointment makes the same bytes, by which programs see that nothing changed.
    event.add("dtstamp", row.changed_at.astimezone(dt.UTC))
    event.add("last-modified", row.changed_at.astimezone(dt.UTC))
    event.add("dtstart", row.starts_at.astimezone(dt.UTC))
    event.add("dtend", row.ends_at.astimezone(dt.UTC))
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
