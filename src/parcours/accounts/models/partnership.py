"""What one organization does in the programs of another, and until when."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import PartnershipRole
from parcours.accounts.models.organization import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.core.versions import Versioned


class Partnership(Versioned, TenantModel):
    """A partner of the organization: sharing between the two rests on this row and never on a wider query."""

    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=PartnershipRole.choices)
    scope = models.TextField(_("what it covers"), blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        """A partner is somebody else, and an end comes after its start."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(partner=F("organization")),
                name="partnership_with_somebody_else",
                violation_error_message=_("A partner is another organization than yours."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="partnership_ends_after_start",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        )

    def is_running(self, day: dt.date) -> bool:
        """Return whether the partnership holds on ``day``."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"
