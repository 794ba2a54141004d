"""The one way in which tests move the machine’s clock: what Python says, and what the database says, together.

`faketime` does the same from outside, to whole processes, where it is installed; this needs nothing, and is undone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

import time_machine
from django.db.models import Field
from django.db.models.expressions import DatabaseDefault
from django.db.models.functions import Now
from django.db.models.sql.compiler import SQLInsertCompiler

HOUR_BACK, YEAR_AHEAD = timedelta(hours=-1), timedelta(days=365)
SQLITE = "STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f', 'NOW', '{:+d} seconds')"
POSTGRESQL = "(STATEMENT_TIMESTAMP() + INTERVAL '{:d} seconds')"


@contextmanager
def moved(step: timedelta) -> Iterator[None]:
    """Have the clock be ``step`` from where it is, and go on from there."""
    seconds = round(step.total_seconds())

    def said(template: str) -> Callable[..., object]:
        return lambda now, compiler, connection, **more: now.as_sql(
            compiler, connection, template=template, **more
        )

    given = SQLInsertCompiler.pre_save_val

    def written(compiler: SQLInsertCompiler, field: Field[object, object], row: object) -> object:
        """Say the time where the database would fill it in by itself, from a clock that nobody moved."""
        value = given(compiler, field, row)
        return Now() if isinstance(value, DatabaseDefault) and isinstance(field.db_default, Now) else value

    with (
        mock.patch.object(Now, "as_sqlite", said(SQLITE.format(seconds))),
        mock.patch.object(Now, "as_postgresql", said(POSTGRESQL.format(seconds))),
        mock.patch.object(SQLInsertCompiler, "pre_save_val", written),
        time_machine.travel(datetime.now(UTC) + step, tick=True),
    ):
        yield
