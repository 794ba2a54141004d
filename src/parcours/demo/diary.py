"""The appointments of the demo, made by the real actions: coming ones, a changed one, a cancelled one."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.messaging.calendar.actions import (
    Details,
    Person,
    Repeat,
    cancel_appointment,
    change_appointment,
    make_appointment,
    make_series,
)
from parcours.messaging.calendar.models import Kind
from parcours.messaging.calendar.queries import of_series
from parcours.messaging.calendar.times import When
from parcours.web.public.personas import BY_KEY

_SATURDAY = 5
_GUEST = Person("jeanne.tremblay@mail.example", "Jeanne Tremblay", "fr")


_HALL = "Room 204, City Hall, 20 Main Street"


def make_appointments(by: Actor) -> None:
    """Make the appointments of the actor's organization: the city's meetings, the agency's welcome."""
    if by.here.slug == "rivermouth":
        _make_meetings(by)
    else:
        _make_welcome(by)


def _make_meetings(by: Actor) -> None:
    """A first meeting that was moved by a day, an hour every week after it, and an interview."""
    first = Details(
        _in(by, days=6, hour=14, minute=30),
        title_en="First mentoring meeting",
        title_fr="Première rencontre de mentorat",
        place=_HALL,
    )
    pair = [_persona("participant"), _persona("mentor")]
    meeting = make_appointment(details=first, people=pair, by=by)
    moved = replace(first, when=_in(by, days=7, hour=16))
    change_appointment(appointment=meeting, sequence=0, details=moved, people=pair, by=by)
    _make_series(by, pair)
    interview = Details(_in(by, days=16, hour=9), kind=Kind.INTERVIEW, minutes=45, place=_HALL)
    make_appointment(details=interview, people=[_persona("participant"), _persona("supervisor")], by=by)


def _make_series(by: Actor, pair: list[Person]) -> None:
    """Make an hour every week for six weeks, online, on a day that people work; the third is at noon."""
    weekly = Details(
        _in(by, days=14, hour=17),
        title_en="Our hour of the week",
        title_fr="Notre heure de la semaine",
        online="https://meet.example/weekly",
    )
    until = weekly.when.day + dt.timedelta(weeks=5)
    first = make_series(details=weekly, repeat=Repeat(1, until), people=pair, by=by)
    assert first.series  # noqa: S101 - it is one of a series
    third = of_series(first.series)[2]
    noon = replace(weekly.when, day=weekly.when.day + dt.timedelta(weeks=2), time=dt.time(12))
    change_appointment(
        appointment=third, sequence=third.sequence, details=replace(weekly, when=noon), people=pair, by=by
    )


def _make_welcome(by: Actor) -> None:
    """An orientation online, to which somebody without an account comes too, and a check-in that was cancelled."""
    welcome = Details(
        _in(by, days=12, hour=10),
        kind=Kind.ORIENTATION,
        title_en="Welcome to the program",
        title_fr="Bienvenue dans le programme",
        minutes=90,
        online="https://meet.example/welcome",
    )
    make_appointment(details=welcome, people=[_persona("participant"), _GUEST], by=by)
    check_in = Details(
        _in(by, days=3, hour=11), kind=Kind.CHECK_IN, minutes=30, online="https://meet.example/hello"
    )
    people = [_persona("participant"), _persona("coordinator-agency")]
    given_up = make_appointment(details=check_in, people=people, by=by)
    cancel_appointment(appointment=given_up, sequence=0, by=by)


def _persona(key: str) -> Person:
    return Person(BY_KEY[key].email)


def _in(by: Actor, *, days: int, hour: int, minute: int = 0) -> When:
    """Return a time so many days from now, on a day that people work."""
    day = timezone.localdate() + dt.timedelta(days=days)
    while day.weekday() >= _SATURDAY:
        day += dt.timedelta(days=1)
    return When(day, dt.time(hour, minute), by.here.time_zone)
