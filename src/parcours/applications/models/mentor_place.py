"""The part that a mentor takes in a cohort."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.applications.lists import PLACE_STATUS
from parcours.core.codes import CodeField
from parcours.core.versions import Versioned
from parcours.people.models import Mentor
from parcours.people.models.standing import MOST_PLACES
from parcours.programs.models import Cohort


class MentorPlace(Versioned, TenantModel):
    """For how many people of the cohort the mentor has room, and whether they said so themselves."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField(
        _("places"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    status = CodeField(_("status"), codes=PLACE_STATUS, default="invited")
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        """A mentor takes part in a cohort once, with one place at least."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("cohort", "mentor"), name="mentor_place_once"),
            models.CheckConstraint(condition=Q(places__range=(1, MOST_PLACES)), name="mentor_place_has_room"),
        )
        indexes = (models.Index(fields=["organization", "status", "since"], name="mentor_place_waiting"),)

    def __str__(self) -> str:
        return f"{self.mentor}: {self.cohort}"
