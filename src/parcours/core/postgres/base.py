"""Django's backend for PostgreSQL, whose connections know whose rows the code may see at the moment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from django_scopes import get_scope
from psycopg import pq

from parcours.core.postgres.policies import EVERYBODY, INSTALLATION, NOBODY, SETTING

_MAY_FOLLOW = ("SELECT", "(SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
"""Statements that go with the telling in one message; others, such as CREATE DATABASE, must stand alone."""


class _Cursor(CursorWrapper):
    """A cursor that first tells its connection whose rows the scope opens, where that has changed."""

    db: "DatabaseWrapper"

    def _execute(self, sql: Any, params: Any, *rest: Any) -> Any:  # noqa: ANN401 - as the framework's
        named = isinstance(self.cursor, base.ServerSideCursor)  # which puts DECLARE before its statement
        together = not named and isinstance(sql, str) and sql.startswith(_MAY_FOLLOW)
        with self.db.telling(together=together) as first:
            done = super()._execute(first + sql if first else sql, params, *rest)  # type: ignore[misc]
            if first:
                self.cursor.nextset()  # past the answer to the telling
            return done

    def _executemany(self, sql: Any, param_list: Sequence[Any], *rest: Any) -> Any:  # noqa: ANN401 - the same
        with self.db.telling(together=False):
            return super()._executemany(sql, param_list, *rest)  # type: ignore[misc]


class _DebugCursor(base.CursorDebugWrapper, _Cursor):
    """The same, kept in the log of queries; the telling is not."""


class SchemaEditor(DatabaseSchemaEditor):
    """Migrations change the rows of every organization."""

    connection: "DatabaseWrapper"

    def __enter__(self) -> Self:
        self.connection.migrations += 1
        super().__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, problem, trace)
        finally:
            self.connection.migrations -= 1


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that remembers what it told the server, and forgets it whenever the server may have."""

    SchemaEditorClass = SchemaEditor

    told: str | None = None
    """What the server knows; None where that is not sure."""
    migrations = 0
    """How many migrations are at work."""

    def in_scope(self) -> str:
        """Return whose rows the code may see now, in the words of the policies."""
        scope = get_scope()
        if self.migrations or not scope.get("_enabled", True):
            return EVERYBODY
        if "organization" not in scope:
            return NOBODY
        organization = scope["organization"]
        return INSTALLATION if organization is None else str(int(organization.pk))

    def tell(self, whose: str) -> None:
        """Tell the server, unless it knows; in a transaction that has failed, nothing can be told or asked."""
        if whose == self.told or self._failed():
            return
        self.told = None
        with self.connection.cursor() as cursor:
            cursor.execute(_telling(whose))
        self.told = whose

    @contextmanager
    def telling(self, *, together: bool) -> Iterator[str]:
        """Give what to put before the statement, nothing where the server knows already or ``together`` is False.

        A statement that fails takes the telling back with it, as does a transaction or a savepoint rolled back.
        """
        whose, first = self.in_scope(), ""
        if whose != self.told and self.connection is not None:
            if together and not self._failed():
                self.told, first = None, _telling(whose)
            else:
                with self.wrap_database_errors:
                    self.tell(whose)
        yield first
        if first:
            self.told = whose

    def _failed(self) -> bool:
        return bool(self.connection.info.transaction_status == pq.TransactionStatus.INERROR)

    def connect(self) -> None:
        """Take a connection, new or from the pool: whoever had it before may have told it anything."""
        self.told = None
        super().connect()

    def _rollback(self) -> None:
        self.told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self.told = None

    def make_cursor(self, cursor: Any) -> CursorWrapper:  # noqa: ANN401 - the driver's
        """Return the framework's cursor around the driver's."""
        return _Cursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> CursorDebugWrapper:  # noqa: ANN401 - the same
        """Return the same with a log of queries."""
        return _DebugCursor(cursor, self)


def _telling(whose: str) -> str:
    return f"SET {SETTING} = '{whose}';"
