"""What a program cannot help: a disk without room, a database that is away. Pages and commands say it in words."""

import errno
import sqlite3
from collections.abc import Iterator

import psycopg
from django.db import InterfaceError, OperationalError

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_BUG = sqlite3.SQLITE_ERROR  # such as a table that is not there: waiting does not help


def sqlite_code(problem: BaseException) -> int:
    """Return the primary code of what SQLite says; 0 where it says nothing."""
    return int(getattr(problem, "sqlite_errorcode", 0)) & 0xFF


def is_full(problem: BaseException) -> bool:
    """Return whether ``problem``, or what it came from, says that there is no room left on a disk."""
    return any(
        (isinstance(one, OSError) and one.errno in _FULL)
        or sqlite_code(one) == sqlite3.SQLITE_FULL
        or isinstance(one, psycopg.errors.DiskFull)
        for one in _chain(problem)
    )


def is_away(problem: BaseException) -> bool:
    """Return whether ``problem``, or what it came from, says that the database does not answer or cannot write now."""
    return any(
        isinstance(one, OperationalError | InterfaceError) and sqlite_code(one.__cause__ or one) != _BUG
        for one in _chain(problem)
    )


def _chain(problem: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = problem
    while at is not None:
        yield at
        at = at.__cause__
