"""Write CSV and XLSX that any spreadsheet program opens, with no cell that it could take for a formula.

The same cells give the same bytes.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
_LEVEL = 1  # packed fast; a higher level saves a tenth of the size for twice the time


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
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([neutralise(name) for name in head])
        writer.writerows(
            [neutralise(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
        )


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
    _pack_again(written, path)


def _records(sheet: Sheet) -> list[dict[str, Cell]]:
    """Return the rows as the library takes them; a sheet without rows gets an empty one, or it would lose its head."""
    head = _unique([_clean(name) for name in sheet.head])
    rows = [[_clean(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
    return [dict(zip(head, row, strict=True)) for row in rows or [[None] * len(head)]]


def _clean(text: str) -> str:
    """Return text that a workbook can hold."""
    if not text.isprintable():
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


def _pack_again(written: io.BytesIO, path: Path) -> None:
    """Write the workbook to ``path`` with a fixed date instead of the time of writing."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _CREATED.sub(rb"\g<1>" + _DATE.encode() + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=_LEVEL)
