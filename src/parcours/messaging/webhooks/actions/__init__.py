"""What can be done with webhooks."""

from parcours.messaging.webhooks.actions.deliveries import send_again, send_test
from parcours.messaging.webhooks.actions.endpoints import (
    add_endpoint,
    change_endpoint,
    remove_endpoint,
    replace_secret,
    start_endpoint,
    stop_endpoint,
)

__all__ = [
    "add_endpoint",
    "change_endpoint",
    "remove_endpoint",
    "replace_secret",
    "send_again",
    "send_test",
    "start_endpoint",
    "stop_endpoint",
]
