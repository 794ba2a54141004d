"""The Django application."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Programs and their cohorts."""

    name = "parcours.programs"
    label = "programs"
