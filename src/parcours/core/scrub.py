"""Overwriting what was deleted: a row that is gone is still on the disk until something takes its place."""

from django.db import connection


class Busy(Exception):
    """Somebody was reading all the while, so that the journal could not be emptied. Try again later."""


def scrub() -> None:
    """Have the database let go of what was deleted. Raises Busy.

    SQLite writes its whole file anew and empties its journal: no byte stays. PostgreSQL takes the rows out of its
    tables; it overwrites their space, and its own journal, as it goes on (docs/adr/0066).
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                raise Busy
            return
        names = connection.introspection.table_names(cursor)
        cursor.execute(f"VACUUM {', '.join(connection.ops.quote_name(name) for name in sorted(names))}")
