"""A mentor: somebody who shares what they know of a profession, and how many people they have room for."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField, CodesField
from parcours.people.lists import MENTOR_STATUS, MENTOR_TYPE, TOPICS
from parcours.people.models.standing import MOST_PLACES, Standing, by_name_and_status


class Mentor(Standing):
    """A person as a mentor."""

    status = CodeField(_("status"), codes=MENTOR_STATUS, default="applied")
    offers = CodesField(_("help offered with"), codes=TOPICS)
    offers_in_words = models.TextField(_("more about it"), max_length=2000, blank=True)
    wishes_in_words = models.TextField(_("with whom I would like to work"), max_length=1000, blank=True)
    types = CodesField(_("kinds of mentoring"), codes=MENTOR_TYPE)
    capacity = models.PositiveSmallIntegerField(
        _("how many people at most"), default=1, validators=[MaxValueValidator(MOST_PLACES)]
    )
    minimum = models.PositiveSmallIntegerField(_("how many people at least"), default=0)

    class Meta:
        """Lists are read by name, or status and name; who takes two at least has two places."""

        indexes = by_name_and_status("mentor")
        constraints = (
            models.CheckConstraint(
                condition=Q(minimum__lte=F("capacity"), capacity__lte=MOST_PLACES),
                name="mentor_minimum_fits",
                violation_error_message=_("The mentor cannot take more people at least than at most."),
            ),
        )


class MentorPause(TenantModel):
    """A time in which a mentor takes nobody new; it has no end yet where ``ends_on`` is empty."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        """An end comes after its start; the latest pause first."""

        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="mentor_pause_ends_after_start",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on or ''}"
