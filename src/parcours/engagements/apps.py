"""The Django application."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """What two people agree on, and what becomes of it."""

    name = "parcours.engagements"
    label = "engagements"
