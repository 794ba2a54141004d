"""What the rows before have said, kept on disk: a million keys take no memory, and whoever reads on finds them."""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from parcours.accounts.models.imports import Import

_AT_HAND = 2_000
"""So many KB of a record are held in memory."""

_FOLDER = "reading"
_LAST = b""
"""No key’s mark: where the last row stands."""


class Seen:
    """Which row said a key first; ``last`` is the last row it knows of, which is noted by whoever reads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE IF NOT EXISTS seen (key BLOB PRIMARY KEY, row INTEGER) WITHOUT ROWID")
        self.last = self._row(_LAST) or 0

    def first(self, key: str, row: int) -> int:
        """Return the row that said ``key`` first, which may be ``row`` itself."""
        mark = _mark(key)
        found = self._row(mark)
        if found is None:
            self._database.execute("INSERT INTO seen VALUES (?, ?)", (mark, row))
        return row if found is None else found

    def keep(self) -> None:
        """Have what was asked up to the ``last`` row there for the next attempt."""
        self._database.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (_LAST, self.last))
        self._database.execute("COMMIT")

    def _row(self, mark: bytes) -> int | None:
        found = self._database.execute("SELECT row FROM seen WHERE key = ?", (mark,)).fetchone()
        return found and int(found[0])


@contextmanager
def seen_before(import_: Import) -> Iterator[Seen]:
    """Give the record of an import, which stays for the next attempt at it.

    Where another worker has it, or it is damaged, it is one for this attempt only.
    """
    with closing(_opened(import_)) as database:
        seen = Seen(database)
        yield seen
        with suppress(sqlite3.DatabaseError):  # what cannot be kept is worked out again
            seen.keep()


def forget(import_: Import) -> None:
    """Delete the record of an import, and what SQLite may have left beside it."""
    for ending in ("", "-journal"):
        Path(f"{_file(import_)}{ending}").unlink(missing_ok=True)


def forget_left(older_than: timedelta) -> None:
    """Delete records that nobody has gone on with for so long: those of imports that a restore took away."""
    until = time.time() - older_than.total_seconds()
    for file in (Path(settings.DATA) / _FOLDER).glob("*"):
        if file.stat().st_mtime < until:
            file.unlink(missing_ok=True)


def _opened(import_: Import) -> sqlite3.Connection:
    file = _file(import_)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        return _begun(str(file))
    except sqlite3.DatabaseError:
        return _begun("")  # no name: a file that nobody else sees, and that is gone afterwards


def _begun(file: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, isolation_level=None, timeout=0)
    try:
        database.execute(f"PRAGMA cache_size = -{_AT_HAND}")
        database.execute("BEGIN IMMEDIATE")
        _check(database)
    except BaseException:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    """Raise DatabaseError where the record is damaged within."""
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("the record is damaged")


def _file(import_: Import) -> Path:
    """Return where the record is: not among the files that a backup holds, and called like the uploaded one."""
    return Path(settings.DATA) / _FOLDER / f"{Path(str(import_.file.name)).name}.seen"


def _mark(key: str) -> bytes:
    """Return a digest that says nothing to whoever finds the file: a key may be an address."""
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(key.encode(), digest_size=16, key=secret).digest()
