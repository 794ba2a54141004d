"""From SQLite to PostgreSQL: every row arrives, or none; numbers go on; nobody goes on with the old file."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_scopes import scopes_disabled
from pytest_django.fixtures import Settings

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.models import (
    AuditChain,
    AuditContent,
    AuditEntry,
    AuditPerson,
    Membership,
    Organization,
    User,
)
from parcours.backups.faults import Fault
from parcours.backups.move import move
from parcours.cli.main import main
from tests import once
from tests.backups.sites import Sites, add_person, fill

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="there is no PostgreSQL to move to"),
]


def on_file(file: Path) -> SQLite:
    """A connection as the settings make it for a SQLite file."""
    like = connections["default"].settings_dict
    options: dict[str, Any] = {"transaction_mode": "IMMEDIATE"}
    return SQLite(
        {**like, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}, "default"
    )


def values() -> list[list[dict[str, Any]]]:
    """Everything about people, as Python has it, whichever database it is in."""
    models: list[Any] = [Organization, User, Membership, AuditChain, AuditEntry, AuditContent, AuditPerson]
    with scopes_disabled():
        return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def live(sites: Sites, data_home: Path, tmp_path: Path) -> "Live":
    """A site with people in a SQLite file, and a function that has the framework use it; else an empty PostgreSQL."""
    file = tmp_path / "parcours.sqlite3"
    shutil.copy(once.tables(data_home), file)
    sites.open("postgres", tables=False)
    postgres = connections["default"]

    @contextmanager
    def in_use() -> Iterator[SQLite]:
        connections["default"] = own = on_file(file)
        try:
            yield own
        finally:
            own.close()
            connections["default"] = postgres

    with in_use():
        here = fill()
        here.name_fr = "L’accueil: \\N \t «\u00a0tout\u00a0»"
        here.save()
    return file, in_use


type Live = tuple[Path, Callable[[], AbstractContextManager[SQLite]]]


def test_every_row_arrives_and_the_log_holds(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    file, in_use = live
    with in_use() as own, own.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'accounts_user'")
        cursor.execute("CREATE TABLE of_something_else (number integer)")
        before = values()
    done = move(file)
    after = values()
    assert after[:3] == before[:3]
    assert [len(rows) for rows in after[4:]] == [len(before[4]) + 1, len(before[5]) + 1, len(before[6])]
    assert (done.rows["accounts_user"], done.left) == (3, ("of_something_else",))
    assert [verdict.fault for verdict in verify_all()] == [None, None]
    assert (file.exists(), done.kept_as.exists()) == (False, True)
    assert add_person(Organization.objects.get(), "new@north.example").pk == 1001
    assert capsys.readouterr().out == ""


def test_a_database_with_anything_in_it_is_refused(live: Live) -> None:
    file, _in_use = live
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE invoices (number integer)")
    with pytest.raises(Fault, match="not empty"):
        move(file)
    assert (file.exists(), connection.introspection.table_names()) == (True, ["invoices"])


def test_a_row_that_postgresql_refuses_moves_nothing(live: Live) -> None:
    file, in_use = live
    with in_use():
        User.objects.filter(email="person0@north.example").update(name="x" * 5_000)
    with pytest.raises(Fault, match="refuses a row of the table accounts_user: value too long"):
        move(file)
    assert (file.exists(), connection.introspection.table_names()) == (True, [])


def test_an_older_or_broken_or_missing_database_is_refused(live: Live, tmp_path: Path) -> None:
    file, in_use = live
    with pytest.raises(Fault, match="There is no SQLite database at"):
        move(tmp_path / "nothing.sqlite3")
    (tmp_path / "broken.sqlite3").write_bytes(b"nonsense" * 1_000)
    with pytest.raises(Fault, match="damaged, or no database"):
        move(tmp_path / "broken.sqlite3")
    with in_use() as own:
        MigrationRecorder(own).record_unapplied(*MigrationLoader(None).graph.leaf_nodes("accounts")[0])
    with pytest.raises(Fault, match="parcours upgrade"):
        move(file)
    assert connection.introspection.table_names() == []


def test_the_command_says_what_to_change(
    live: Live,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, _in_use = live
    settings.DATA = file.parent
    monkeypatch.setenv("DATABASE_URL", "")
    assert main(["move-database", "postgresql://me:secret@db.example/parcours", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-4].endswith("are in PostgreSQL now, and the same on both sides.")
    assert lines[-3:-1] == [
        "Put this into the settings, before the site and its worker start again:",
        "  DATABASE_URL='postgresql://me:…@db.example/parcours'",
    ]
    assert lines[-1].startswith(f"The SQLite database is kept as {file}.moved-")
    assert main(["move-database", "postgresql://db.example/parcours", "--json", "--lang", "en"]) == 2
