"""Endpoints and deliveries for tests."""

import datetime as dt
from typing import Any

from django.db import transaction
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Actor
from parcours.accounts.models import Organization
from parcours.accounts.queries import actor_for
from parcours.accounts.roles import Role
from parcours.messaging.webhooks.actions import add_endpoint
from parcours.messaging.webhooks.models import Delivery, Endpoint
from parcours.messaging.webhooks.telling import keep
from tests import factories

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


def administrator(of: Organization) -> Actor:
    """Somebody who manages webhooks."""
    someone = factories.member(of, Role.ADMINISTRATOR)
    with scope(organization=of):
        return actor_for(someone, of)


def endpoint(by: Actor, url: str = "https://hooks.example.org/in", *events: str) -> tuple[Endpoint, str]:
    """Add an endpoint that is told of these events, or of people who are added; return it with its secret."""
    with scope(organization=by.here):
        return add_endpoint(by=by, url=url, events=events or ["person.added"])


def event(of: Endpoint, person: int = 7) -> Delivery:
    """Keep an event for an endpoint."""
    with scope(organization=of.organization), transaction.atomic():
        return keep(of, "person.added", of.organization, NOON, {"person": person})


def deliveries() -> list[Delivery]:
    """Return everything that is kept, the oldest first."""
    with scopes_disabled():
        return list(Delivery.objects.select_related("endpoint").order_by("pk"))


def change(row: Endpoint | Delivery, **fields: Any) -> None:
    """Set fields of a row, past every rule."""
    with scopes_disabled():
        type(row)._base_manager.filter(pk=row.pk).update(**fields)  # noqa: SLF001 - past every rule


def now(row: Endpoint) -> Endpoint:
    """Return an endpoint as it is kept now."""
    with scopes_disabled():
        return Endpoint.objects.select_related("organization").get(pk=row.pk)
