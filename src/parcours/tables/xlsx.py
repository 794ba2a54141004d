"""XLSX workbooks (Office Open XML, transitional and strict), read row by row within bounds.

Values only: a formula is a fault of its cell, never run. Dates follow the cell's number format and the workbook's
epoch (1900 or 1904). Pictures, charts, macros and links to other workbooks are not looked at.
"""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator
from itertools import takewhile

from parcours.tables.grid import ERROR_VALUE, FORMULA, Cell, Gatherer, Sheet, number_text
from parcours.tables.limits import CELL_CHARACTERS, SHEET_COLUMNS, SHEET_ROWS, Limits
from parcours.tables.package import Handler, Local, Package, run
from parcours.tables.text import restore

_CONTROL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIME_FORMATS = frozenset({*range(18, 22), 45, 46, 47})
_DATE, _TIME = -1, -2
_LAST_DAY = 2_958_465  # 9999-12-31


def sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    """Give the worksheets in order, visible ones first. Raises Unreadable."""
    main = _main_part(package)
    relations = _Relations(package, main)
    book = _Workbook()
    run(package, main, book)
    formats: list[int] | None = None
    strings: list[str] | None = None
    for relation in [r for hidden in (False, True) for h, r in book.sheets if h is hidden]:
        part = relations.worksheets.get(relation)
        if part is None:  # a chart sheet, or a sheet of macros
            continue
        if part not in package:
            raise package.damaged()
        if formats is None or strings is None:
            formats = _formats(package, relations)
            strings = _strings(package, relations, limits)
        handler = _Worksheet(Gatherer(package.given, limits), formats, strings, epoch_1904=book.epoch_1904)
        yield Sheet(_rows(package, part, handler), handler.sheet.faults, handler.sheet.merges)


def _rows(package: Package, part: str, handler: "_Worksheet") -> Iterator[tuple[int, list[Cell]]]:
    with package.guarded():
        for _step in package.parse(part, handler):
            yield from handler.sheet.take()


class _Relations(Handler):
    """Which part plays which part for ``source``: `worksheets` by id, and the others by kind."""

    def __init__(self, package: Package, source: str) -> None:
        self.folder, name = posixpath.split(source)
        self.worksheets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        part = posixpath.join(self.folder, "_rels", f"{name}.rels")
        if part in package:
            run(package, part, self)

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        """Take one relation."""
        self.started += 1
        target = attributes.get("Target", "").replace("\\", "/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") == "External":
            return
        place = target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target)
        place = posixpath.normpath(place)
        if kind == "worksheet":
            self.worksheets[attributes.get("Id", "")] = place
        else:
            self.kinds[kind] = place


def _main_part(package: Package) -> str:
    """Return the name of the part that lists the sheets."""
    main = _Relations(package, "").kinds.get("officeDocument", "xl/workbook.xml")
    if main not in package:
        raise package.damaged()
    return main


class _Workbook(Handler):
    """The list of sheets (hidden or not, relation id), and the epoch of dates."""

    def __init__(self) -> None:
        self.sheets: list[tuple[bool, str]] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet or the workbook's properties."""
        self.started += 1
        tag = name.rpartition(" ")[2]
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes.get("state", "visible") != "visible", relation))
        elif tag == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}


class _Styles(Handler):
    """The number format of each cell style."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self.in_cell_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a number format or a cell style."""
        self.started += 1
        tag = name.rpartition(" ")[2]
        if tag == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs"}:
            self.in_cell_styles = tag == "cellXfs"
        elif tag == "xf" and self.in_cell_styles:
            self.formats.append(int(attributes.get("numFmtId", 0)))


def _formats(package: Package, relations: _Relations) -> list[int]:
    """Return for each cell style `_DATE`, `_TIME`, or how many digits a number is padded to (0: not padded)."""
    styles = _Styles()
    part = relations.kinds.get("styles", "")
    if part in package:
        run(package, part, styles)
    return [_format(number, styles.codes.get(number, "")) for number in styles.formats]


def _format(number: int, code: str) -> int:
    if not code:
        return _DATE if number in _DATE_FORMATS else _TIME if number in _TIME_FORMATS else 0
    code = _NOT_FORMAT.sub("", code.partition(";")[0]).lower()
    if code in {"general", "standard"}:
        return 0
    if set(code) == {"0"}:
        return len(code)
    if set(code) & set("yd") or ("m" in code and not set(code) & set("hs")):
        return _DATE
    return _TIME if set(code) & set("hs") else 0


class _Strings(Handler):
    """The texts that cells share."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits = package, limits
        self.local = Local()
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.characters = self.length = 0
        self.taking = self.reading_aid = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin a text, or the pronunciation that goes with one."""
        self.started += 1
        tag = self.local[name]
        if tag == "si":
            self.pieces, self.length = [], 0
        elif tag == "rPh":
            self.reading_aid = True
        elif tag == "t":
            self.taking = not self.reading_aid
        else:
            self.others += 1

    def end(self, name: str) -> None:
        """End a text."""
        self.ended += 1
        tag = self.local[name]
        if tag == "t":
            self.taking = False
        elif tag == "rPh":
            self.reading_aid = False
        elif tag == "si":
            self.strings.append("".join(self.pieces))
            if len(self.strings) > self.limits.cells or self.characters > self.limits.characters:
                raise self.package.bomb()

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if self.taking and self.length <= CELL_CHARACTERS:  # a cell beyond that is refused where it stands
            self.pieces.append(data)
            self.length += len(data)
            self.characters += len(data)


