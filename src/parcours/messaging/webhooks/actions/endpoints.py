"""Adding endpoints, changing, stopping, starting and removing them, and replacing their secrets."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.models import Organization
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.events import EVENTS
from parcours.core.refusals import Refused, Stale
from parcours.core.versions import change
from parcours.messaging.webhooks.models import Delivery, DeliveryState, Endpoint, Stopped
from parcours.messaging.webhooks.models.endpoint import former_field, secret_field
from parcours.messaging.webhooks.queries import MOST
from parcours.messaging.webhooks.signing import new_secret

OVERLAP = timedelta(hours=24)
"""For so long the secret before signs as well, so that the other system can be given the new one meanwhile."""


@transaction.atomic
def add_endpoint(*, by: Actor, url: str, events: Sequence[str], note: str = "") -> tuple[Endpoint, str]:
    """Have a system told of ``events`` from now on; return the endpoint and its secret, which is not shown again.

    Raises NotAllowed, ValidationError for an address that events may not go to, and Refused where there are too many.
    """
    check(by, Permission.MANAGE_WEBHOOKS)
    Organization.objects.select_for_update(no_key=True).get(pk=by.here.pk)  # two may add the last one at once
    if Endpoint.objects.count() >= MOST:
        raise Refused(
            _("There are %(most)s endpoints already. Remove one that is not needed.") % {"most": MOST}
        )
    endpoint, secret = Endpoint(organization=by.here, url=url, events=_known(events), note=note), new_secret()
    endpoint.full_clean()
    endpoint.save()
    secret_field().write(endpoint, secret)
    endpoint.save(update_fields=["sealed_secret"])
    record(by=by, verb="webhook.added", what=endpoint, host=endpoint.host, events=endpoint.events)
    return endpoint, secret


@transaction.atomic
def change_endpoint(
    *, endpoint: Endpoint, by: Actor, version: int, url: str, events: Sequence[str], note: str
) -> None:
    """Change where and of what a system is told. What is on its way goes to the new address.

    Raises NotAllowed, Stale where somebody was faster, and ValidationError.
    """
    check(by, Permission.MANAGE_WEBHOOKS)
    changed = change(endpoint, version=version, url=url, events=_known(events), note=note)
    if changed:
        fields = sorted(changed.after)
        record(
            by=by,
            verb="webhook.changed",
            what=endpoint,
            host=endpoint.host,
            fields=fields,
            events=endpoint.events,
        )


def _known(events: Sequence[str]) -> list[str]:
    """Return the events that there are, in the order of the catalogue."""
    known = [code for code in EVENTS if code in events]
    if not known:
        raise Refused(_("Choose at least one event."))
    return known


@transaction.atomic
def replace_secret(*, endpoint: Endpoint, by: Actor) -> str:
    """Make a new secret and return it, which is not shown again; the one before signs as well for a day."""
    check(by, Permission.MANAGE_WEBHOOKS)
    row, secret = Endpoint.objects.select_for_update().get(pk=endpoint.pk), new_secret()
    former_field().write(row, secret_field().read(row))
    secret_field().write(row, secret)
    row.former_until = timezone.now() + OVERLAP
    row.save(update_fields=["sealed_secret", "sealed_former", "former_until"])
    record(by=by, verb="webhook.secret_replaced", what=row, host=row.host)
    return secret


@transaction.atomic
def stop_endpoint(*, endpoint: Endpoint, by: Actor) -> None:
    """Tell a system nothing until it is started again. Raises NotAllowed, and Stale where it is stopped already."""
    check(by, Permission.MANAGE_WEBHOOKS)
    if not Endpoint.objects.filter(pk=endpoint.pk, stopped="").update(
        stopped=Stopped.BY_HAND, stopped_at=timezone.now()
    ):
        raise Stale(_("This endpoint is stopped already."))
    record(by=by, verb="webhook.stopped", what=endpoint, host=endpoint.host)


@transaction.atomic
def start_endpoint(*, endpoint: Endpoint, by: Actor) -> None:
    """Tell a system again, of what waits for it too. Raises NotAllowed, and Stale where it is not stopped."""
    check(by, Permission.MANAGE_WEBHOOKS)
    fresh = {"stopped": "", "stopped_at": None, "failures": 0, "failing_since": None, "rests_until": None}
    if not Endpoint.objects.filter(pk=endpoint.pk).exclude(stopped="").update(**fresh):
        raise Stale(_("This endpoint is not stopped."))
    Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING).update(
        tried_since=Now(), due_at=Now()
    )
    record(by=by, verb="webhook.started", what=endpoint, host=endpoint.host)


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, by: Actor) -> None:
    """Remove an endpoint and what waits for it. Raises NotAllowed."""
    check(by, Permission.MANAGE_WEBHOOKS)
    record(by=by, verb="webhook.removed", what=endpoint, host=endpoint.host)
    endpoint.delete()
