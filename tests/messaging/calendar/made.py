"""Appointments for tests, and what their messages hold."""

import datetime as dt
from typing import Any

from django_scopes import scope

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization, User
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.messaging.calendar.actions import Details, Person, make_appointment
from parcours.messaging.calendar.models import Appointment
from parcours.messaging.calendar.times import When
from parcours.messaging.contents import Delivered
from parcours.messaging.models import Outgoing
from tests import factories

DAY = dt.date(2030, 6, 12)
TORONTO = "America/Toronto"


def details(day: dt.date = DAY, time: str = "14:30", zone: str = TORONTO, **more: Any) -> Details:
    """An appointment in summer, in Toronto."""
    is_later = more.pop("is_later", None)
    when = When(day, dt.time.fromisoformat(time), zone, is_later)
    return Details(when, **{"title_en": "First meeting", "title_fr": "Première rencontre", **more})


def coordinator(of: Organization) -> Actor:
    """Somebody who makes appointments."""
    return acting(factories.member(of, Role.COORDINATOR), of)


def acting(user: User, of: Organization) -> Actor:
    """A member as one who acts."""
    with scope(organization=of):
        return actor_for(user, of)


def make(by: Actor, *emails: str, **more: Any) -> Appointment:
    """Make an appointment with these people."""
    with scope(organization=by.here):
        return make_appointment(by=by, details=details(**more), people=[Person(one) for one in emails])


def file_of(row: Outgoing) -> str:
    """The calendar file of a message, as a mail program finds it."""
    (part,) = [part for part in Delivered(row).message().walk() if part.get_content_type() == "text/calendar"]
    return str(part.get_content())


def method_of(row: Outgoing) -> object:
    """The method that the message says its file has."""
    (part,) = [part for part in Delivered(row).message().walk() if part.get_content_type() == "text/calendar"]
    return part.get_param("method")
