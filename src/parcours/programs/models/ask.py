"""What an employer is asked for: so many mentors of an occupation, by a day."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.versions import Versioned
from parcours.programs.lists import ASK_STATUS
from parcours.programs.models.employer import Employer


class Ask(Versioned, TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """One ask of an employer. ``noc`` is the unit group whose people it asks for."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="asks")
    noc = models.CharField(_("occupation"), max_length=5, validators=[RegexValidator(r"^\d{5}$")])
    number = models.PositiveSmallIntegerField(
        _("how many"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    by_day = models.DateField(_("by"))
    status = CodeField(_("status"), codes=ASK_STATUS, default="open")

    class Meta:
        """What is due first comes first."""

        ordering = ("by_day", "pk")

    def __str__(self) -> str:
        return f"{self.number} × {self.noc}: {self.employer}"
