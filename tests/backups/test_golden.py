"""Every release so far comes back in this one, and no row is another than it was, unless it is listed here."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_scopes import scopes_disabled
from pytest_django.fixtures import Settings

from parcours.backups.archive import Archive, opened
from parcours.backups.postgres import FOLDER
from parcours.backups.restore import restore
from parcours.backups.sqlite import MEMBER
from parcours.core.schema import pending
from tests.accounts.test_migrations import tables
from tests.backups.sites import Sites
from tools.golden import FOLDER as GOLDEN
from tools.golden import KEY, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHANGES = {
    "accounts_auditchain": "a restore adds to the log, so the log has another head",
    "django_session": "everybody signs in again",
    "usersessions_usersession": "the same",
}
"""Tables of which rows of then may be others now, each with its reason."""
RELEASES = ("0.1.0",)


def rows_then(archive: Archive, folder: Path) -> dict[str, tuple[tuple[str, ...], Counter[Any]]]:
    """The columns and rows of each table in a backup."""
    tables = archive.manifest.database.tables
    if connection.vendor == "postgresql":
        return {
            name: (
                table.columns,
                Counter(b"".join(archive.chunks(f"{FOLDER}{name}.copy")).splitlines()),
            )
            for name, table in tables.items()
        }
    file = folder / "then.sqlite3"
    file.write_bytes(b"".join(archive.chunks(MEMBER)))
    with closing(sqlite3.connect(file)) as then:
        found = {}
        for name in tables:
            rows = then.execute(f"SELECT * FROM {name}")  # noqa: S608 - the backup's own names
            found[name] = (tuple(column[0] for column in rows.description), Counter(rows.fetchall()))
    return found


def rows_now(table: str, columns: tuple[str, ...]) -> Counter[Any]:
    """The rows of a table of the site, as far as those columns go."""
    listed = ", ".join(f'"{column}"' for column in columns)
    query = f"SELECT {listed} FROM {table}"  # noqa: S608 - the backup's own names
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as now:
            return Counter(now.execute(query).fetchall())
    with scopes_disabled(), connection.cursor() as cursor:
        cursor.execute("SET timezone = 'UTC'")
        with cursor.copy(f"COPY ({query}) TO STDOUT") as lines:
            return Counter(b"".join(map(bytes, lines)).splitlines())


@pytest.mark.parametrize("release", RELEASES)
def test_t53_a_release_with_data_is_upgraded_and_no_row_changes(
    sites: Sites, tmp_path: Path, settings: Settings, release: str
) -> None:
    settings.DATA_KEYS, settings.SECRET_KEY = {"golden": KEY}, SECRET
    sites.open("made at once")
    made_at_once = tables()
    sites.open("now", tables=False)
    file = GOLDEN / f"{release}-{connection.vendor}.zip"
    done = restore(file, replace=False)
    assert (pending(), done.files, done.signs_the_same) == ([], 2, True)
    assert {verdict.fault for verdict in done.log} == {None}
    with opened(file) as archive:
        then = rows_then(archive, tmp_path)
    assert then["accounts_user"][1].total() == 10
    lost = {
        table: rows - rows_now(table, columns)
        for table, (columns, rows) in then.items()
        if table not in CHANGES
    }
    assert {table: rows for table, rows in lost.items() if rows} == {}
    assert tables() == made_at_once


def test_every_release_is_there_for_both_databases() -> None:
    names = [f"{release}-{engine}.zip" for release in RELEASES for engine in ("postgresql", "sqlite")]
    assert sorted(path.name for path in GOLDEN.iterdir()) == names
