"""A spreadsheet on its way into the database: the file, and each of its rows with what is wrong with it."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel


def random_path(_import: "Import", given: str) -> str:
    """Return where an uploaded file is kept: under a name that tells nothing, with the ending it came with."""
    return f"imports/{secrets.token_hex(16)}{PurePath(given).suffix.lower()[:6]}"


class ImportStatus(models.TextChoices):
    """Where an import is."""

    READING = "reading", _("Being read")
    REFUSED = "refused", _("Cannot be read")
    READY = "ready", _("Ready to look at")
    APPLYING = "applying", _("Being applied")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a problem")
    CANCELLED = "cancelled", _("Cancelled")


class ImportMode(models.TextChoices):
    """What happens where some rows are wrong."""

    GOOD_ROWS = "good", _("Only the rows without a problem")
    ALL_OR_NOTHING = "all", _("All rows, or none")


class Import(TenantModel):
    """One spreadsheet. ``findings`` are what is wrong with the file as a whole; rows have their own."""

    kind = models.CharField(max_length=20)
    given = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to=random_path)
    digest = models.CharField(max_length=64)
    into = models.PositiveBigIntegerField(null=True)
    """The number of what the rows are brought into as well, such as a cohort; its app says how (`imports.registry`)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.READING
    )
    mode = models.CharField(max_length=4, choices=ImportMode.choices, default=ImportMode.GOOD_ROWS)
    findings = models.JSONField(default=list)
    unused_columns = models.JSONField(default=list)
    total = models.PositiveIntegerField(_("rows"), default=0)
    handled = models.PositiveIntegerField(default=0)
    alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    counted = models.JSONField(default=dict)
    """How many rows had which outcome, kept when the rows are gone."""

    class Meta:
        """The latest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.given

    @property
    def forgotten(self) -> bool:
        """Whether the file and its rows are deleted."""
        return not self.file and bool(self.counted)


class RowOutcome(models.TextChoices):
    """What a row will do, or has done."""

    PROBLEM = "problem", _("Has a problem")
    UNCHANGED = "unchanged", _("Nothing to do")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changes something")
    APPLIED = "applied", _("Carried out")


TO_DO = (RowOutcome.NEW, RowOutcome.CHANGED)
"""What is still to be applied."""


class ImportRow(TenantModel):
    """One row: its number in the sheet, what it says by field, what is wrong with it."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("row"))
    values = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome.choices)

    class Meta:
        """A row of a sheet once, in the order of the sheet."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint("source", "number", name="import_row_once"),)
        indexes = (models.Index(fields=("source", "outcome", "number"), name="import_row_outcome"),)

    def __str__(self) -> str:
        return f"{self.source}, {self.number}"
