"""The Django application."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications, seats, and mentors of a cohort."""

    name = "parcours.applications"
    label = "applications"
