"""The tables of webhooks, one file each."""

from parcours.messaging.webhooks.models.delivery import Answer, Delivery, DeliveryState
from parcours.messaging.webhooks.models.endpoint import Endpoint, Stopped

__all__ = ["Answer", "Delivery", "DeliveryState", "Endpoint", "Stopped"]
