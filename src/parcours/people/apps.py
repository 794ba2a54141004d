"""The Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Participants, mentors and supervisors."""

    name = "parcours.people"
    label = "people"
