"""One attempt to reach somebody for a follow-up."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.outcomes.lists import ENDED, HOW
from parcours.outcomes.models.follow_up import FollowUp


class Attempt(TenantModel):
    """Who tried when, at which number or address, and how it ended. Two on one day count as one, so there is one."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="attempts")
    made_on = models.DateField(_("day"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    how = CodeField(_("how"), codes=HOW)
    reached_at = models.CharField(_("number or address"), max_length=254, blank=True)
    ended = CodeField(_("how it ended"), codes=ENDED)

    class Meta:
        """The latest first."""

        ordering = ("-made_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("follow_up", "made_on"), name="attempt_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.made_on}: {self.get_ended_display()}"
