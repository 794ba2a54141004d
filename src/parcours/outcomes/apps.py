"""The Django application."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """How mentorships close, and what became of the people afterwards."""

    name = "parcours.outcomes"
    label = "outcomes"
