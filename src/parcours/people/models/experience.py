"""A post that somebody held."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.people.models.coded import YEARS, Coded
from parcours.people.models.person import Person


class Experience(Coded, TenantModel):
    """One post: what it was called, where, and from which year to which."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("post"), max_length=150)
    employer = models.CharField(_("employer"), max_length=150, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from (year)"), null=True, blank=True, validators=YEARS)
    until_year = models.PositiveSmallIntegerField(_("until (year)"), null=True, blank=True, validators=YEARS)
    duties = models.TextField(_("duties"), max_length=2000, blank=True)

    class Meta:
        """The latest first."""

        ordering = (F("from_year").desc(nulls_last=True), "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(until_year=None) | Q(until_year__gte=F("from_year")),
                name="experience_ends_after_start",
                violation_error_message=_("The last year cannot come before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.title
