"""The database's own clock, which everybody who works with the database shares: leases and waits are told by it."""

from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, DurationField, Expression, ExpressionWrapper, QuerySet, Value
from django.db.models.functions import Now


def from_now(wait: timedelta) -> Expression:
    """Return the moment ``wait`` after now, or before it where ``wait`` is negative, as an expression of a query."""
    return ExpressionWrapper(Now() + Value(wait, output_field=DurationField()), output_field=DateTimeField())


def shorten(rows: QuerySet[Any], field: str, most: timedelta, to: timedelta | None = None) -> int:
    """End in ``to`` from now, or in ``most``, what of these rows ends later than ``most``; return how many those were.

    For times that are never so far ahead unless the clock was wrong.
    """
    late = rows.filter(**{f"{field}__gt": from_now(most)})
    return late.update(**{field: from_now(most if to is None else to)})
