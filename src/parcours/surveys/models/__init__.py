"""The tables of surveys, one file each."""

from parcours.surveys.models.answer import Answer
from parcours.surveys.models.question import Question
from parcours.surveys.models.questionnaire import Questionnaire
from parcours.surveys.models.request import SurveyRequest

__all__ = ["Answer", "Question", "Questionnaire", "SurveyRequest"]
