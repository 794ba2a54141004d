"""A step of the screening of a mentor that was done, and what was noted in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.models import Mentor
from parcours.programs.lists import SCREENING_STEP


class ScreeningStep(TenantModel):
    """One step that staff did with a mentor. It holds for every program that asks for it."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    step = CodeField(_("step"), codes=SCREENING_STEP)
    done_on = models.DateField(_("done on"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted"), auto_now=True)
    sealed_note = SealedField(_("notes"))

    class Meta:
        """A step is done once; noting it again replaces it."""

        ordering = ("done_on", "pk")
        constraints = (models.UniqueConstraint(fields=("mentor", "step"), name="screening_step_once"),)

    def __str__(self) -> str:
        return f"{self.mentor}: {self.get_step_display()}"

    @property
    def note(self) -> str:
        """What was noted. Raises Unreadable."""
        return _note().read(self)

    @note.setter
    def note(self, text: str) -> None:
        _note().write(self, text)


def _note() -> SealedField:
    return sealed_column(ScreeningStep, "sealed_note")
