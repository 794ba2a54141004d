"""The Django application."""

from django.apps import AppConfig


class FrozenConfig(AppConfig):
    """Reports as they were handed out."""

    name = "parcours.reporting.frozen"
    label = "frozen"
