"""The Django application. The commands use the adapter and the words without it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Runs of the matching on cohorts of the site, and what they proposed."""

    name = "parcours.matching"
    label = "matching"
