"""Delimited text: CSV, TSV and their cousins, as spreadsheet programs and people write them."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parcours.tables.encoding import SAVE_AS_UTF8, Encoding, find_encoding
from parcours.tables.findings import N_, Unreadable, unreadable
from parcours.tables.grid import Row, too_many_columns
from parcours.tables.kinds import SAVE_AGAIN
from parcours.tables.limits import CELL_CHARACTERS, Limits
from parcours.tables.text import restore

DELIMITERS = (",", ";", "\t", "|")

_HEAD = 1 << 18
_HEADER_ROWS, _NAMES, _NAME = 30, 512, 200  # where names of columns are looked for, and how long they may be
# NUL goes; what is left of a typographic sign when a program writes only half of it (U+2019 as 0x19) is whole again.
_REPAIRS = str.maketrans("\x13\x14\x18\x19\x1c\x1d", "–—‘’“”", "\x00")
_SPOILED = re.compile("[\x00\x13\x14\x18\x19\x1c\x1d]")
_END = "\x00the end\x00"
_SEP = re.compile(r"""["']?sep=([^\w\s]|\t)\W*""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file found to be a table: where it is, and how it is written."""

    path: Path
    given: str
    encoding: Encoding
    delimiter: str
    declared: bool

    def rows(self, limits: Limits) -> Iterator[tuple[int, Row]]:
        """Give every row with its number, blank ones too. Raises Unreadable where the table stops being one."""
        number = 0
        with self.path.open(encoding=self.encoding.name, newline="") as stream:
            if self.declared:
                stream.readline(_HEAD)
            try:
                for cells in csv.reader(self._lines(stream, limits), delimiter=self.delimiter):
                    if cells and cells[-1].endswith(_END):
                        if cells == [_END]:
                            return
                        raise self._open_quotation(number + 1)
                    number += 1
                    if len(cells) > limits.columns and any(cells[limits.columns :]):
                        raise too_many_columns(self.given, number, limits)
                    if max(map(len, cells), default=0) > CELL_CHARACTERS:
                        raise self._long_cell(number)
                    yield number, [restore(cell) if cell[:1] == "'" else cell for cell in cells]
            except UnicodeError as problem:
                raise self._other_encoding(number) from problem
            except csv.Error as problem:  # a cell beyond the limit of the module
                raise self._long_cell(number + 1) from problem

    def _lines(self, stream: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
        """Give the lines repaired, then one that shows whether a quotation mark was left open."""
        longest = max(1_000_000, 50 * limits.columns)
        for number in itertools.count(1):
            line = stream.readline(longest + 1)
            if not line:
                break
            if len(line) > longest:
                raise unreadable(
                    self.given,
                    N_("Line {line} has more than {most} characters: this is not a table."),
                    SAVE_AGAIN,
                    line=str(number),
                    most=longest,
                )
            yield line.translate(_REPAIRS) if _SPOILED.search(line) else line
        yield _END

    def _open_quotation(self, row: int) -> Unreadable:
        return unreadable(
            self.given,
            N_("A quotation mark is opened in this row and never closed."),
            N_("Remove the quotation mark, or close it at the end of the cell."),
            row=row,
        )

    def _long_cell(self, row: int) -> Unreadable:
        return unreadable(
            self.given,
            N_(
                "A cell has more than {most} characters; perhaps a quotation mark is opened and never closed."
            ),
            N_("Shorten the cell, or remove the quotation mark."),
            row=row,
            most=CELL_CHARACTERS,
        )

    def _other_encoding(self, last: int) -> Unreadable:
        return unreadable(
            self.given,
            N_("Some letters are not in the encoding of the rest of the file ({encoding})."),
            SAVE_AS_UTF8,
            row=last + 1,
            encoding=self.encoding.name,
        )


def open_text(path: Path, given: str, known: Callable[[str], bool]) -> TextFile:
    """Find out how the text at ``path`` is encoded and delimited. Raises Unreadable.

    ``known`` tells whether a text is the name of a column; rows of known names are the best evidence.
    """
    encoding = find_encoding(path, given)
    with path.open(encoding=encoding.name, errors="replace", newline="") as stream:
        head = stream.read(_HEAD)
        if len(head) == _HEAD:
            head = head[: max(head.rfind("\n"), head.rfind("\r")) + 1] or head
    first = head.splitlines()[0] if head.strip() else ""
    declared = _SEP.fullmatch(first)
    if declared:
        return TextFile(path, given, encoding, declared[1], declared=True)
    delimiter = max(DELIMITERS, key=lambda one: _evidence(head, one, known))
    return TextFile(path, given, encoding, delimiter, declared=False)


def _evidence(head: str, delimiter: str, known: Callable[[str], bool]) -> tuple[int, float, int]:
    """Weigh a delimiter: the most known names in one row, the share of rows of the usual width, that width."""
    rows: list[list[str]] = []
    with suppress(
        csv.Error
    ):  # a cell longer than any can be: a quotation mark is open, or this is not the delimiter
        rows.extend(row for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if any(row))
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0.0, 1
    usual, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    names = max(
        sum(len(cell) <= _NAME and known(cell) for cell in row[:_NAMES]) for row in rows[:_HEADER_ROWS]
    )
    return names, round(times / len(rows), 2), usual
