"""The Django application."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Requests about one's own data, erasure, retention, breaches."""

    name = "parcours.people.privacy"
    label = "privacy"
