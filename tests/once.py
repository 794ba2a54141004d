"""What takes seconds to make and stays the same through a run, made once for all workers."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tools.drills.ground import replace

ROOT = Path(__file__).parents[1]
IN_MEMORY = "file:tests?mode=memory&cache=shared"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a folder while no other worker does; they wait."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def tables(home: Path) -> Path:
    """Return an empty site's SQLite database with all tables, made in this run and kept in ``home``."""
    kept = home / "tables.sqlite3"
    with alone(home):
        if not kept.exists():
            with TemporaryDirectory(dir=home) as site:
                _make_tables(PARCOURS_DATA=site)
                _copy(Path(site) / "parcours.sqlite3", kept)
    return kept


def tables_on_server(home: Path) -> str:
    """Return the name of an empty site's PostgreSQL database with all tables, made in this run, to be copied."""
    name, made = f"test_{connection.settings_dict['NAME']}_tables", home / "tables-on-server"
    with alone(home):
        if not made.exists():
            replace(name, "template0")
            address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")
            _make_tables(DATABASE_URL=urlunsplit(address), DJANGO_SETTINGS_MODULE="tests.settings")
            made.touch()
    return name


def _make_tables(**own: str) -> None:
    """Make the tables as an installation does, in a process of its own that knows nothing of the tests."""
    ours = ("PARCOURS_", "DJANGO_", "DATABASE_", "COV_")
    others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    subprocess.run(
        [sys.executable, "-m", "parcours", "upgrade"],
        env=others | own,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def fill(own: BaseDatabaseWrapper, file: Path) -> str:
    """Let the connection work in a copy of the file, in memory, and return its name."""
    own.close()
    own.settings_dict["NAME"] = IN_MEMORY
    own.ensure_connection()
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(own.connection)
    return IN_MEMORY


def _copy(file: Path, copy: Path) -> None:
    """Copy a database, with what it has not put into its file yet."""
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
