"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ImportsConfig(AppConfig):
    """Participants and mentors from spreadsheets."""

    name = "parcours.people.imports"
    label = "people_imports"

    def ready(self) -> None:
        """Say what can be imported; its models are there only now."""
        import_string("parcours.people.imports.kinds.register_all")()
