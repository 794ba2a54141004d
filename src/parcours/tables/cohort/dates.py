"""Dates as people write them. The order of day and month is learned from the column, never assumed."""

import datetime as dt
import re
from collections.abc import Mapping

from parcours.tables.cells import Bad, shown
from parcours.tables.cohort.values import says_nothing
from parcours.tables.cohort.words import MONTHS
from parcours.tables.findings import N_
from parcours.tables.grid import Cell
from parcours.tables.text import fold

_LONGEST = 60
_YEARS = range(1900, 2101)
_TIME = re.compile(r"(?:[\s,]+(?:at|à)?\s*|T)\d{1,2}\s?[:h]\s?\d{2}.*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e)")
_FILLERS = frozenset((
    "le", "the", "of", "de", "on", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lun", "mer", "jeu", "ven", "sam", "dim",
))  # fmt: skip

Order = tuple[int, int, int]
"""Two numbers whose order, day or month first, is to be found out, and the year."""


def read_dates(cells: Mapping[int, Cell]) -> dict[int, dt.date | Bad | None]:
    """Return the date of each cell of one column by row: None if blank, `Bad` if it cannot be told.

    ``03/04/2026`` is 3 April where another cell of the column can only have the day first (``22/11/2026``), 4 March
    where one can only have the month first, and is refused where none or both kinds are found.
    """
    read = {cell: _read(cell) for cell in set(cells.values())}
    numbers = [value for value in read.values() if isinstance(value, tuple)]
    day_first = any(first > 12 >= second for first, second, _year in numbers)  # noqa: PLR2004 - months in a year
    month_first = any(second > 12 >= first for first, second, _year in numbers)  # noqa: PLR2004
    dates = {
        cell: _order(value, cell, day_first=day_first, month_first=month_first)
        if isinstance(value, tuple)
        else value
        for cell, value in read.items()
    }
    return {row: dates[cell] for row, cell in cells.items()}


def _order(numbers: Order, cell: Cell, *, day_first: bool, month_first: bool) -> dt.date | Bad:
    first, second, year = numbers
    if first > 12 or second > 12 or first == second:  # noqa: PLR2004
        day_first = first >= second
    elif day_first == month_first:
        return Bad(
            N_("“{value}” can be read as two dates: the day or the month may come first."),
            N_("Write the date as YYYY-MM-DD."),
            value=shown(str(cell)),
        )
    day, month = (first, second) if day_first else (second, first)
    return _date(year, month, day, str(cell))


def _read(cell: Cell) -> dt.date | Order | Bad | None:
    if isinstance(cell, dt.date):
        return cell
    if says_nothing(cell):
        return None
    words = [word for word in fold(_TIME.sub("", cell[:_LONGEST])).split() if word not in _FILLERS]
    words = [_ORDINAL.sub(r"\1", word) if _ORDINAL.fullmatch(word) else word for word in words]
    if len(words) == 1 and len(words[0]) == len("20261122") and words[0].isdecimal():
        words = [words[0][:4], words[0][4:6], words[0][6:]]
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [int(word) for word in words if word.isdecimal()]
    long = [len(word) == len("2026") for word in words if word.isdecimal()]
    if len(numbers) >= 2 and len(numbers) + len(months) == len(words) == 3 and sum(long) == 1:  # noqa: PLR2004 - day, month, year
        year = numbers.pop(long.index(True))
        if months:
            return _date(year, months[0], numbers[0], cell)
        if long[0]:
            return _date(year, numbers[0], numbers[1], cell)
        if long[2]:
            return numbers[0], numbers[1], year
    return _unreadable(cell)


def _date(year: int, month: int, day: int, written: str) -> dt.date | Bad:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return _unreadable(written)
    return date if year in _YEARS else _unreadable(written)


def _unreadable(written: str) -> Bad:
    return Bad(
        N_("“{value}” is not a date that can be read."),
        N_("Write the date as YYYY-MM-DD."),
        value=shown(written),
    )
