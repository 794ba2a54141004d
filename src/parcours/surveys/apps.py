"""The Django application."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, whom they were sent to, and the answers."""

    name = "parcours.surveys"
    label = "surveys"
