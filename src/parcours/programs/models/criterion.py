"""A point that reviewers of a program’s applications score."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.programs.models.program import Program


class Criterion(TenantModel):
    """What is scored from 1 to 5. A review keeps the words that it was given under, so a criterion can go."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    name_en = models.CharField(_("criterion in English"), max_length=120, blank=True)
    name_fr = models.CharField(_("criterion in French"), max_length=120, blank=True)
    name = Bilingual()

    class Meta:
        """As they were added; each is there once, with words in one language at least."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("program", "name_en", "name_fr"),
                name="criterion_once",
                violation_error_message=_("The program has this criterion already."),
            ),
            models.CheckConstraint(
                condition=~Q(name_en="", name_fr=""),
                name="criterion_has_a_name",
                violation_error_message=_("Word the criterion, in English or in French."),
            ),
        )

    def __str__(self) -> str:
        return self.name
