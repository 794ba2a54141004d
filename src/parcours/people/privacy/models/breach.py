"""The register of breaches: each time that somebody’s data was lost, or seen by whom it is not for."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.versions import Versioned

KEPT = dt.timedelta(days=731)
"""Twenty-four months: for so long a line of the register stays, whoever asks."""


class Breach(Versioned, TenantModel):
    """One line. It is corrected, and never deleted: no action does, and nothing here goes by itself."""

    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    found_on = models.DateField(_("found on"))
    what = models.TextField(_("what happened"), max_length=4000)
    data = models.TextField(_("which data"), max_length=2000)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    is_serious = models.BooleanField(_("real risk of significant harm"), default=False)
    why = models.TextField(_("why there is such a risk, or none"), max_length=2000)
    people_told_on = models.DateField(_("people told on"), null=True, blank=True)
    office_told_on = models.DateField(_("privacy commissioner told on"), null=True, blank=True)
    others_told = models.TextField(_("who else was told, and when"), max_length=2000, blank=True)
    measures = models.TextField(_("what was done about it"), max_length=4000, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    class Meta:
        """The latest found first; nothing is found before it happens."""

        ordering = ("-found_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(happened_on=None) | Q(found_on__gte=F("happened_on")),
                name="breach_found_after_it_happened",
                violation_error_message=_("It cannot be found before it happened."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.found_on}: {self.pk}"

    @property
    def kept_until(self) -> dt.date:
        """The day before which the line must not go."""
        return timezone.localdate(self.entered_at + KEPT)
