"""Keeping an event for every endpoint that is told of it, in the transaction of the change."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from parcours.accounts.models import AuditEntry, Organization
from parcours.core.events import BY_VERB, Ids
from parcours.messaging.webhooks.models import Delivery, Endpoint

TEST = "webhook.test"
"""The event that says nothing, to see whether anything arrives."""


def tell(entry: AuditEntry, what: Model | None, content: Mapping[str, Any]) -> None:
    """Keep what ``entry`` says for the endpoints of its organization, where it is an event; called in its scope."""
    event = BY_VERB.get(entry.verb)
    if event is None or what is None or entry.organization_id is None:
        return
    for endpoint in [one for one in Endpoint.objects.filter(stopped="") if event.code in one.events]:
        keep(endpoint, event.code, endpoint.organization, entry.time, event.ids(what, content))


def keep(endpoint: Endpoint, code: str, organization: Organization, time: dt.datetime, ids: Ids) -> Delivery:
    """Write what an endpoint is told, and that it happened at ``time``; the worker sends it."""
    return Delivery.objects.create(
        organization=organization,
        endpoint=endpoint,
        event=code,
        data={"organization": organization.slug, **ids},
        happened_at=time,
        person=ids.get("person"),
        member=ids.get("member"),
    )
