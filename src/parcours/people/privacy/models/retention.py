"""How long an organization keeps what it knows, by category."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel

LONGEST = 365 * 25


class RetentionRule(TenantModel):
    """One line of the schedule that is in force. Without any, nothing goes by itself."""

    category = models.CharField(max_length=30)
    days = models.PositiveIntegerField(
        _("kept for, in days"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )

    class Meta:
        """One line for each category."""

        constraints = (models.UniqueConstraint("organization", "category", name="retention_rule_once"),)

    def __str__(self) -> str:
        return f"{self.category}: {self.days}"
