"""The Django application."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """People who may be on file twice."""

    name = "parcours.people.duplicates"
    label = "duplicates"
