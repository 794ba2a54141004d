"""A session of a pair, as one of the two logged it and the other confirmed it."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.course_lists import ATTENDANCE, SESSION_STATUS, SESSION_WAY, SIDE
from parcours.engagements.models.mentorship import Mentorship

LONGEST = 12 * 60
"""Minutes of a session."""


class Session(TenantModel):
    """One meeting that was held, missed or cancelled. Only one that was held has minutes.

    ``answer_by`` is the last day on which the other side confirms it or says otherwise: after it, a session without an
    answer counts, and is said to be unconfirmed. ``sealed_note`` is for both and for staff, ``sealed_answer`` what
    the other side says instead.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    way = CodeField(_("how you met"), codes=SESSION_WAY)
    attendance = CodeField(_("attendance"), codes=ATTENDANCE, default="held")
    status = CodeField(_("status"), codes=SESSION_STATUS, default="logged")
    since = models.DateTimeField(_("since"), default=timezone.now)
    logged_by = CodeField(_("logged by"), codes=SIDE)
    logged_at = models.DateTimeField(_("logged"), default=timezone.now)
    answer_by = models.DateField(_("confirm by"))
    sealed_note = SealedField()
    sealed_answer = SealedField()

    class Meta:
        """The latest first; a pair has one session a day that stands."""

        ordering = ("-held_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__lte=LONGEST)
                & (Q(attendance="held", minutes__gte=1) | (~Q(attendance="held") & Q(minutes=0))),
                name="session_minutes_if_held",
            ),
            models.UniqueConstraint(
                fields=("mentorship", "held_on"), condition=~Q(status="withdrawn"), name="session_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mentorship}: {self.held_on}"

    @property
    def waits_for(self) -> str:
        """Which side confirms it; nobody where it has an answer."""
        other = {"mentor": "mentee", "mentee": "mentor"}
        return other[self.logged_by] if self.status == "logged" else ""

    def counts_on(self, day: dt.date) -> bool:
        """Return whether its minutes count: it was confirmed, or nobody said otherwise in time."""
        return self.attendance == "held" and (
            self.status == "confirmed" or (self.status == "logged" and self.answer_by < day)
        )

    @property
    def note(self) -> str:
        """What whoever logged it wrote. Raises Unreadable."""
        return _sealed("sealed_note").read(self)

    @property
    def answer(self) -> str:
        """What the other side says instead. Raises Unreadable."""
        return _sealed("sealed_answer").read(self)

    def write(self, column: str, text: str) -> None:
        """Keep ``text`` in ``sealed_note`` or ``sealed_answer``; the row has its number already."""
        _sealed(column).write(self, text)
        self.save(update_fields=[column])


def counted(day: dt.date) -> Q:
    """Return the condition for sessions whose minutes count on ``day``, as `Session.counts_on` says it of one."""
    return Q(attendance="held") & (Q(status="confirmed") | Q(status="logged", answer_by__lt=day))


def _sealed(column: str) -> SealedField:
    return sealed_column(Session, column)
