"""Rows for the pages of webhooks."""

import datetime as dt
from collections.abc import Callable, Mapping

from django_scopes import scope

from parcours.messaging.webhooks.models import Delivery, Endpoint
from tests.access.world import World


def an_endpoint(world: World) -> int:
    """A system that is told of new people."""
    with scope(organization=world.organization):
        found = Endpoint.objects.first()
    return (
        found.pk
        if found
        else world.row(Endpoint, url="https://hooks.example.org/in", events=["person.added"])
    )


def a_delivery(world: World) -> int:
    """An event that could not be delivered."""
    return world.row(
        Delivery,
        endpoint_id=an_endpoint(world),
        event="person.added",
        data={"person": 1},
        happened_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        person=1,
        state="failed",
        answer="number",
        status=500,
    )


EXAMPLES: Mapping[str, Callable[[World], Mapping[str, object]]] = {
    "webhook": lambda world: {"webhook": an_endpoint(world)},
    "webhook-edit": lambda world: {"webhook": an_endpoint(world)},
    "webhook-secret": lambda world: {"webhook": an_endpoint(world)},
    "webhook-remove": lambda world: {"webhook": an_endpoint(world)},
    "webhook-delivery": lambda world: {"webhook": an_endpoint(world), "delivery": a_delivery(world)},
}
