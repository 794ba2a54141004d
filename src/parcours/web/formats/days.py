"""The first of the month, which French writes ``1er``: the framework has no sign for that in a format."""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language


def _day(self: DateFormat) -> str:
    """Return the day of the month without a zero before it."""
    day: int = self.data.day  # type: ignore[union-attr]  # times of the day are asked for none
    return "1er" if day == 1 and (get_language() or "").startswith("fr") else str(day)


def write_first_days_in_full() -> None:
    """Have every date that is written in French begin so, in pages, letters and files."""
    DateFormat.j = _day  # type: ignore[method-assign, assignment]
