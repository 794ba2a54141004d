"""What an employer is asked for: so many mentors of an occupation, by a day."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Partnership
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.versions import Versioned
from parcours.programs.lists import ASK_STATUS


class Ask(Versioned, TenantModel):
    """One ask, of a partner or of an employer by name. ``noc`` is the unit group whose people it asks for."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    noc = models.CharField(_("occupation"), max_length=5, validators=[RegexValidator(r"^\d{5}$")])
    number = models.PositiveSmallIntegerField(
        _("how many"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    by_day = models.DateField(_("by"))
    status = CodeField(_("status"), codes=ASK_STATUS, default="open")

    class Meta:
        """What is due first comes first; each ask is made of somebody, of one."""

        ordering = ("by_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(partnership=None) ^ Q(employer=""),
                name="ask_is_of_somebody",
                violation_error_message=_(
                    "Choose a partner, or write the name of an employer: one of the two."
                ),
            ),
        )

    @property
    def of_whom(self) -> str:
        """The employer’s name."""
        return str(self.partnership.partner) if self.partnership else self.employer

    def __str__(self) -> str:
        return f"{self.number} × {self.noc}: {self.of_whom}"
