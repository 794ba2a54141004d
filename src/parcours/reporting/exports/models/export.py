"""A package of everything that an organization has, on its way or ready to be taken."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel


def random_path(_export: "Export", _given: str) -> str:
    """Return where a package is kept: under a name that tells nothing and that nobody can guess."""
    return f"exports/{secrets.token_hex(16)}.zip"


class ExportStatus(models.TextChoices):
    """Where a package is."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    EXPIRED = "expired", _("Deleted")


class Export(TenantModel):
    """One package: who asked for it, and until when it can be taken."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ExportStatus.choices, default=ExportStatus.WAITING
    )
    file = models.FileField(upload_to=random_path)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    expires_at = models.DateTimeField(_("until"), null=True)

    class Meta:
        """The latest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.asked_at}"
