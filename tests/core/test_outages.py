"""What counts as a full disk, or a database that is away; a mistake of ours counts as neither."""

import errno
import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from parcours.core.outages import is_away, is_full


def raised(problem: BaseException, cause: BaseException | None = None) -> BaseException:
    problem.__cause__ = cause
    return problem


def full_sqlite() -> sqlite3.Error:
    """What SQLite says where a database may not grow."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE t (x)")
        database.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    database.close()
    return full.value


@pytest.mark.parametrize(
    ("make", "verdict"),
    [
        (lambda: OSError(errno.ENOSPC, "No space left"), (True, False)),
        (lambda: OSError(errno.ENOENT, "No such file"), (False, False)),
        (lambda: raised(ValueError(), OSError(errno.EDQUOT, "Quota")), (True, False)),
        (lambda: raised(OperationalError(), full_sqlite()), (True, True)),
        (lambda: raised(OperationalError(), psycopg.errors.DiskFull()), (True, True)),
        (lambda: raised(OperationalError(), psycopg.errors.AdminShutdown()), (False, True)),
        (lambda: InterfaceError("closed"), (False, True)),
        (ProgrammingError, (False, False)),
        (ZeroDivisionError, (False, False)),
    ],
)
def test_what_it_is(make: Callable[[], BaseException], verdict: tuple[bool, bool]) -> None:
    assert (is_full(make()), is_away(make())) == verdict


@pytest.mark.django_db
def test_a_table_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as mistake, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nothing_of_ours")
    assert is_away(mistake.value) is False
