"""The appointments of the demo, made by the real actions: coming ones, a changed one, a cancelled one."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from parcours.accounts.actors import Actor
from parcours.messaging.calendar.actions import (
    Details,
    Person,
    cancel_appointment,
    change_appointment,
    make_appointment,
)
from parcours.messaging.calendar.models import Kind
from parcours.messaging.calendar.times import When
from parcours.web.public.personas import BY_KEY

_SATURDAY = 5
_GUEST = Person("j.tremblay@rivermouth.example", "Jeanne Tremblay", "fr")


def make_appointments(by: Actor) -> None:
    """Make the appointments of the actor's organization."""
    participant, mentor, supervisor, counsellor = (
        Person(BY_KEY[key].email) for key in ("participant", "mentor", "supervisor", "counsellor")
    )
    hall = "Room 204, City Hall, 20 Main Street"
    first = Details(
        _in(by, days=6, hour=14, minute=30),
        title_en="First mentoring meeting",
        title_fr="Première rencontre de mentorat",
        place=hall,
    )
    meeting = make_appointment(details=first, people=[participant, mentor], by=by)
    change_appointment(
        appointment=meeting,
        sequence=0,
        details=replace(first, when=_in(by, days=7, hour=16)),
        people=[participant, mentor],
        by=by,
    )
    welcome = Details(
        _in(by, days=12, hour=10),
        kind=Kind.ORIENTATION,
        title_en="Welcome to the program",
        title_fr="Bienvenue dans le programme",
        minutes=90,
        online="https://meet.example/welcome",
    )
    make_appointment(details=welcome, people=[participant, counsellor, _GUEST], by=by)
    interview = Details(_in(by, days=16, hour=9), kind=Kind.INTERVIEW, minutes=45, place=hall)
    make_appointment(details=interview, people=[participant, supervisor], by=by)
    check_in = Details(
        _in(by, days=3, hour=11), kind=Kind.CHECK_IN, minutes=30, online="https://meet.example/hello"
    )
    given_up = make_appointment(details=check_in, people=[participant, counsellor], by=by)
    cancel_appointment(appointment=given_up, sequence=0, by=by)


def _in(by: Actor, *, days: int, hour: int, minute: int = 0) -> When:
    """Return a time so many days from now, on a day that people work."""
    day = timezone.localdate() + dt.timedelta(days=days)
    while day.weekday() >= _SATURDAY:
        day += dt.timedelta(days=1)
    return When(day, dt.time(hour, minute), by.here.time_zone)
