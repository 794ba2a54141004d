"""A concern that one of a pair reports to the coordinators, and the steps that these take."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.engagements.course_lists import CONCERN_KIND, CONCERN_STATUS, MEASURE, SIDE
from parcours.engagements.models.mentorship import Mentorship


class Concern(TenantModel):  # type: ignore[django-manager-missing] # measures: the plugin looks for their own
    """What one side reports. Coordinators read it, and whoever reported it; the other side never hears of it."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    side = CodeField(_("reported by"), codes=SIDE)
    kind = CodeField(_("what it is about"), codes=CONCERN_KIND)
    status = CodeField(_("status"), codes=CONCERN_STATUS, default="open")
    since = models.DateTimeField(_("since"), default=timezone.now)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    sealed_words = SealedField()

    class Meta:
        """The latest first."""

        ordering = ("-reported_at", "-pk")
        indexes = (models.Index(fields=["mentorship", "status"], name="concern_of_pair"),)

    def __str__(self) -> str:
        return f"{self.mentorship}: {self.kind}"

    @property
    def words(self) -> str:
        """What was reported. Raises Unreadable."""
        return _sealed(Concern, "sealed_words").read(self)

    def write(self, text: str) -> None:
        """Keep what was reported; the row has its number already."""
        _sealed(Concern, "sealed_words").write(self, text)
        self.save(update_fields=["sealed_words"])


class Measure(TenantModel):
    """A step that a coordinator took about a concern, with the letters that went with it, as they were sent."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="measures")
    kind = CodeField(_("step"), codes=MEASURE)
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_note = SealedField()
    sealed_to_mentor = SealedField()
    sealed_to_mentee = SealedField()

    class Meta:
        """As they were taken."""

        ordering = ("taken_at", "pk")

    def __str__(self) -> str:
        return f"{self.concern}: {self.kind}"

    @property
    def note(self) -> str:
        """What the coordinator noted. Raises Unreadable."""
        return _sealed(Measure, "sealed_note").read(self)

    @property
    def to_mentor(self) -> str:
        """What the mentor was written. Raises Unreadable."""
        return _sealed(Measure, "sealed_to_mentor").read(self)

    @property
    def to_mentee(self) -> str:
        """What the mentee was written. Raises Unreadable."""
        return _sealed(Measure, "sealed_to_mentee").read(self)

    def write(self, **texts: str) -> None:
        """Keep ``note``, ``to_mentor`` and ``to_mentee``; the row has its number already."""
        for name, text in texts.items():
            _sealed(Measure, f"sealed_{name}").write(self, text)
        self.save(update_fields=[f"sealed_{name}" for name in texts])


def _sealed(model: type[models.Model], column: str) -> SealedField:
    return sealed_column(model, column)
