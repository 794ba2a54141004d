"""That somebody was told of a consent which lapses: so that nobody is told twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.consent.models.act import ConsentAct


class ConsentReminder(TenantModel):
    """One reminder: of which act, and how many days ahead it was due."""

    act = models.ForeignKey(ConsentAct, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField(_("days ahead"))
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        """Each is sent once."""

        constraints = (models.UniqueConstraint("act", "days", name="consent_reminder_once"),)

    def __str__(self) -> str:
        return f"{self.act}: {self.days}"
