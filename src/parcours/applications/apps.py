"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules, import_string


class ApplicationsConfig(AppConfig):
    """Applications, seats, and mentors of a cohort."""

    name = "parcours.applications"
    label = "applications"

    def ready(self) -> None:
        """Load every app’s ``room``: who has a place of a mentor already. Say what can be imported into a cohort."""
        autodiscover_modules("room", "leaving")
        import_string("parcours.applications.importing.register_all")()
