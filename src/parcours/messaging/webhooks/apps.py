"""The Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebhooksConfig(AppConfig):
    """What other systems are told."""

    name = "parcours.messaging.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Load every app's ``events``, which declare what can be told, and watch the audit log for them."""
        autodiscover_modules("events", "watching")
