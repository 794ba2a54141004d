"""The outbox: every message, written in the transaction of what it tells of, until it is delivered and after."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from parcours.accounts.models.organization import Organization


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting", _("Waits")
    HELD = "held", _("Waits for the day’s summary")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Delivered")
    GATHERED = "gathered", _("In a summary")
    FAILED = "failed", _("Could not be delivered")
    EXPIRED = "expired", _("Too late to send")
    UNWANTED = "unwanted", _("Not wanted by the recipient")


URGENT, ORDINARY = 10, 0
"""Priorities: what is urgent goes before everything else, whoever it is for."""


class Outgoing(models.Model):
    """One message to one address. Mail of the installation itself, such as sign-in codes, has no organization.

    ``dedup`` names the occasion: there is one row for each, and its Message-ID is made from it, so that a message that
    arrives twice is known to be the same one. ``sealed`` holds what is sent; it is emptied when it is no longer needed.
    A row that is being sent belongs to ``worker`` until ``leased_until``, by the database's clock.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(_("message"), max_length=60, blank=True)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.EmailField(_("to"))
    language = models.CharField(max_length=2, blank=True)
    dedup = models.CharField(max_length=160, unique=True)
    message_id = models.CharField(max_length=120)
    sealed = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    priority = models.SmallIntegerField(default=ORDINARY)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    tried_since = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    gathered_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[Self]] = ScopedManager(organization="organization")

    SEALED_TEXTS: ClassVar = {"sealed": "sealed_place"}

    class Meta:
        """Read by what is due, by what an organization sent within the hour, and by whom it is about."""

        indexes = (
            models.Index(
                fields=("-priority", "due_at"),
                condition=models.Q(state__in=("waiting", "sending")),
                name="outgoing_due",
            ),
            models.Index(fields=("organization", "sent_at"), name="outgoing_sent"),
            models.Index(fields=("organization", "state", "-id"), name="outgoing_state"),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.to}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; it is found by its address whatever its case."""
        self.to = self.to.lower()
        super().save(*args, **kwargs)

    @property
    def sealed_place(self) -> str:
        """What the sealed text is bound to."""
        return f"messaging.outgoing.sealed {self.dedup}"
