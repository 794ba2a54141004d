"""Whom a mentee or a mentor of a cohort would like best, as they told staff."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.matching.lists import SIDE
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


class Wish(TenantModel):
    """One wish: ``side`` is whose, ``rank`` its place among theirs, 1 for the dearest."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    side = CodeField(_("whose wish"), codes=SIDE)
    rank = models.PositiveSmallIntegerField(_("place among the wishes"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted"), auto_now_add=True)

    class Meta:
        """Nobody wishes for the same person twice; the dearest first."""

        ordering = ("rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("cohort", "side", "participant", "mentor"), name="wish_once"),
        )

    def __str__(self) -> str:
        return f"{self.participant} – {self.mentor}: {self.rank}"
