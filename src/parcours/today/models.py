"""What coordinators decided about rows of the queue. The rows themselves are worked out from the facts each time."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.people.models import Person

KINDS = (
    "concern",
    "disputed",
    "answer",
    "declined",
    "first_meeting",
    "silence",
    "application",
    "referral",
    "questionnaire",
    "behind",
    "overdue",
    "review",
    "unsigned",
    "unconfirmed",
    "place",
    "follow_up",
    "profile",
)
"""The kinds of rows, the most urgent first; `words` says what each is called."""


class Did(models.TextChoices):
    """What was decided about a row."""

    SNOOZED = "snoozed", _("Put off")
    WROTE = "wrote", _("Written to")
    DONE = "done", _("Dealt with")
    BACK = "back", _("Brought back")


class Decision(TenantModel):
    """One decision about one row of the queue, which is of a ``kind`` and about the row ``about`` of its table.

    ``cause`` is since when the row was there: a decision holds for that cause only. ``number`` counts the decisions
    about the row, so that of two coordinators at once the second one is told. ``until`` is the day on which the row is
    back; None where it is done. ``over_at`` is when the cause was gone: should it occur anew, the decision does not
    hold. ``person`` and ``other`` are the people of the row, with whom it goes when they are erased; a row about
    a cohort has none.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=[(one, one) for one in KINDS])
    about = models.PositiveBigIntegerField(_("number of what it is about"))
    cause = models.DateField(_("since"))
    number = models.PositiveSmallIntegerField(_("number"))
    did = models.CharField(_("what was decided"), max_length=10, choices=Did.choices)
    until = models.DateField(_("back on"), null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    over_at = models.DateTimeField(_("cause gone"), null=True, blank=True)
    sealed_note = SealedField()
    sealed_words = SealedField()

    class Meta:
        """In the order in which they were taken; two at once cannot have the same number."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "kind", "about", "number"), name="decision_one_at_a_time"
            ),
        )
        indexes = (
            models.Index(
                fields=["organization", "kind"], condition=models.Q(over_at=None), name="decision_holds"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about}: {self.did}"

    def holds(self, cause: dt.date, today: dt.date) -> bool:
        """Return whether it keeps a row with this cause out of the queue on ``today``."""
        if self.over_at is not None or self.cause != cause or self.did == Did.BACK:
            return False
        return self.did == Did.DONE or (self.until is not None and self.until > today)

    @property
    def note(self) -> str:
        """What the coordinator noted. Raises Unreadable."""
        return _sealed("sealed_note").read(self)

    @property
    def words(self) -> str:
        """What was written to the people of the row, as it was sent. Raises Unreadable."""
        return _sealed("sealed_words").read(self)

    def write(self, *, note: str, words: str) -> None:
        """Keep the texts; the row has its number already."""
        for name, text in (("sealed_note", note), ("sealed_words", words)):
            _sealed(name).write(self, text)
        self.save(update_fields=["sealed_note", "sealed_words"])


def _sealed(name: str) -> SealedField:
    return sealed_column(Decision, name)
