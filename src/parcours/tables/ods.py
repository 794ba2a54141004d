"""ODS workbooks (OpenDocument), read row by row within bounds.

Values only, as in `parcours.tables.xlsx`. Rows and cells that stand many times (``number-rows-repeated``) count as
often as they stand once they hold something; blank ones cost nothing, however many a program writes.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from parcours.tables.grid import ERROR_VALUE, FORMULA, Cell, Gatherer, Row, Sheet, number_text
from parcours.tables.limits import CELL_CHARACTERS, PACKAGE_PARTS, Limits
from parcours.tables.package import Handler, Local, Package, protected
from parcours.tables.text import restore

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_EXTENDED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "

_ROWS_REPEATED = _TABLE + "number-rows-repeated"
_COLUMNS_REPEATED = _TABLE + "number-columns-repeated"
_ROWS_SPANNED = _TABLE + "number-rows-spanned"
_FORMULA = _TABLE + "formula"
_BLANKS = re.compile(r"[ \t\r\n]+")


def sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    """Give the sheets in order. Raises Unreadable."""
    _refuse_encrypted(package)
    handler = _Tables(package, limits)
    steps = package.parse("content.xml", handler)

    def step() -> bool:
        with package.guarded():
            return next(steps, handler) is not handler

    def rows(table: int) -> Iterator[tuple[int, Row]]:
        more = True
        while more:
            more = handler.ended <= table and step()
            yield from handler.tables[table].take()

    for table in itertools.count():
        while len(handler.tables) <= table:
            if not step():
                return
        gatherer = handler.tables[table]
        yield Sheet(rows(table), gatherer.faults, gatherer.merges)
        for _row in rows(table):  # what its reader did not want
            pass


def _refuse_encrypted(package: Package) -> None:
    if "meta-inf/manifest.xml" in package:
        with package.guarded():
            if b"encryption-data" in b"".join(package.chunks("META-INF/manifest.xml")):
                raise protected(package.given)


class _Tables(Handler):
    """The cells of every table of ``content.xml``, each table in a gatherer of its own."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits = package, limits
        self.local = Local()
        self.tables: list[Gatherer] = []
        self.ended = 0
        self.depth = 0
        self.column = self.aside = self.paragraphs = self.length = 0
        self.rows_repeated = 1
        self.cell: dict[str, str] | None = None
        self.pieces: list[str] = []
        self.taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a table, a row, a cell, or something in a cell."""
        self.started += 1
        tag = self.local[name]
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._begin_table()
        elif self.depth != 1:
            self.others += 1
        elif tag in {"table-cell", "covered-table-cell"}:
            self.cell = attributes
            self.pieces, self.paragraphs, self.length = [], 0, 0
        elif self.cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag == "table-row":
            self.tables[-1].begin(self.tables[-1].number + 1)
            self.rows_repeated = int(attributes.get(_ROWS_REPEATED, 1))
            self.column = 0
        else:
            self.others += 1

    def _begin_table(self) -> None:
        table = Gatherer(self.package.given, self.limits)
        if self.tables:  # the limits hold for the tables together
            table.kept_rows, table.kept_cells = self.tables[-1].kept_rows, self.tables[-1].kept_cells
        self.tables.append(table)
        if len(self.tables) > PACKAGE_PARTS:
            raise self.package.bomb()

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "annotation" or self.aside:
            self.aside += 1
            self.others += 1
        elif tag == "p":
            self.taking = True
            self.paragraphs += 1
            if self.paragraphs > 1:
                self._add("\n")
        elif tag == "s":
            self._add(" " * min(int(attributes.get(_TEXT + "c", 1)), CELL_CHARACTERS))
        elif tag == "tab":
            self._add("\t")
        elif tag == "line-break":
            self._add("\n")
        else:
            self.others += 1

    def end(self, name: str) -> None:
        """End a table, a row, a cell, or something in a cell."""
        self.ended += 1
        tag = self.local[name]
        if tag == "table":
            self.ended += self.depth == 1
            self.depth -= 1
        elif self.depth != 1:
            return
        elif self.aside:
            self.aside -= 1
        elif tag == "p":
            self.taking = False
        elif tag in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == "table-row":
            self.tables[-1].finish(self.rows_repeated)

    def text(self, data: str) -> None:
        """Take a piece of text, its blanks squeezed as the format says."""
        if self.taking and not self.aside:
            self._add(_BLANKS.sub(" ", data))

    def _add(self, text: str) -> None:
        if self.length <= CELL_CHARACTERS:  # a cell beyond that is refused as it ends
            self.pieces.append(text)
            self.length += len(text)

    def _end_cell(self, cell: dict[str, str]) -> None:
        table = self.tables[-1]
        times = int(cell.get(_COLUMNS_REPEATED, 1))
        text = "".join(self.pieces)
        if _FORMULA in cell:
            table.fault(self.column, FORMULA)
        elif cell.get(_EXTENDED + "value-type") == "error":
            table.fault(self.column, ERROR_VALUE, error=text)
        value = _value(cell, text)
        if value:
            table.put(self.column, value, times)
            table.merge(table.number, self.column, table.number + int(cell.get(_ROWS_SPANNED, 1)) - 1)
        self.column += times


def _value(cell: dict[str, str], text: str) -> Cell:
    """Return what a cell holds; ``text`` is what it shows."""
    kind = cell.get(_OFFICE + "value-type", "string")
    if kind == "date":
        return dt.date.fromisoformat(cell[_OFFICE + "date-value"].partition("T")[0])
    if kind == "boolean":
        return "true" if cell[_OFFICE + "boolean-value"] == "true" else "false"
    if kind in {"float", "percentage", "currency"}:
        number = number_text(cell[_OFFICE + "value"])
        padded = text.isdecimal() and text.isascii() and text.lstrip("0") == number.lstrip("0")
        return text if padded else number
    return restore(cell.get(_OFFICE + "string-value", text))
