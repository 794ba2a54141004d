"""Who works with a program, and what it is to reach."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Partnership
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.programs.lists import INDICATOR
from parcours.programs.models.cohort import Cohort
from parcours.programs.models.program import Program


class ProgramPartner(TenantModel):
    """A partnership that covers the program: its role and its days are the partnership’s (docs/adr/0092).

    ``amount`` is in dollars, of a funder; ``reference`` is what the partner calls the agreement.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(
        _("amount in dollars"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    reference = models.CharField(_("number of the agreement"), max_length=100, blank=True)

    class Meta:
        """A partnership covers a program once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("program", "partnership"),
                name="program_partner_once",
                violation_error_message=_("This partnership is named for the program already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.partnership)


class Target(TenantModel):
    """What the program, or one of its cohorts, is to reach: a number of one indicator."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    indicator = CodeField(_("indicator"), codes=INDICATOR)
    number = models.PositiveIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(1_000_000)]
    )

    class Meta:
        """One number for each indicator, of the program and of each cohort."""

        ordering = ("indicator", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("program", "indicator"), condition=Q(cohort=None), name="target_of_program_once"
            ),
            models.UniqueConstraint(fields=("cohort", "indicator"), name="target_of_cohort_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator}: {self.number}"
