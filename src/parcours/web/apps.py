"""The Django application."""

from django.apps import AppConfig

from parcours.web.formats.days import write_first_days_in_full


class WebConfig(AppConfig):
    """Pages, their templates and static files."""

    name = "parcours.web"
    label = "web"

    def ready(self) -> None:
        """Write dates as each language does."""
        write_first_days_in_full()
