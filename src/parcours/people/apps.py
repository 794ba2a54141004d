"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Participants, mentors and supervisors."""

    name = "parcours.people"
    label = "people"

    def ready(self) -> None:
        """Load every app's ``following``: what is done along with saving somebody."""
        autodiscover_modules("following")