def _strings(package: Package, relations: _Relations, limits: Limits) -> list[str]:
    part = relations.kinds.get("sharedStrings", "")
    handler = _Strings(package, limits)
    if part in package:
        run(package, part, handler)
    return [restore(_unescape(text)) for text in handler.strings]


def _unescape(text: str) -> str:
    """Return text with the characters that XML cannot hold, which the format writes as ``_x000D_``."""
    return _CONTROL.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Columns(dict[str, int]):
    """Column numbers from 0 by letters."""

    def __missing__(self, letters: str) -> int:
        """Work it out once."""
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter.upper()) - ord("A") + 1
        if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
            raise ValueError("not a column")
        self[letters] = column - 1
        return column - 1


class _Worksheet(Handler):
    """The cells of one worksheet."""

    def __init__(self, sheet: Gatherer, formats: list[int], strings: list[str], *, epoch_1904: bool) -> None:
        self.sheet, self.formats, self.strings, self.epoch_1904 = sheet, formats, strings, epoch_1904
        self.local, self.columns = Local(), _Columns()
        self.column = -1
        self.kind = ""
        self.style = 0
        self.pieces: list[str] = []
        self.length = 0
        self.in_cell = self.taking = self.reading_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a cell, its value, its row; or take a merged area."""
        self.started += 1
        tag = self.local[name]
        if tag == "c":
            self.in_cell = True
            place = attributes.get("r")
            self.column = self.columns[place.rstrip("0123456789")] if place else self.column + 1
            if self.column >= SHEET_COLUMNS:
                raise ValueError("cells beyond a sheet's edge")
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", 0))
            self.pieces, self.length = [], 0
        elif tag in {"v", "t"}:
            self.taking = self.in_cell and not self.reading_aid
        elif tag == "row":
            self.sheet.begin(int(attributes.get("r", self.sheet.number + 1)))
            self.column = -1
        elif tag == "f" and self.in_cell:
            self.sheet.fault(self.column, FORMULA)
        elif tag == "rPh":
            self.reading_aid = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag != "is":
            self.others += 1

    def end(self, name: str) -> None:
        """End a cell, its value, its row."""
        self.ended += 1
        tag = self.local[name]
        if tag in {"v", "t"}:
            self.taking = False
        elif tag == "c":
            self.in_cell = False
            if self.pieces:
                value = self._value("".join(self.pieces))
                if value:
                    self.sheet.put(self.column, value)
        elif tag == "row":
            self.sheet.finish()
        elif tag == "rPh":
            self.reading_aid = False

    def text(self, data: str) -> None:
        """Take a piece of a value."""
        if self.taking and self.length <= CELL_CHARACTERS:
            self.pieces.append(data)
            self.length += len(data)

    def _value(self, text: str) -> Cell:
        if self.kind == "s":
            return self.strings[int(text)]
        if self.kind in {"str", "inlineStr"}:
            return restore(_unescape(text))
        if self.kind == "b":
            return "true" if text.strip() in {"1", "true"} else "false"
        if self.kind == "e":
            self.sheet.fault(self.column, ERROR_VALUE, error=text)
            return text
        if self.kind == "d":
            return dt.date.fromisoformat(text.partition("T")[0])
        form = self.formats[self.style] if self.style < len(self.formats) else 0
        if form < 0:
            return _moment(float(text), form, epoch_1904=self.epoch_1904)
        return number_text(text).zfill(form)

    def _merge(self, area: str) -> None:
        first, _colon, last = area.replace("$", "").partition(":")
        letters = "".join(takewhile(str.isalpha, first))
        row, last_row = (
            int(first.removeprefix(letters)),
            int((last or first).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
        )
        self.sheet.merge(row, self.columns[letters], min(last_row, SHEET_ROWS))


def _moment(serial: float, form: int, *, epoch_1904: bool) -> Cell:
    """Return the date, or the time of day, that a serial number stands for in a cell of that format."""
    day, part = divmod(serial, 1)
    if not 0 <= day <= _LAST_DAY - (1462 if epoch_1904 else 0):
        return number_text(str(serial))
    if form == _TIME or (day == 0 and not epoch_1904):
        minutes = round((part if day == 0 else serial) * 1440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if epoch_1904:
        return dt.date(1904, 1, 1) + dt.timedelta(days=day)
    if day == 60:  # noqa: PLR2004 - 29 February 1900, which spreadsheets believe in
        return number_text(str(serial))
    # Before that day the serial numbers are one behind.
    return dt.date(1899, 12, 30) + dt.timedelta(days=day + (day < 60))  # noqa: PLR2004
