"""The cells of one sheet, as text and dates, whatever the file they came from."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from parcours.tables.findings import MOST_KEPT, N_, Unreadable, unreadable
from parcours.tables.limits import CELL_CHARACTERS, SHEET_ROWS, Limits

Cell = str | dt.date
"""Text as written, numbers and yes-or-no values as text (``12``, ``12.5``, ``true``), or a true date."""

Row = list[Cell]


def text_of(row: Row) -> str:
    """Return all text of a row in one piece, for a first look at it."""
    try:
        return "".join(cast("list[str]", row))
    except TypeError:  # a date stands among it
        return "".join([cell for cell in row if isinstance(cell, str)])


FORMULA = (
    N_("The cell holds a formula, and formulas are not run."),
    N_("Copy the sheet and paste it as values, then save it again."),
)
ERROR_VALUE = (
    N_("The cell holds the error {error}."),
    N_("Correct the cell or empty it."),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that must not be used: `row` is the sheet's own, `column` counts from 0."""

    row: int
    column: int
    what: str
    fix: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area taller than one row: its first cell, and the sheet's last row that it covers."""

    row: int
    column: int
    last_row: int


@dataclass(slots=True)
class Sheet:
    """One sheet as it is read: `rows` gives (row number, cells) and fills `faults` and `merges` on the way."""

    rows: Iterator[tuple[int, Row]]
    faults: list[Fault] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet in memory: its `rows` that are not blank, by their own number, ascending.

    `ragged` is True for text files, where a row may be longer than the header by mistake; in a workbook every
    cell stands in a column of its own. `guessed` names the encoding of a text file if it was only guessed.
    """

    given: str
    rows: list[tuple[int, Row]]
    faults: list[Fault]
    ragged: bool
    guessed: str = ""


class Gatherer:
    """Gathers the cells of a workbook's sheet into rows, within limits."""

    def __init__(self, given: str, limits: Limits) -> None:
        self.given = given
        self.limits = limits
        self.number = 0
        self.cells: Row = []
        self.ready: list[tuple[int, Row]] = []
        self.kept_rows = 0
        self.kept_cells = 0
        self.faults: list[Fault] = []
        self.merges: list[Merge] = []

    def begin(self, number: int) -> None:
        """Start the row of that number; rows come in order."""
        if number <= self.number:
            raise ValueError("rows out of order")
        self.number = number
        self.cells = []

    def put(self, column: int, value: Cell, times: int = 1) -> None:
        """Put a value that is not blank into ``times`` columns from ``column`` on; columns come in order."""
        if column + times > self.limits.columns:
            raise too_many_columns(self.given, self.number, self.limits)
        if column < len(self.cells):
            raise ValueError("columns out of order")
        if isinstance(value, str) and len(value) > CELL_CHARACTERS:
            raise unreadable(
                self.given,
                N_("A cell has more than {most} characters."),
                N_("Shorten the cell."),
                row=self.number,
                most=CELL_CHARACTERS,
            )
        if column > len(self.cells):
            self.cells.extend([""] * (column - len(self.cells)))
        self.cells.extend([value] * times)

    def finish(self, times: int = 1) -> None:
        """End the row, which stands ``times`` times."""
        if self.cells:
            self.kept_rows += times
            self.kept_cells += times * len(self.cells)
            if self.number + times - 1 > SHEET_ROWS:
                raise ValueError("rows beyond a sheet's end")
            if self.kept_rows > self.limits.rows or self.kept_cells > self.limits.cells:
                raise too_many_rows(self.given, self.limits)
            self.ready.append((self.number, self.cells))
            self.ready.extend((self.number + more, self.cells.copy()) for more in range(1, times))
        self.number += times - 1

    def fault(self, column: int, message: tuple[str, str], **params: object) -> None:
        """Note a cell that must not be used; of a formula with an error, the formula."""
        if self.faults and (self.faults[-1].row, self.faults[-1].column) == (self.number, column):
            return
        if len(self.faults) < 2 * MOST_KEPT:
            self.faults.append(Fault(self.number, column, *message, params))

    def merge(self, row: int, column: int, last_row: int) -> None:
        """Note a merged area."""
        if last_row > row and len(self.merges) < self.limits.rows:
            self.merges.append(Merge(row, column, last_row))

    def take(self) -> list[tuple[int, Row]]:
        """Return the rows gathered since the last time."""
        ready, self.ready = self.ready, []
        return ready


def number_text(text: str) -> str:
    """Return a number of a workbook as people write it: ``12.0`` is ``12``. Raises ValueError."""
    value = float(text)
    if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - what a spreadsheet keeps exactly
        return str(int(value))
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return repr(value)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def too_many_columns(given: str, row: int, limits: Limits) -> Unreadable:
    """Return the refusal of a row wider than ``limits`` allow."""
    return unreadable(
        given,
        N_("There are more than {most} columns."),
        N_("Keep only the columns that are needed."),
        row=row,
        most=limits.columns,
    )


def too_many_rows(given: str, limits: Limits) -> Unreadable:
    """Return the refusal of a table longer than ``limits`` allow."""
    return unreadable(
        given,
        N_("The table is too large: there are more than {rows} rows, or more than {cells} cells."),
        N_("Keep only the rows and the columns that are needed."),
        rows=limits.rows,
        cells=limits.cells,
    )
