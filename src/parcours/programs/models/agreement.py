"""What a pair signs: a text in editions, each of which stays as it was signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual
from parcours.programs.models.program import Program


class Agreement(TenantModel):
    """One edition of a program’s agreement; the last one is what pairs are asked to sign. It is never changed."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveSmallIntegerField(_("edition"))
    text_en = models.TextField(_("agreement in English"), max_length=10_000, blank=True)
    text_fr = models.TextField(_("agreement in French"), max_length=10_000, blank=True)
    text = Bilingual()
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        """The latest edition first; each has words in one language at least."""

        ordering = ("-edition",)
        constraints = (
            models.UniqueConstraint(fields=("program", "edition"), name="agreement_edition_once"),
            models.CheckConstraint(
                condition=~Q(text_en="", text_fr=""),
                name="agreement_has_words",
                violation_error_message=_("Write the agreement, in English or in French."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.program} {self.edition}"
