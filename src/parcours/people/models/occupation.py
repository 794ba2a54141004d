"""An occupation in somebody's own words, and the unit group that a person confirmed for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.people.lists import OCCUPATION_KIND
from parcours.people.models.coded import Coded
from parcours.people.models.person import Person


class Decision(models.TextChoices):
    """What a person said about the codes that were suggested."""

    OPEN = "", _("Nobody has looked yet")
    CHOSEN = "chosen", _("Confirmed")
    NONE_FITS = "none_fits", _("None of the codes fits")


class DecidedAs(models.TextChoices):
    """Who decided: the person whose occupation it is, or staff."""

    NOBODY = "", _("Nobody")
    ONESELF = "oneself", _("The person")
    STAFF = "staff", _("Staff")


class OccupationHeld(Coded, TenantModel):
    """One occupation of a person. ``noc`` is empty until a person chose it; ``suggested_noc`` is the coder's first."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = CodeField(_("when"), codes=OCCUPATION_KIND)
    title = models.CharField(_("occupation, in own words"), max_length=200)
    title_language = models.CharField(_("language of these words"), max_length=3, blank=True)
    years = models.DecimalField(_("years in it"), max_digits=3, decimal_places=1, null=True, blank=True)
    noc = models.CharField(_("NOC code"), max_length=5, blank=True)
    classification = models.CharField(max_length=30, blank=True)
    suggested_noc = models.CharField(max_length=5, blank=True)
    suggested_confidence = models.FloatField(null=True, blank=True)
    coder_version = models.CharField(max_length=60, blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, default=Decision.OPEN, blank=True
    )
    decided_as = models.CharField(
        max_length=10, choices=DecidedAs.choices, default=DecidedAs.NOBODY, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        """A code is there where a person chose it, and nowhere else; the main occupation comes first."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=(Q(decision="chosen") & ~Q(noc="")) | (~Q(decision="chosen") & Q(noc="")),
                name="occupation_code_is_chosen",
            ),
        )

    def __str__(self) -> str:
        return self.title
