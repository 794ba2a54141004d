"""Reads about webhooks, of the organization in scope."""

from django.db.models import Count, Max, Q, QuerySet

from parcours.messaging.webhooks.models import Delivery, DeliveryState, Endpoint

MOST = 10
"""So many endpoints an organization has at most."""


def endpoints() -> QuerySet[Endpoint]:
    """Return the endpoints, each with how many deliveries wait and failed, and when the last arrived."""
    return Endpoint.objects.annotate(
        waiting=Count("deliveries", Q(deliveries__state=DeliveryState.WAITING)),
        failed=Count("deliveries", Q(deliveries__state=DeliveryState.FAILED)),
        last=Max("deliveries__ended_at", filter=Q(deliveries__state=DeliveryState.DELIVERED)),
    ).select_related("organization")


def deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    """Return what an endpoint was and is told, within the last thirty days."""
    return Delivery.objects.filter(endpoint=endpoint)
