"""The site that drills work on: that of the environment, brought back to the empty one before each drill."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from parcours.cli.site.database import let_go, upgrade_tables


class Ground:
    """The empty site, and how to get back to it."""

    def __init__(self, folder: Path) -> None:
        self._empty = folder / "empty"
        self.name: str = connection.settings_dict["NAME"]
        shutil.copytree(settings.DATA, self._empty)

    def clear(self) -> None:
        """Make the site the empty one again."""
        let_go()
        shutil.rmtree(settings.DATA)
        shutil.copytree(self._empty, settings.DATA)
        if connection.vendor == "postgresql":
            replace(self.name, f"{self.name}_empty")


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """Bring the site's database to this version, if it is not; and keep the empty site until the drills end."""
    upgrade_tables()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    let_go()
    made = Ground(folder)
    if connection.vendor == "sqlite":
        yield made
        return
    replace(f"{made.name}_empty", made.name)
    try:
        yield made
    finally:
        let_go()
        drop(f"{made.name}_empty")


def replace(name: str, template: str) -> None:
    """Put a copy of a PostgreSQL database in the place of another."""
    drop(name)
    copy(name, template)


def copy(name: str, template: str) -> None:
    """Make a PostgreSQL database from another, file by file: of empty tables that takes half as long as row by row."""
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def drop(name: str) -> None:
    """Remove a PostgreSQL database, if there is one, with our own sessions in it.

    Not WITH (FORCE), which fails while the server's own vacuum is there: a plain DROP sends that away by itself.
    """
    on_server(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = session_user",
        [name],
    )
    on_server(f'DROP DATABASE IF EXISTS "{name}"')


def on_server(statement: str, values: Sequence[str] | None = None) -> None:
    """Run a statement that belongs to no database."""
    own: Any = connection
    with own._nodb_cursor() as cursor:  # noqa: SLF001 - as the framework's own tests make databases
        cursor.execute(statement, values)
