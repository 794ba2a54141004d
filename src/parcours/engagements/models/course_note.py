"""What one of a pair writes down: for themselves alone, or for the other one and staff too."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.course_lists import SIDE
from parcours.engagements.models.mentorship import Mentorship


class Note(TenantModel):
    """A note by one side, in one of two columns: what is private is read by its writer, and by nobody of staff.

    Which of the two it is cannot be changed afterwards: who wrote for themselves never finds it shared.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    side = CodeField(_("written by"), codes=SIDE)
    is_private = models.BooleanField(_("private"), default=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    sealed_private = SealedField()
    sealed_shared = SealedField()

    class Meta:
        """The latest first."""

        ordering = ("-written_at", "-pk")
        indexes = (models.Index(fields=["mentorship", "written_at"], name="note_of_pair"),)

    def __str__(self) -> str:
        return f"{self.mentorship}: {self.side}"

    @property
    def words(self) -> str:
        """What it says. Raises Unreadable."""
        return _column(is_private=self.is_private).read(self)

    def write(self, text: str) -> None:
        """Keep the words; the row has its number already."""
        _column(is_private=self.is_private).write(self, text)
        self.save(update_fields=["sealed_private", "sealed_shared"])


def _column(*, is_private: bool) -> SealedField:
    return sealed_column(Note, "sealed_private" if is_private else "sealed_shared")
