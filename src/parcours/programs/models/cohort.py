"""A cohort of a program, and its phases."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.versions import Versioned
from parcours.programs.lists import COHORT_STATUS, INTAKE_MODE, PHASE
from parcours.programs.models.program import Program
from parcours.programs.timetable import Span


class Cohort(Versioned, TenantModel):
    """People who go through a program together. ``seats`` is how many pairs there is room for.

    ``taken`` counts the seats that are given; `applications.seats` alone changes it, by conditional updates.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    status = CodeField(_("status"), codes=COHORT_STATUS, default="planned")
    intake = CodeField(_("intake"), codes=INTAKE_MODE, default="fixed_dates")
    seats = models.PositiveSmallIntegerField(_("seats"))
    taken = models.PositiveSmallIntegerField(_("seats taken"), default=0, editable=False)
    has_waitlist = models.BooleanField(_("keeps a wait list"), default=True)

    class Meta:
        """The latest cohort first; two of a program are not called the same."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("program", "name"),
                name="cohort_name_once",
                violation_error_message=_("This program has a cohort of that name already. Choose another."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="cohort_has_seats",
                violation_error_message=_("A cohort has one seat at least."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")),
                name="cohort_seats_not_exceeded",
                violation_error_message=_("More people than that have a seat already. Free seats first."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Phase(TenantModel):
    """A phase of a cohort, from its first day to its last."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    kind = CodeField(_("phase"), codes=PHASE)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    class Meta:
        """One phase of a kind; an end comes after its start."""

        ordering = ("starts_on", "ends_on", "kind")
        constraints = (
            models.UniqueConstraint(fields=("cohort", "kind"), name="phase_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_start",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        )

    def as_span(self) -> Span:
        """Return the phase as `programs.timetable` moves it."""
        return Span(self.kind, self.starts_on, self.ends_on)

    def __str__(self) -> str:
        return f"{self.kind}: {self.starts_on}–{self.ends_on}"
