"""The tables of the calendar, one file each."""

from parcours.messaging.calendar.models.appointment import Appointment, Attendee, Kind
from parcours.messaging.calendar.models.feed import Feed
from parcours.messaging.calendar.models.series import Series

__all__ = ["Appointment", "Attendee", "Feed", "Kind", "Series"]
