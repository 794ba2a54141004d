"""The Django application."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Backups."""

    name = "parcours.backups"
    label = "backups"
