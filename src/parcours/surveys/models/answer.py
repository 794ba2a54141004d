"""What somebody answered to one question."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from parcours.accounts.models.tenant import TenantModel
from parcours.core.sealed_field import SealedField, sealed_column
from parcours.surveys.lists import WRITTEN
from parcours.surveys.models.question import Question
from parcours.surveys.models.request import SurveyRequest


class Answer(TenantModel):
    """An answer: a code, a list of codes or a number as it is; somebody’s own words sealed."""

    request = models.ForeignKey(SurveyRequest, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(_("chosen"), null=True)
    sealed_text = SealedField()

    class Meta:
        """A question is answered once."""

        constraints = (models.UniqueConstraint("request", "question", name="survey_answer_once"),)

    def __str__(self) -> str:
        return f"{self.request}: {self.question_id}"

    def write(self, given: Any) -> None:  # noqa: ANN401 - a code, codes, a number or words
        """Keep what was given, in the column that is for it; the row has its number already."""
        if self.question.kind in WRITTEN:
            _text().write(self, given)
        else:
            self.value = given
        self.save(update_fields=["value", "sealed_text"])

    @property
    def given(self) -> Any:  # noqa: ANN401 - a code, codes, a number or words
        """What was answered."""
        return _text().read(self) if self.question.kind in WRITTEN else self.value


def _text() -> SealedField:
    return sealed_column(Answer, "sealed_text")
