"""Something that somebody studied."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.people.lists import CREDENTIAL_ASSESSMENT, EDUCATION
from parcours.people.models.coded import YEARS, Coded
from parcours.people.models.person import Person


class Education(Coded, TenantModel):
    """One diploma or degree, where it is from, and whether its worth in Canada was assessed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    level = CodeField(_("level"), codes=EDUCATION)
    field = models.CharField(_("field of study"), max_length=150, blank=True)
    institution = models.CharField(_("school or university"), max_length=150, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("year it ended"), null=True, blank=True, validators=YEARS)
    credential_assessment = CodeField(
        _("educational credential assessment"), codes=CREDENTIAL_ASSESSMENT, blank=True
    )

    class Meta:
        """In the order in which they were given."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.field}" if self.field else str(self.get_level_display())
