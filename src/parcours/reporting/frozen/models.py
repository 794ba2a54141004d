"""A report of a cohort as it was handed out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.programs.models import Cohort


class FrozenReport(TenantModel):
    """The figures of a cohort for a period that ends on ``until``, as they stood when they were frozen.

    ``figures`` are counts by the key of each figure, never people: ``number``, ``whole`` and ``reached``, and the
    ``amount`` of a figure in hours or employers; None where there is none.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(_("last day of the period"))
    figures = models.JSONField(default=dict)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField(_("frozen"), auto_now_add=True)

    class Meta:
        """The latest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.cohort}, {self.until}"
