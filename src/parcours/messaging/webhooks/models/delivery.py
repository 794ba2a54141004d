"""Deliveries: one event on its way to one endpoint, written in the transaction of what it tells of."""

import datetime as dt
import json
import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.messaging.webhooks.models.endpoint import Endpoint


class DeliveryState(models.TextChoices):
    """Where a delivery is."""

    WAITING = "waiting", _("Waits")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")


class Answer(models.TextChoices):
    """What came back at the last try, beside a number."""

    NUMBER = "number", _("It answered with a number")
    LATE = "late", _("It took longer than 5 seconds to answer")
    INSIDE = "inside", _("Its name leads into our own network")
    NONE = "none", _("It did not answer, or not in a way that can be understood")
    UNSIGNED = "unsigned", _("Its secret cannot be read: the key of this installation is another one now")


class Delivery(TenantModel):
    """One event for one endpoint. ``uid`` is its name over there too, however often it is sent.

    ``data`` is what is told: numbers and codes. ``person`` (a record) and ``member`` (an account) are the numbers of
    whom it is about, so that it goes with them.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(_("event"), max_length=40)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data = models.JSONField()
    person = models.BigIntegerField(_("person"), null=True)
    member = models.BigIntegerField(_("member"), null=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    happened_at = models.DateTimeField(_("happened"))
    tried_since = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(_("next try"), db_default=Now())
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Read by what is due, by endpoint, and by whom it is about."""

        indexes = (
            models.Index(
                fields=("endpoint", "due_at"),
                condition=models.Q(state="waiting"),
                name="delivery_due",
            ),
            models.Index(fields=("endpoint", "-id"), name="delivery_of"),
            models.Index(fields=("organization", "person"), name="delivery_person"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.uid}"

    @property
    def name(self) -> str:
        """What the other system knows it by."""
        return f"msg_{self.uid.hex}"

    @property
    def body(self) -> bytes:
        """What is sent: the same to the byte at each try, as it is signed."""
        happened = self.happened_at.astimezone(dt.UTC).isoformat()
        said = {"type": self.event, "timestamp": happened, "data": self.data}
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
