"""The rows of a table as lines of RFC 4180: commas, CRLF, UTF-8, and no cell that a program takes for a formula."""

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TextIO
from uuid import UUID

from parcours.accounts.models.tenant import TenantModel
from parcours.reporting.package.tables import columns
from parcours.tables.text import neutralise

_AT_A_TIME = 2_000


def rows_of(model: type[TenantModel]) -> Iterator[list[object]]:
    """Give the rows of a table of the organization in scope, in the order of their keys, a few at a time."""
    names = [field.attname for field in columns(model)]
    rows = model._default_manager.order_by("pk").values_list(*names)  # noqa: SLF001 - documented
    return (list(row) for row in rows.iterator(chunk_size=_AT_A_TIME))


def write(stream: TextIO, head: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    """Write the head and the rows, and return how many rows that were."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - counted
        writer.writerow([cell(value) for value in row])
    return count


def cell(value: object) -> str:
    """Return a value as text: nothing is empty, times are UTC, several values are JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal | UUID):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return neutralise(str(value))
