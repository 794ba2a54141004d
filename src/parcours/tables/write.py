"""Write CSV and XLSX that any spreadsheet program opens, with no cell that it could take for a formula.

The same cells give the same bytes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path

from rustpy_xlsxwriter import Format, write_worksheets

from parcours.tables.limits import CELL_CHARACTERS
from parcours.tables.text import neutralise

__all__ = ["Cell", "Sheet", "neutralise", "write_csv", "write_xlsx"]

type Cell = str | float | dt.date | None
"""Text, a number, a date, or None for an empty cell."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH = 31
_WIDEST, _NARROWEST, _USUAL = 80, 6, 18
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_DATE = "2000-01-01T00:00:00Z"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # as the library has it
_OFTEN = 60  # longer text is a sentence, which seldom stands in a second row
_PROPERTIES = "docProps/core.xml"
# What csv.writer quotes, and every other character that some program takes for the end of a line.
_IN_QUOTES = re.compile('[",\n\r\v\f\x1c-\x1e\x85\u2028\u2029]')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its `name`, the headers, the rows, and the `widths` of its columns in characters."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float] = ()


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write UTF-8 without a byte order mark, commas, and a line feed after each row."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.writelines(map(_line, chain([head], rows)))


def _line(row: Sequence[Cell]) -> str:
    """Return a row of a CSV file; one blank cell alone is quoted, or it would be no row."""
    cells = [
        _quoted(neutralise(cell)) if isinstance(cell, str) else "" if cell is None else _plain(cell)
        for cell in row
    ]
    return (",".join(cells) or '""') + "\n"


def _plain(cell: float | dt.date) -> str:
    """Return a number or a date as it is written by hand: 0.000001 rather than 1e-06."""
    text = str(cell)
    return f"{Decimal(text):f}" if isinstance(cell, float) and "e" in text else text


def _quoted(text: str) -> str:
    # Not left to csv.writer: before Python 3.13 it does not quote a lone carriage return.
    return '"' + text.replace('"', '""') + '"' if _IN_QUOTES.search(text) else text


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook: headers bold, frozen and with filters; text as text, numbers as numbers, dates as dates."""
    written = io.BytesIO()
    names = _names([sheet.name for sheet in sheets])
    named = list(zip(names, sheets, strict=True))
    write_worksheets(
        [(name, _records(sheet)) for name, sheet in named],
        written,
        header_format={name: Format().set_bold() for name in names},
        freeze_panes={name: {"row": 1, "col": 0} for name in names},
        autofilter=dict.fromkeys(names, True),
        column_widths={name: _widths(sheet) for name, sheet in named},
        datetime_format="yyyy-mm-dd",
    )
    path.write_bytes(_with_fixed_date(written))


def _records(sheet: Sheet) -> Iterator[dict[str, Cell]]:
    """Give the rows as the library takes them; a sheet without rows gets an empty one, or it would lose its head."""
    cleaned = _Cleaned().__getitem__
    head = _unique(map(_clean, sheet.head))
    empty = True
    for row in sheet.rows:
        yield dict(zip(head, map(cleaned, row), strict=True))
        empty = False
    if empty:
        yield dict.fromkeys(head)


class _Cleaned(dict[Cell, Cell]):
    """Cells by what a workbook can hold of them; names and ids stand in many rows and are cleaned once."""

    def __missing__(self, cell: Cell) -> Cell:
        found = _clean(cell) if isinstance(cell, str) else cell
        if not isinstance(cell, str) or len(cell) <= _OFTEN:
            self[cell] = found
        return found


def _clean(text: str) -> str:
    """Return text that a workbook can hold."""
    if not text.replace("\N{NO-BREAK SPACE}", " ").isprintable():  # quickly told, and rare
        text = _NOT_IN_XML.sub("", text)
    return neutralise(text)[:CELL_CHARACTERS]


def _unique(names: Iterable[str]) -> list[str]:
    """Return the names, each a second time with a number after it."""
    unique: dict[str, None] = {}
    for name in names:
        own, times = name, 1
        while own in unique:
            times += 1
            own = f"{name} ({times})"
        unique[own] = None
    return list(unique)


def _names(names: Iterable[str]) -> list[str]:
    """Return names that sheets may have: short, without the signs that formulas use, all different."""
    short = (
        _NOT_IN_A_NAME.sub(" ", _NOT_IN_XML.sub("", name)).strip(" '")[: _NAME_LENGTH - 4] for name in names
    )
    return _unique(name or "Sheet" for name in short)


def _widths(sheet: Sheet) -> list[float]:
    given = [min(max(float(width), _NARROWEST), _WIDEST) for width in sheet.widths[: len(sheet.head)]]
    return given + [float(_USUAL)] * (len(sheet.head) - len(given))


def _with_fixed_date(written: io.BytesIO) -> bytes:
    """Return the workbook with a fixed date instead of the time of writing.

    Parts before the one with the date stay packed as they are: packing takes longer than all the rest.
    """
    with zipfile.ZipFile(written) as source:
        parts = source.infolist()
        date = next(at for at, part in enumerate(parts) if part.filename == _PROPERTIES)
        after = [(part.filename, source.read(part)) for part in parts[date:]]
    written.truncate(parts[date].header_offset)
    with zipfile.ZipFile(written, "a") as target:
        target.infolist()[:] = parts[:date]  # they stand in the file already; now in its directory, too
        for name, content in after:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _CREATED.sub(rb"\g<1>" + _DATE.encode() + rb"\g<3>", content))
    return written.getvalue()
