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
from unittest.mock import patch

from django.db.backends.base.base import BaseDatabaseWrapper

from parcours.demo import empty

IN_MEMORY = "file:tests?mode=memory&cache=shared"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a folder while no other worker does; they wait."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def tables(home: Path) -> Path:
    """Return an empty site's SQLite database with all tables, kept in ``home`` where a demo finds it too."""
    with patch.dict(os.environ, {"XDG_DATA_HOME": str(home)}):
        kept = empty.place()
    with alone(home):
        if not kept.exists():
            with TemporaryDirectory(dir=home) as site:
                ours = ("PARCOURS_", "DJANGO_", "DATABASE_", "COV_")
                others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
                subprocess.run(
                    [sys.executable, "-m", "parcours", "upgrade"],
                    env=others | {"PARCOURS_DATA": site},
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                kept.parent.mkdir(parents=True, exist_ok=True)
                _copy(Path(site) / "parcours.sqlite3", kept)
    return kept


def fill(connection: BaseDatabaseWrapper, file: Path) -> str:
    """Let the connection work in a copy of the file, in memory, and return its name."""
    connection.close()
    connection.settings_dict["NAME"] = IN_MEMORY
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(connection.connection)
    return IN_MEMORY


def _copy(file: Path, copy: Path) -> None:
    """Copy a database, with what it has not put into its file yet."""
    with closing(sqlite3.connect(file)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
