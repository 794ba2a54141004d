"""Files for calendars, read back by three programs of others."""

import datetime as dt
import itertools
import uuid
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from parcours.accounts.models import Organization
from parcours.core.zones import ZONES
from parcours.messaging.calendar.files import cancellation, invitation
from parcours.messaging.calendar.models import Appointment, Attendee
from parcours.messaging.calendar.times import When

LONG = "Rencontre d’accueil à l’hôtel de ville; salle 204, « côté cour » \\ " * 3


def appointment(when: When, **fields: object) -> Appointment:
    """One that is in no database."""
    return Appointment(
        organization=Organization(slug="north", name_en="North, East; and West", name_fr="Nord"),
        uid=uuid.UUID(int=7),
        day=when.day,
        time=when.time,
        zone=when.zone,
        starts_at=when.nearest(),
        changed_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        **{"title_en": "First meeting", "title_fr": LONG, "minutes": 45, **fields},
    )


def guest(language: str = "en") -> Attendee:
    return Attendee(email="ana@example.org", name="Ana Roy", language=language)


def times(file: str) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """The beginning and the end of the one event, by the program that read it."""
    (first,) = Calendar.from_ical(file).walk("VEVENT")
    second = vobject.readOne(file).vevent
    (third,) = IcsCalendarStream.calendar_from_ics(file).events
    return {
        "icalendar": (first.decoded("dtstart"), first.decoded("dtend")),
        "vobject": (second.dtstart.value, second.dtend.value),
        "ical": (third.dtstart, third.dtend),
    }


def moments(zone: str) -> list[When]:
    """Winter and summer, and each side of each change from 2026 to 2028, by the clock of ``zone``."""
    start = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
    there = [(start + dt.timedelta(hours=hour)).astimezone(ZoneInfo(zone)) for hour in range(3 * 365 * 24)]
    found = there[:: 182 * 24]
    for before, after in itertools.pairwise(there):
        if before.utcoffset() != after.utcoffset():
            found += [before, after]
    return [When(one.date(), one.time(), zone, bool(one.fold)) for one in found]


@pytest.mark.parametrize("zone", ZONES)
def test_t56_every_program_reads_the_same_instants(zone: str) -> None:
    """By the clock that the file describes: the zone has a name that no program knows. Only ical needs to know it."""
    for number, when in enumerate(moments(zone)):
        begins = when.nearest()
        ends = begins + dt.timedelta(minutes=45)
        file = invitation(appointment(when), guest()).replace(zone, f"Nowhere/{zone}-{number}")
        read = times(file)
        assert (read["icalendar"], read["vobject"]) == ((begins, ends), (begins, ends)), when


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Vancouver", "America/St_Johns"])
def test_t56_and_by_the_name_of_the_zone(zone: str) -> None:
    """Not vobject, which goes on with what the first file said about a name."""
    for when in moments(zone):
        begins = when.nearest()
        ends = begins + dt.timedelta(minutes=45)
        read = times(invitation(appointment(when), guest()))
        assert (read["icalendar"], read["ical"]) == ((begins, ends), (begins, ends)), when


def test_the_time_is_that_of_the_clock_of_the_place() -> None:
    lines = invitation(appointment(WHEN), guest()).split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART;", "DTEND;", "TZID"))] == [
        "TZID:America/Toronto",
        "DTSTART;TZID=America/Toronto:20261203T143000",
        "DTEND;TZID=America/Toronto:20261203T151500",
    ]


def test_t56_an_hour_that_comes_twice_is_written_as_its_instant() -> None:
    twice = When(dt.date(2026, 11, 1), dt.time(1, 30), "America/Toronto", is_later=True)
    lines = invitation(appointment(twice), guest()).split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "TZID"))] == [
        "DTSTART:20261101T063000Z",
        "DTEND:20261101T071500Z",
    ]


WHEN = When(dt.date(2026, 12, 3), dt.time(14, 30), "America/Toronto")


def test_it_is_a_request_of_the_organization_to_one_person() -> None:
    file = invitation(appointment(WHEN, sequence=3), guest())
    event = vobject.readOne(file).vevent
    assert vobject.readOne(file).method.value == "REQUEST"
    assert (event.uid.value, event.sequence.value) == ("00000000-0000-0000-0000-000000000007", "3")
    assert event.organizer.params["CN"] == ["North, East; and West"]
    assert event.attendee.value == "mailto:ana@example.org"
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert event.attendee.params["RSVP"] == ["TRUE"]
    assert event.summary.value == "First meeting"
    assert event.description.value == "Thursday 3 Dec 2026, 2:30 p.m. – Eastern (Toronto, Montréal)"


def test_a_cancellation_takes_the_same_event_out() -> None:
    read = vobject.readOne(cancellation(appointment(WHEN, sequence=4), guest()))
    assert (read.method.value, read.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert (read.vevent.uid.value, read.vevent.sequence.value) == (str(uuid.UUID(int=7)), "4")


def test_long_french_text_is_folded_between_letters_at_75_octets() -> None:
    file = invitation(appointment(WHEN), guest("fr"))
    lines = file.encode().split(b"\r\n")
    assert [line for line in lines if len(line) > 75] == []
    assert [line.decode() for line in lines if b"\n" in line] == []
    assert vobject.readOne(file).vevent.summary.value == LONG
    (event,) = IcsCalendarStream.calendar_from_ics(file).events
    assert event.summary == LONG
    assert vobject.readOne(file).vevent.summary.params["LANGUAGE"] == ["fr-ca"]


def test_where_it_is() -> None:
    online = "https://meet.example.org/a-b-c"
    event = vobject.readOne(
        invitation(appointment(WHEN, place="Room 4, 2nd floor", online=online), guest())
    ).vevent
    assert (event.location.value, event.url.value) == (f"Room 4, 2nd floor · {online}", online)


def test_without_a_title_the_kind_is_said() -> None:
    row = appointment(WHEN, title_en="", title_fr="", kind="orientation")
    assert vobject.readOne(invitation(row, guest("fr"))).vevent.summary.value == "Orientation"
