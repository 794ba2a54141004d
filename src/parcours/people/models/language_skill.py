"""A language that somebody speaks, and how well on the Canadian scales."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.codes import CodeField
from parcours.people.lists import LEVEL_SOURCE
from parcours.people.models.coded import Coded
from parcours.people.models.person import Person

SKILLS = ("listening", "speaking", "reading", "writing")
SCALES = {"en": "CLB", "fr": "NCLC"}
"""Two scales that are never compared nor averaged; other languages have none."""


def _on_the_scale() -> Q:
    """Return that levels go from 1 to 12, and stand beside English and French only."""
    fits = Q()
    for skill in SKILLS:
        fits &= Q(**{skill: None}) | Q(**{f"{skill}__range": (1, 12), "language__in": list(SCALES)})
    return fits


class LanguageSkill(Coded, TenantModel):
    """One language; levels (1 to 12) are CLB for English and NCLC for French."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=3)
    is_first = models.BooleanField(_("first language"), default=False)
    listening = models.PositiveSmallIntegerField(_("listening"), null=True, blank=True)
    speaking = models.PositiveSmallIntegerField(_("speaking"), null=True, blank=True)
    reading = models.PositiveSmallIntegerField(_("reading"), null=True, blank=True)
    writing = models.PositiveSmallIntegerField(_("writing"), null=True, blank=True)
    source = CodeField(_("how the levels are known"), codes=LEVEL_SOURCE, blank=True)
    tested_on = models.DateField(_("day of the test"), null=True, blank=True)

    class Meta:
        """A language once a person; in the order in which they were given."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint("person", "language", name="language_skill_once_each"),
            models.CheckConstraint(
                condition=_on_the_scale(),
                name="language_skill_on_the_scale",
                violation_error_message=_("Levels go from 1 to 12, and are for English and French only."),
            ),
        )

    def __str__(self) -> str:
        return self.language

    @property
    def scale(self) -> str:
        """``CLB``, ``NCLC`` or nothing."""
        return SCALES.get(self.language, "")

    @property
    def lowest(self) -> int | None:
        """The lowest level given, which is what can be counted on; None where there is none."""
        return min(
            (level for level in (getattr(self, skill) for skill in SKILLS) if level is not None), default=None
        )
