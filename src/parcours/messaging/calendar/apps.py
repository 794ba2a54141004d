"""The Django application."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Appointments and feeds."""

    name = "parcours.messaging.calendar"
    label = "calendar"
