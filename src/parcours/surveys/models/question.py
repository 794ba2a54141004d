"""One question of a questionnaire."""

from typing import Any

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.bilingual import Bilingual, in_language
from parcours.core.codes import CodeField
from parcours.surveys.lists import CHOSEN, KIND, LISTED, MEASURE
from parcours.surveys.models.questionnaire import Questionnaire

STEPS = 5
"""How many steps a scale has; its first and its last one are labelled."""


class Question(TenantModel):  # type: ignore[django-manager-missing] # the plugin looks for their own
    """A question. ``options`` are its answers, each ``{"code", "en", "fr"}``; of a scale, the words of both ends.

    With ``only_if`` it is asked of those alone who gave ``only_if_answer`` (a code) to that question.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("place"))
    kind = CodeField(_("kind of answer"), codes=KIND)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    text_fr = models.CharField(_("question in French"), max_length=300, blank=True)
    help_en = models.CharField(_("hint in English"), max_length=300, blank=True)
    help_fr = models.CharField(_("hint in French"), max_length=300, blank=True)
    options = models.JSONField(_("answers"), default=list, blank=True)
    required = models.BooleanField(_("has to be answered"), default=True)
    measure = CodeField(_("measure"), codes=MEASURE, blank=True)
    only_if = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    only_if_answer = models.CharField(max_length=60, blank=True)

    text = Bilingual()
    help = Bilingual()

    class Meta:
        """As they are asked; a measure is taken once."""

        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                "questionnaire",
                "measure",
                condition=~models.Q(measure=""),
                name="question_measure_once",
                violation_error_message=_("Another question of this questionnaire takes this measure."),
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The answers to choose from, as code and words, in the language that is active; none for words and numbers."""
        if self.kind == "yes_no":
            return [("yes", gettext("Yes")), ("no", gettext("No"))]
        if self.kind == "scale":
            low, high = [self._words(one) for one in self.options[:2]] or ["", ""]
            ends = {1: low, STEPS: high}
            return [
                (str(step), f"{step} – {ends[step]}" if ends.get(step) else str(step))
                for step in range(1, STEPS + 1)
            ]
        return [(one["code"], self._words(one)) for one in self.options] if self.kind in LISTED else []

    @property
    def is_chosen(self) -> bool:
        """Whether one of its choices is the answer, so that another question can depend on it."""
        return self.kind in CHOSEN

    @staticmethod
    def _words(option: dict[str, Any]) -> str:
        return in_language(option["en"], option["fr"], get_language() or "en")
