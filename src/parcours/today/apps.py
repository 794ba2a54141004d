"""The Django application."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """What needs a coordinator today, and what was decided about it."""

    name = "parcours.today"
    label = "today"
