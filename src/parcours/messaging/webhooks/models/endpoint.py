"""Endpoints: addresses of other systems that are told of events."""

from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.core.versions import Versioned
from parcours.messaging.webhooks.addresses import check_address


class Stopped(models.TextChoices):
    """Why an endpoint is told nothing."""

    BY_HAND = "by_hand", _("Stopped by an administrator")
    FAILING = "failing", _("Stopped: nothing arrived for days")
    GONE = "gone", _("Stopped: it answered that it is gone for good")


class Endpoint(Versioned, TenantModel):  # type: ignore[django-manager-missing] # deliveries: as in the calendar
    """One address, and the codes of the ``events`` that it is told of.

    Events are signed with a secret that only the organization and the other system have. Where it is replaced, the
    former one signs as well until ``former_until``. An endpoint that fails rests until ``rests_until``, longer after
    each of its ``failures`` in a row; ``failing_since`` is when the first of these was. It belongs to ``worker`` until
    ``leased_until`` while one of its events is on the way. All these times are the database's.
    """

    url = models.URLField(_("address"), max_length=500, validators=[check_address])
    events = models.JSONField(_("events"), default=list)
    note = models.CharField(_("note"), max_length=200, blank=True)
    sealed_secret = SealedField()
    sealed_former = SealedField()
    former_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(_("added"), auto_now_add=True)
    stopped = models.CharField(max_length=10, choices=Stopped.choices, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which they were added."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.host

    @property
    def host(self) -> str:
        """The computer that is told: what may be said of the address, whose rest may hold a secret."""
        return urlsplit(self.url).hostname or ""

    @property
    def secrets(self) -> list[str]:
        """The secrets that sign at present. Raises Unreadable where the installation's key is another one now."""
        found = [secret_field().read(self)]
        if self.former_until and self.former_until > timezone.now():
            found.append(former_field().read(self))
        return [secret for secret in found if secret]


def secret_field() -> SealedField:
    """Return the column of the secret."""
    return _sealed("sealed_secret")


def former_field() -> SealedField:
    """Return the column of the secret before."""
    return _sealed("sealed_former")


def _sealed(name: str) -> SealedField:
    return sealed_column(Endpoint, name)
