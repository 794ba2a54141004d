"""The tables are those of the models, and every migration can be undone and done again."""

import io

import pytest
from django.core.management import call_command
from django.db import connection


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return [name for name in connection.introspection.table_names(cursor) if name.startswith("accounts_")]


def policies() -> list[tuple[object, ...]]:
    """Which policy each table has, and what it asks of a row; none on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, qual FROM pg_policies ORDER BY tablename, policyname")
        return [*cursor.fetchall()]


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_t53_migrations_go_back_to_nothing_and_forward_again() -> None:
    before, guarded = tables(), policies()
    call_command("migrate", "accounts", "zero", verbosity=0)  # and what other packages keep about users
    gone = tables()
    call_command("migrate", verbosity=0)
    assert (gone, tables(), policies()) == ([], before, guarded)
