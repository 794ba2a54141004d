"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagingConfig(AppConfig):
    """The outbox and the catalogue."""

    name = "parcours.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Load every app's ``letters``, which declare what it sends."""
        autodiscover_modules("letters")
