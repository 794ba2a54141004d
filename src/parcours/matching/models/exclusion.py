"""Two people who are not to be proposed to each other."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.matching.lists import EXCLUSION_REASON
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


class Exclusion(TenantModel):
    """What a person of staff ruled out for a cohort, with the reason; lifting it deletes the row."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    reason = CodeField(_("reason"), codes=EXCLUSION_REASON)
    sealed_words = SealedField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        """Two are ruled out once."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("cohort", "participant", "mentor"), name="exclusion_once"),
        )

    def __str__(self) -> str:
        return f"{self.participant} – {self.mentor}"

    @property
    def words(self) -> str:
        """What was said about it. Raises Unreadable."""
        return _words().read(self)

    def write(self, text: str) -> None:
        """Keep what was said, sealed; the row has its number already."""
        _words().write(self, text)
        self.save(update_fields=["sealed_words"])


def _words() -> SealedField:
    return sealed_column(Exclusion, "sealed_words")
