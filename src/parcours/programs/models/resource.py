"""A link that a program offers to its pairs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.programs.models.program import Program


class Resource(TenantModel):
    """A page elsewhere that helps mentors and mentees: a guide, a course, a form."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    title = Bilingual()
    address = models.URLField(_("address"), max_length=500)

    class Meta:
        """As they were added; each has a title, in one language at least."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("program", "address"),
                name="resource_once",
                violation_error_message=_("The program offers this address already."),
            ),
            models.CheckConstraint(
                condition=~Q(title_en="", title_fr=""),
                name="resource_has_a_title",
                violation_error_message=_("Give the resource a title, in English or in French."),
            ),
        )

    def __str__(self) -> str:
        return self.title
