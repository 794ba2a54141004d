"""Sending an event of no meaning, and sending events again."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.policies import check
from parcours.accounts.roles import Permission
from parcours.core.refusals import Refused, Stale
from parcours.messaging.webhooks.models import Delivery, DeliveryState, Endpoint
from parcours.messaging.webhooks.telling import TEST, keep


@transaction.atomic
def send_test(*, endpoint: Endpoint, by: Actor) -> Delivery:
    """Send an event that says nothing, once and soon, even where the endpoint is stopped or rests."""
    check(by, Permission.MANAGE_WEBHOOKS)
    if Delivery.objects.filter(endpoint=endpoint, event=TEST, state=DeliveryState.WAITING).exists():
        raise Refused(_("A test is on its way already. Wait for its answer."))
    made = keep(endpoint, TEST, by.here, timezone.now(), {})
    record(by=by, verb="webhook.tested", what=endpoint, host=endpoint.host)
    return made


@transaction.atomic
def send_again(*, delivery: Delivery, by: Actor) -> None:
    """Send an event again under the same id, whether or not it arrived, and try it for three days.

    Raises NotAllowed, and Stale where it is on its way already.
    """
    check(by, Permission.MANAGE_WEBHOOKS)
    ended = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.WAITING)
    if not ended.update(state=DeliveryState.WAITING, due_at=Now(), tried_since=Now(), ended_at=None):
        raise Stale(_("This event is on its way already."))
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(rests_until=None)
    record(by=by, verb="webhook.sent_again", what=delivery, host=delivery.endpoint.host, event=delivery.event)
