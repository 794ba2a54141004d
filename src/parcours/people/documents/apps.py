"""The Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """CVs and other documents."""

    name = "parcours.people.documents"
    label = "documents"
