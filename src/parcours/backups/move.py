"""Moving a site from SQLite to PostgreSQL: every row, compared on both sides before anything counts (docs/adr/0062)."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.models import Field, Model
from psycopg import Error

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.backups import postgres, sqlite
from parcours.backups.faults import Fault
from parcours.core.language import N_
from parcours.core.schema import applied, pending

_SOURCE = "source"
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows each table has, here and there; and what the old database is called now."""

    rows: Mapping[str, int]
    left: tuple[str, ...]
    kept_as: Path


def move(live: Path) -> Moved:
    """Carry the site in the SQLite file ``live`` to the framework's database, an empty PostgreSQL.

    All in one transaction; the file then gets another name, so that nobody goes on with it. Raises Fault, and then
    nothing was changed.
    """
    if not live.exists():
        raise Fault(N_("There is no SQLite database at {file}."), file=live)
    with sqlite.locked(live) as copy:
        if copy is None:
            raise Fault(N_("{file} is damaged, or no database. Restore a backup first."), file=live)
        with _source(copy) as migrations, postgres.held() as target:
            if target.is_there:
                raise Fault(N_("The PostgreSQL database is not empty. Make a new one, and name that."))
            if pending(_SOURCE):
                raise Fault(N_("The database is not that of this version. Run `parcours upgrade` first."))
            postgres.build(migrations)
            rows, left = _carried()
            record(by=system(None), verb="site.moved", rows=sum(rows.values()))
        kept_as = live.with_name(f"{live.name}.moved-{secrets.token_hex(4)}")
        live.rename(kept_as)
    return Moved(rows, left, kept_as)


@contextmanager
def _source(copy: Path) -> Iterator[list[str]]:
    """Have the framework know the file ``copy`` as a second database, and give its migrations."""
    asked = connections.configure_settings(
        {"default": {}, _SOURCE: {"ENGINE": "django.db.backends.sqlite3", "NAME": str(copy)}}
    )
    connections[_SOURCE] = own = SQLite(asked[_SOURCE], _SOURCE)
    try:
        yield applied(_SOURCE)
    finally:
        own.close()
        del connections[_SOURCE]


def _carried() -> tuple[dict[str, int], tuple[str, ...]]:
    """Copy every table, and return the rows of each, with the names of those that have no model here."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001 - documented
    ]
    ours = {model._meta.db_table for model in models}  # noqa: SLF001 - documented
    with connection.cursor() as cursor:
        there = postgres.tables(cursor)
        with postgres.loading(cursor, [name for name in there if name != "django_migrations"]):
            sent = {model._meta.db_table: _sent(cursor, model) for model in models}  # noqa: SLF001 - documented
        postgres.set_counters(cursor, _counters(models))
    for model in models:
        table = model._meta.db_table  # noqa: SLF001 - documented
        if _sum(_values(model, "default")) != sent[table]:
            raise Fault(N_("The table {table} does not arrive as it was. Nothing was moved."), table=table)
    known = {*ours, *there, "cache"}
    left = tuple(name for name in connections[_SOURCE].introspection.table_names() if name not in known)
    return {table: rows for table, (rows, _sum_of) in sent.items()}, left


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [one for one in model._meta.local_concrete_fields if not one.generated]  # noqa: SLF001 - documented


def _values(model: type[Model], using: str) -> Iterator[tuple[Any, ...]]:
    """Give every row of a table as Python has it, whichever database it is in."""
    names = [one.attname for one in _fields(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)  # noqa: SLF001 - the one without scope
    return rows.iterator(_AT_ONCE)


def _sent(cursor: postgres.Cursor, model: type[Model]) -> tuple[int, int]:
    """Copy a table's rows; return how many they are, and their sum, as `_sum` does."""
    fields, table = _fields(model), model._meta.db_table  # noqa: SLF001 - documented
    into = postgres.into_table(table, [one.column or one.attname for one in fields])
    total, rows = 0, 0
    try:
        with cursor.copy(into) as lines:
            for row in _values(model, _SOURCE):
                pairs = zip(fields, row, strict=True)
                lines.write_row([one.get_db_prep_save(value, connection) for one, value in pairs])
                total, rows = total + _number_of(row), rows + 1
    except (DatabaseError, Error, ValueError) as problem:
        said = str(problem).strip().splitlines()[0]
        raise Fault(
            N_(
                "PostgreSQL refuses a row of the table {table}: {problem}. Correct it on the site, and run this again."
            ),
            table=table,
            problem=said,
        ) from problem
    return rows, total


def _sum(rows: Iterator[tuple[Any, ...]]) -> tuple[int, int]:
    """Return how many rows there are, and a sum over what each of them says, whatever their order."""
    total, count = 0, 0
    for row in rows:
        total, count = total + _number_of(row), count + 1
    return count, total


def _number_of(row: Sequence[Any]) -> int:
    """Return the SHA-256 of a row, as a number."""
    return int.from_bytes(hashlib.sha256(json.dumps([_plain(value) for value in row]).encode()).digest())


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    """Return a value as JSON has it, the same from both databases."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, default=str)
    return str(value)


def _counters(models: Sequence[type[Model]]) -> dict[str, int]:
    """Return the last number that each table gave out, so that none is given out again."""
    with connections[_SOURCE].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        given: dict[str, int] = dict(cursor.fetchall())
    return {
        f"{model._meta.db_table}.{model._meta.pk.column}": given[model._meta.db_table]  # noqa: SLF001 - documented
        for model in models
        if given.get(model._meta.db_table)  # noqa: SLF001 - documented
    }
