"""The Django application."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Packages of everything that an organization has."""

    name = "parcours.reporting.exports"
    label = "exports"
