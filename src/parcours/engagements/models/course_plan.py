"""What a pair wants to reach, and the steps towards it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.course_lists import SIDE, TERM
from parcours.engagements.models.mentorship import Mentorship


class PlanItem(TenantModel):
    """A goal with its ``term``, or a step towards the ``goal``. Its words are never changed.

    Other words are another item, ``instead_of`` this one; so the rows themselves are the history of the plan.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    term = CodeField(_("term"), codes=TERM, blank=True)
    by_day = models.DateField(_("by"), null=True, blank=True)
    sealed_words = SealedField()
    written_by = CodeField(_("written by"), codes=SIDE)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    done_by = CodeField(_("marked as done by"), codes=SIDE, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    dropped_by = CodeField(_("dropped by"), codes=SIDE, blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    instead_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        """As they were written. A goal has a term, a step has a goal."""

        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=(Q(goal=None) & ~Q(term="")) | (Q(goal__isnull=False) & Q(term="")),
                name="plan_goal_or_step",
            ),
            models.UniqueConstraint(
                "instead_of", condition=Q(instead_of__isnull=False), name="plan_replaced_once"
            ),
        )
        indexes = (models.Index(fields=["mentorship", "written_at"], name="plan_of_pair"),)

    def __str__(self) -> str:
        return f"{self.term or self.goal_id}: {self.pk}"

    @property
    def words(self) -> str:
        """What it says. Raises Unreadable."""
        return _words().read(self)

    def write(self, text: str) -> None:
        """Keep the words; the row has its number already."""
        _words().write(self, text)
        self.save(update_fields=["sealed_words"])


def _words() -> SealedField:
    return sealed_column(PlanItem, "sealed_words")
