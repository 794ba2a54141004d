"""The Django application."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consents and their texts."""

    name = "parcours.people.consent"
    label = "consent"
