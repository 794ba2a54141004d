"""The Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and organizations."""

    name = "parcours.accounts"
    label = "accounts"
