"""Asking somebody, some time after the program, what they do now; and what they answered."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models import Organization
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.outcomes.lists import (
    ANSWERED,
    EVIDENCE,
    FOLLOW_UP_STATUS,
    JOB_SOURCE,
    OPEN,
    PAID,
    PERMANENCE,
    POINT,
    SELF_MATCH,
    SOURCE,
    WAGE,
)
from parcours.people.lists import EMPLOYMENT, LICENSURE
from parcours.people.models import Participant
from parcours.programs.models import Cohort

_HOURS = (MinValueValidator(0), MaxValueValidator(100))


class FollowUp(TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """One person of one cohort at one point of time after it.

    ``list_versions`` are of the lists that the answers are chosen from. ``next_on`` is the day from which staff call,
    None while a letter may still be answered. ``noc`` is the unit group of the job, empty until a person has confirmed
    it. What is said counts for the point from ``before_days`` before the day that it is due until ``after_days`` after
    it, as the program had it when the follow-up was planned. ``handed_to`` is the partner who asks in place of the
    organization, as the person allows.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    point = CodeField(_("point of time"), codes=POINT)
    due_on = models.DateField(_("due"))
    before_days = models.PositiveSmallIntegerField(_("days before that count"), default=14)
    after_days = models.PositiveSmallIntegerField(_("days after that count"), default=45)
    status = CodeField(_("status"), codes=FOLLOW_UP_STATUS, default="due")
    asked_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminder sent"), null=True, blank=True)
    next_on = models.DateField(_("next attempt"), null=True, blank=True)
    handed_to = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    source = CodeField(_("who said it"), codes=SOURCE, blank=True)
    evidence = CodeField(_("what it rests on"), codes=EVIDENCE, blank=True)
    employment = CodeField(_("work at present"), codes=EMPLOYMENT, blank=True)
    job_title = models.CharField(_("job"), max_length=150, blank=True)
    noc = models.CharField(_("NOC code of the job"), max_length=5, blank=True)
    hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True, validators=_HOURS
    )
    wage = CodeField(_("wage"), codes=WAGE, blank=True)
    permanence = CodeField(_("permanence"), codes=PERMANENCE, blank=True)
    licence = CodeField(_("stage of the licence"), codes=LICENSURE, blank=True)
    self_match = CodeField(_("uses education, skills and experience"), codes=SELF_MATCH, blank=True)
    job_source = CodeField(_("how the job was found"), codes=JOB_SOURCE, blank=True)
    sealed_words = SealedField()
    list_versions = models.JSONField(default=dict, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Somebody is asked once at each point; what is to be done is found by its day."""

        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("participant", "cohort", "point"), name="follow_up_once"),
        )
        indexes = (
            models.Index(
                fields=["organization", "due_on"],
                condition=models.Q(status__in=OPEN),
                name="follow_up_waiting",
            ),
            models.Index(fields=["cohort", "point"], name="follow_up_by_point"),
        )

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_point_display()}"

    @property
    def ends_on(self) -> dt.date:
        """The last day on which an answer counts for the point."""
        return self.due_on + dt.timedelta(days=self.after_days)

    @property
    def counts(self) -> bool:
        """Whether it was answered, and in time for its point; a late answer is kept, and not counted."""
        first = self.due_on - dt.timedelta(days=self.before_days)
        day = self.answered_on
        return self.status in ANSWERED and day is not None and first <= day <= self.ends_on

    @property
    def is_in_work(self) -> bool:
        """Whether the person said that they are in paid work."""
        return self.employment in PAID

    @property
    def words(self) -> str:
        """What the person added in their own words. Raises Unreadable."""
        return _sealed_words().read(self)

    def write(self, text: str) -> None:
        """Keep what was added; the row has its number already."""
        _sealed_words().write(self, text)
        self.save(update_fields=["sealed_words"])


def _sealed_words() -> SealedField:
    return sealed_column(FollowUp, "sealed_words")
