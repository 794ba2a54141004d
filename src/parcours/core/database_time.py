"""The database's own clock, which everybody who works with the database shares: leases and waits are told by it."""

from datetime import timedelta

from django.db.models import DateTimeField, DurationField, Expression, ExpressionWrapper, Value
from django.db.models.functions import Now


def from_now(wait: timedelta) -> Expression:
    """Return the moment ``wait`` after now, or before it where ``wait`` is negative, as an expression of a query."""
    return ExpressionWrapper(Now() + Value(wait, output_field=DurationField()), output_field=DateTimeField())
