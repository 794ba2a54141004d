"""Whether anything can have come up since the last look: SQLite says at no cost whether somebody else wrote.

A worker that has nothing to do would otherwise put together the same questions several times a second, all day.
"""

import time

from django.db import connection

LONGEST = 5.0
"""Seconds. What is there already may come due by the clock, so a lull ends by itself."""


class Lull:
    """The time in which whoever found nothing to do would find nothing again."""

    def __init__(self) -> None:
        """Begin with none."""
        self._until = 0.0
        self._seen: tuple[object, int] | None = None

    def lasts(self) -> bool:
        """Return whether it does; where the database does not say so, there is none."""
        if connection.vendor != "sqlite":
            return False
        with connection.cursor() as cursor:
            cursor.execute(
                "PRAGMA data_version"
            )  # it changes with what others commit, counted for each connection
            now = connection.connection, cursor.fetchone()[0]
        if now == self._seen and time.monotonic() < self._until:
            return True
        self._seen, self._until = now, time.monotonic() + LONGEST
        return False

    def end(self) -> None:
        """Have none: there is more to do, such as what we wrote ourselves."""
        self._seen = None
