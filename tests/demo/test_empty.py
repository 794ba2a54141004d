"""The demo's empty database, kept for the next time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from parcours.demo import empty

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for data of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share/parcours/demo"


def test_what_was_kept_has_every_table_and_is_put_where_there_is_none(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"
    assert (empty.bring(database), database.exists()) == (False, False)
    empty.keep()
    assert empty.bring(database)
    with closing(sqlite3.connect(database)) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables >= set(connection.introspection.table_names())


def test_a_database_that_is_there_stays(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"
    database.write_text("mine")
    empty.keep()
    assert (empty.bring(database), database.read_text()) == (True, "mine")


def test_that_of_another_version_goes(kept_in: Path) -> None:
    kept_in.mkdir(parents=True)
    (kept_in / "another.sqlite3").touch()
    empty.keep()
    assert [file.name for file in kept_in.iterdir()] == [empty.place().name]
