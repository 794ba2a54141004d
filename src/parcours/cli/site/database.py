"""Bringing the database and the static files to where this version wants them."""

from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

from parcours.core.language import N_
from parcours.core.schema import applied, apply_missing, pending, unknown

NEWER = N_(
    "The database is that of a newer version. Install that version, or restore a backup from before the upgrade."
)


def upgrade() -> list[str]:
    """Apply what is missing and return the names of the migrations that were applied."""
    missing = upgrade_tables()
    call_command("collectstatic", verbosity=0, interactive=False)
    return missing


def upgrade_tables() -> list[str]:
    """Apply what the database lacks and return the names of the migrations that were applied."""
    missing = pending()
    apply_missing()
    call_command("createcachetable", verbosity=0)
    return missing


def is_newer() -> bool:
    """Return whether the database was brought to a newer version than this one."""
    return bool(unknown(applied()))


def answers() -> bool:
    """Return whether the database can be reached."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def let_go() -> None:
    """Close every connection, those that a pool keeps ready too: processes made from this one must not share them."""
    connections.close_all()
    for kept in connections.all(initialized_only=True):
        if isinstance(kept, PostgreSQL):
            kept.close_pool()
