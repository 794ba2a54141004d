"""Two records that became one: where the other number leads now, and what it takes to make two of it again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.models import Person

UNDO = timedelta(days=30)
"""For so long a merge can be undone."""


class Merge(TenantModel):
    """A merge that stands. ``number`` was the record that is gone; ``undo`` is what was there before, sealed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    undo = SealedField()

    class Meta:
        """A number leads to one person; the latest first."""

        ordering = ("-pk",)
        constraints = (models.UniqueConstraint("organization", "number", name="merge_once_each"),)

    def __str__(self) -> str:
        return f"{self.number} → {self.person_id}"

    def keep(self, text: str) -> None:
        """Put into the row what undoes it; the row has its number already."""
        _sealed().write(self, text)

    def kept(self) -> str:
        """Return what undoes it."""
        return _sealed().read(self)

    @property
    def can_be_undone(self) -> bool:
        """Whether there is still time, and what it takes."""
        return bool(self.undo) and timezone.now() < self.undo_until

    @property
    def undo_until(self) -> datetime:
        """When the time for undoing is over."""
        return self.merged_at + UNDO


def _sealed() -> SealedField:
    return sealed_column(Merge, "undo")
