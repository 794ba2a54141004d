"""The tables are those of the models, however they are made, and every migration can be undone and done again."""

import io
import re

import pytest
from django.core.management import call_command

from tests.backups.sites import Sites
from tools.drills.migration_site import schema

OF_OTHERS = ("auth_", "django_content_type", "django_tasks_")
NOT_ABOUT_USERS = (*OF_OTHERS, "django_migrations", "django_session", "jobs_", "cache", "sqlite_sequence")


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.django_db
def test_t53_migrations_go_back_to_nothing(sites: Sites) -> None:
    """So they can be done again; what comes of that is asked of each release, in tests/backups/test_golden.py."""
    sites.open("all")
    call_command("migrate", "accounts", "zero", verbosity=0)  # and what other packages keep about users
    left = {str(name) for kind, name, *_ in schema() if kind in {"table", "column", "function"}}
    assert {name for name in left if not name.startswith(NOT_ABOUT_USERS)} == set()


@pytest.mark.django_db
def test_tables_of_others_that_know_no_users_are_made_at_once_as_well(sites: Sites) -> None:
    at_once = tables(*OF_OTHERS)
    sites.open("one by one", tables=False)
    for app in ("auth", "contenttypes", "django_tasks_database"):
        call_command("migrate", app, verbosity=0)
    assert tables(*OF_OTHERS) == at_once


def tables(*beginnings: str) -> list[tuple[object, ...]]:
    """Every table whose name begins so, with its columns in any order, its indexes, triggers and policies."""
    return sorted(
        (in_any_order(row) for row in schema() if str(row[1]).startswith(beginnings or "")), key=repr
    )


def in_any_order(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row about a table of SQLite’s, whose columns stand in the order in which they came."""
    kind, name, table, says = row
    if kind == "table" and isinstance(says, str):
        return kind, name, table, tuple(sorted(re.split(r", (?=\"|CONSTRAINT)", says.split("(", 1)[1][:-1])))
    return row
