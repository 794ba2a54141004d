"""What somebody asks about their own data: that it is corrected, or erased."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField
from parcours.people.models import Person

ANSWER_WITHIN = dt.timedelta(days=30)
"""How long an organization has to answer."""


class RequestKind(models.TextChoices):
    """What is asked for."""

    CORRECTION = "correction", _("Correction")
    ERASURE = "erasure", _("Erasure")


class RequestState(models.TextChoices):
    """Where a request stands. One for erasure that is granted goes with the person."""

    OPEN = "open", _("Waits for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DataRequest(TenantModel):
    """One request. What was asked, and the answer, are sealed: people say much in such words."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("request"), max_length=12, choices=RequestKind.choices)
    words = SealedField()
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.OPEN
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = SealedField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        """The longest waiting first; one for erasure waits at a time."""

        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                "person",
                "kind",
                condition=models.Q(state="open", kind="erasure"),
                name="data_request_one_erasure",
            ),
        )
        indexes = (models.Index(fields=("organization", "state", "asked_at"), name="data_request_open"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person_id}"

    @property
    def due_on(self) -> dt.date:
        """The last day to answer."""
        return timezone.localdate(self.asked_at + ANSWER_WITHIN)
