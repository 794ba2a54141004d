"""What the rows before have said, kept on disk: a million keys take no memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class Seen:
    """Which row said a key first."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID")

    def first(self, key: str, row: int) -> int:
        """Return the row that said ``key`` first, which may be ``row`` itself."""
        found = self._database.execute("SELECT row FROM seen WHERE key = ?", (key,)).fetchone()
        if found is not None:
            return int(found[0])
        self._database.execute("INSERT INTO seen VALUES (?, ?)", (key, row))
        return row


@contextmanager
def seen_before() -> Iterator[Seen]:
    """Give an empty record, in a file of its own that is gone afterwards."""
    database = sqlite3.connect("", isolation_level=None)  # no name: a file that nobody else sees
    try:
        database.execute("PRAGMA cache_size = -8000")
        database.execute("BEGIN")
        yield Seen(database)
    finally:
        database.close()
