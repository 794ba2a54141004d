"""A mentor and a mentee: chosen, asked, agreed, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.course_lists import SIDE
from parcours.engagements.lists import CHOSEN_AS, DECLINE_REASON, END_REASON, LIVE, MATCH_STATUS
from parcours.messaging.calendar.models import Appointment
from parcours.people.models import Mentor, Participant
from parcours.programs.models import Cohort


class Mentorship(TenantModel):
    """One pair in one cohort. A row is never used for another pair, so what was decided and declined stays readable.

    ``decided_by`` is whoever of staff chose, published, took back or ended it last; nobody where the two did. ``score``
    is what the matching gave the pair when it was chosen, None where it said nothing. ``sealed_why`` are the words
    with which it was chosen, ``sealed_end`` those with which it was declined, taken back or ended. ``next_meeting`` is
    the appointment that the two planned last. ``reminded_at`` is when whoever is asked was reminded of it.
    ``declined_by`` is the side that said no; it is empty where that was before it was kept.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", verbose_name=_("mentee")
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+", verbose_name=_("mentor"))
    status = CodeField(_("status"), codes=MATCH_STATUS, default="draft")
    since = models.DateTimeField(_("since"), default=timezone.now)
    chosen_as = CodeField(_("how it was chosen"), codes=CHOSEN_AS)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    mentee_asked_at = models.DateTimeField(_("mentee asked"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    started_on = models.DateField(_("first meeting"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    decline_reason = CodeField(_("why it was declined"), codes=DECLINE_REASON, blank=True)
    declined_by = CodeField(_("who declined it"), codes=SIDE, blank=True)
    end_reason = CodeField(_("why it ended"), codes=END_REASON, blank=True)
    next_meeting = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sealed_why = SealedField()
    sealed_end = SealedField()

    class Meta:
        """A mentee has one mentor at a time in a cohort. How many a mentor has, `actions.choosing` counts."""

        ordering = ("participant__called", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("cohort", "participant"),
                condition=Q(status__in=LIVE),
                name="mentorship_one_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "cohort", "status"], name="mentorship_by_status"),
            models.Index(
                fields=["organization", "answer_by"],
                condition=Q(status__in=("proposed", "mentor_accepted")),
                name="mentorship_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant} – {self.mentor}"

    @property
    def why(self) -> str:
        """The words with which it was chosen. Raises Unreadable."""
        return _sealed("sealed_why").read(self)

    @property
    def end(self) -> str:
        """The words with which it was declined, taken back or ended. Raises Unreadable."""
        return _sealed("sealed_end").read(self)

    def write(self, column: str, text: str) -> None:
        """Keep ``text`` in ``sealed_why`` or ``sealed_end``; the row has its number already."""
        _sealed(column).write(self, text)
        self.save(update_fields=[column])


def _sealed(column: str) -> SealedField:
    return sealed_column(Mentorship, column)
