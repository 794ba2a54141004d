"""What one reviewer thinks of an application: scores, an advice, and notes; or what came of the interview."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.applications.lists import ADVICE, REVIEW_KIND
from parcours.applications.models.application import Application
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column


class Review(TenantModel):
    """One review, or interview, of one application by one member of staff.

    ``scores`` are in the words of then: a list of criteria in both languages, each with a ``score`` from 1 to 5.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = CodeField(_("kind"), codes=REVIEW_KIND, default="review")
    scores = models.JSONField(_("scores"), default=list)
    advice = CodeField(_("advice"), codes=ADVICE, blank=True)
    sealed_note = SealedField(_("notes"))
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        """A reviewer writes one review and one interview of an application; the earliest first."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("application", "reviewer", "kind"), name="review_once_each"),
        )

    def __str__(self) -> str:
        return f"{self.application}: {self.reviewer or ''}"

    @property
    def note(self) -> str:
        """What the reviewer wrote. Raises Unreadable."""
        return _note().read(self)

    @note.setter
    def note(self, text: str) -> None:
        _note().write(self, text)

    @property
    def average(self) -> float | None:
        """The average of the scores given, or None."""
        scores = [one["score"] for one in self.scores]
        return round(sum(scores) / len(scores), 1) if scores else None


def _note() -> SealedField:
    return sealed_column(Review, "sealed_note")
