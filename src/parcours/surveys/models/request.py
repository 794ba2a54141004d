"""The request that somebody answers a questionnaire."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.kinds import Language
from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.people.models import Person
from parcours.surveys.lists import REQUEST_STATE
from parcours.surveys.models.questionnaire import Questionnaire


class SurveyRequest(TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """One person, asked once. What it is about is said in two codes: a cohort and its number, or nothing.

    ``remind`` are the days before ``due_on`` on which the person is reminded, ``reminded`` those that were. Answers can
    be given and corrected until the end of ``closes_on``.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="requests")
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    state = CodeField(_("state"), codes=REQUEST_STATE, default="planned")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    closes_on = models.DateField(_("closes"))
    remind = models.JSONField(default=list)
    reminded = models.JSONField(default=list)
    touched_at = models.DateTimeField(_("last step"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        """Nobody is asked the same about the same twice at a time; what waits is found by its day."""

        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                "person",
                "questionnaire",
                "about_kind",
                "about_id",
                condition=models.Q(state__in=("planned", "open")),
                name="survey_request_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["organization", "due_on"],
                condition=models.Q(state__in=("planned", "open")),
                name="survey_request_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.questionnaire}"
