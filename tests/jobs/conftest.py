"""Tasks are kept in the database, as in a site."""

import pytest
from pytest_django.fixtures import Settings

from tests.jobs import made

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def in_the_database(settings: Settings) -> None:
    """Keep tasks in the database; nothing is done yet."""
    settings.TASKS = DATABASE
    made.DONE.clear()
