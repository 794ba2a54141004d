"""Writing many new rows at once. What a column says in every row is worked out, and sent, once."""

from collections.abc import Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.base import ModelState


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one table, and give each its key, as `bulk_create` does for several times the work.

    What is checked is left to the database: call it in a transaction. Raises ScopeError outside a scope, and
    IntegrityError.
    """
    if not rows:
        return
    model = type(rows[0])
    model._default_manager.all()  # noqa: SLF001 - documented; raises ScopeError outside a scope
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - documented
    for part in batched(rows, connection.ops.bulk_batch_size(fields, list(rows))):
        _insert(model, fields, part)


def alike[M: Model](row: M) -> M:
    """Return another new row that says what ``row`` says, for a tenth of what making one by its model costs.

    Their values are the same objects: set others, and change none in place.
    """
    other = type(row).__new__(type(row))
    other.__dict__ = {**row.__dict__, "_state": ModelState()}
    return other


def _insert(model: type[Model], fields: Sequence[Field[Any, Any]], rows: Sequence[Model]) -> None:
    meta, name = model._meta, connection.ops.quote_name  # noqa: SLF001 - documented
    columns = [_prepared(field, rows) for field in fields]
    source, values = (_arrays if connection.vendor == "postgresql" else _lines)(fields, columns, len(rows))
    names = ", ".join(name(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name(meta.db_table)} ({names}) {source} RETURNING {name(str(meta.pk.column))}",
            values,
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
            row._state.adding = False  # noqa: SLF001 - documented


def _prepared(field: Field[Any, Any], rows: Sequence[Model]) -> list[Any]:
    """Return the values of a field as the database takes them: one alone where every row says the same."""
    if type(field).pre_save is Field.pre_save:
        values = [getattr(row, field.attname) for row in rows]
    else:
        values = [field.pre_save(row, add=True) for row in rows]
    if values.count(values[0]) == len(values):
        values = values[:1]
    return [None if value is None else field.get_db_prep_save(value, connection) for value in values]


def _lines(_fields: Sequence[Field[Any, Any]], columns: list[list[Any]], rows: int) -> tuple[str, list[Any]]:
    """Return the rows as the lines of VALUES."""
    whole = [column if len(column) == rows else column * rows for column in columns]
    line = f"({', '.join(['%s'] * len(columns))})"
    return f"VALUES {', '.join([line] * rows)}", [value for row in zip(*whole, strict=True) for value in row]


def _arrays(fields: Sequence[Field[Any, Any]], columns: list[list[Any]], rows: int) -> tuple[str, list[Any]]:
    """Return the rows as arrays, one for each column that differs: the server plans few parameters, not thousands."""
    chosen, arrays, once, many = [], [], [], []
    for at, (field, column) in enumerate(zip(fields, columns, strict=True)):
        kind = str(field.db_type(connection)).partition("(")[
            0
        ]  # without its length: too long is refused, not cut
        if len(column) == rows:
            chosen.append(f"c{at}")
            arrays.append((f"c{at}", f"(%s)::{kind}[]"))
            many.append(column)
        else:
            chosen.append(f"(%s)::{kind}")
            once.append(column[0])
    names, given = (", ".join(part) for part in zip(*arrays, strict=True)) if arrays else ("", "")
    table = f"unnest({given}) AS given({names})" if arrays else f"generate_series(1, {rows})"
    return f"SELECT {', '.join(chosen)} FROM {table}", [*once, *many]  # noqa: S608 - names of ours
