"""An application: somebody who would like to take part in a cohort, and where that stands."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.applications.lists import APPLICATION_STATUS, DECLINE_REASON
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.core.versions import Versioned
from parcours.people.models import Participant
from parcours.programs.models import Cohort


class Application(Versioned, TenantModel):
    """What is about the person stands in their profile; here stands what they apply for, and what came of it.

    ``reasons`` is what the rules said when it was handed in, in the words of then: a list of reasons with a next step,
    each in both languages. ``missing`` are the facts that a rule could not be answered without. The wait list goes by
    ``waits_since``. A draft is kept for so long after ``written_at``, when somebody last worked on it, and the person
    is told before it goes. ``looked_after_by`` is the partner that goes through the program with the person;
    nobody where the organization itself does.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    status = CodeField(_("status"), codes=APPLICATION_STATUS, default="draft")
    since = models.DateTimeField(_("since"), default=timezone.now)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    warned_at = models.DateTimeField(_("told that the draft goes"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    waits_since = models.DateTimeField(_("on the wait list since"), null=True, blank=True)
    missing = models.JSONField(_("facts that are missing"), default=list)
    reasons = models.JSONField(_("what the rules said"), default=list)
    decline_reason = CodeField(_("reason"), codes=DECLINE_REASON, blank=True)
    referred_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referred by"),
    )
    looked_after_by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked after by"),
    )
    sealed_words = SealedField(_("why I apply"))
    sealed_feedback = SealedField(_("what the person was told"))

    class Meta:
        """A participant applies to a cohort once. Lists are read by cohort and status, the wait list by its moment."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("cohort", "participant"), name="application_once"),
            models.CheckConstraint(
                condition=Q(status="waitlisted", waits_since__isnull=False)
                | (~Q(status="waitlisted") & Q(waits_since=None)),
                name="application_waits_on_the_list_only",
            ),
        )
        indexes = (
            models.Index(fields=["organization", "cohort", "status", "since"], name="application_by_status"),
            models.Index(fields=["organization", "status", "since"], name="application_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.participant}: {self.cohort}"

    @property
    def agency_id(self) -> int | None:
        """The number of the partner whose person this is in a matching: who looks after them, or else referred them."""
        return self.looked_after_by_id or self.referred_by_id

    @property
    def words(self) -> str:
        """What the person wrote. Raises Unreadable."""
        return _sealed("sealed_words").read(self)

    @property
    def feedback(self) -> str:
        """What somebody who was not chosen was told, in plain words. Raises Unreadable."""
        return _sealed("sealed_feedback").read(self)

    def write(self, *, words: str | None = None, feedback: str | None = None) -> None:
        """Put texts in, sealed; the row has its number already, and the caller saves it."""
        for name, text in (("sealed_words", words), ("sealed_feedback", feedback)):
            if text is not None:
                _sealed(name).write(self, text)


def _sealed(name: str) -> SealedField:
    return sealed_column(Application, name)
