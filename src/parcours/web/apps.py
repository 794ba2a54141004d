"""The Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, their templates and static files."""

    name = "parcours.web"
    label = "web"
