"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "parcours.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Load every app's ``periodic``: its table of what is done again and again."""
        autodiscover_modules("periodic")
