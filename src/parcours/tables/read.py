"""Read a spreadsheet, whatever it was saved as: CSV and its cousins, XLSX (or XLSM), ODS."""

import bisect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parcours.tables import ods, xlsx
from parcours.tables.delimited import open_text
from parcours.tables.findings import N_, unreadable
from parcours.tables.grid import Grid, Merge, Row, Sheet, text_of, too_many_rows
from parcours.tables.kinds import SAVE_AGAIN, is_package
from parcours.tables.limits import COHORT, SHEET_ROWS, Limits
from parcours.tables.package import Package


@contextmanager
def open_sheets(
    path: Path, given: str, known: Callable[[str], bool], limits: Limits
) -> Iterator[tuple[Iterator[Sheet], str | None]]:
    """Give the sheets of a file as they are read, and for a text file how its encoding was guessed (or "").

    None stands for a workbook, whose text needs no guess. ``known`` tells names of columns. Raises Unreadable.
    """
    if not is_package(path, given):
        text = open_text(path, given, known)
        guessed = text.encoding.name if text.encoding.guessed else ""
        yield iter([Sheet(text.rows(limits))]), guessed
        return
    package = Package(path, given)
    try:
        yield _workbook_sheets(package, limits), None
    finally:
        package.close()


def _workbook_sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    if "content.xml" in package:
        return ods.sheets(package, limits)
    if "xl/workbook.bin" in package:
        raise unreadable(
            package.given, N_("This is an XLSB workbook, which cannot be read here."), SAVE_AGAIN
        )
    if "[content_types].xml" in package and any(part.startswith("xl/") for part in package.parts):
        return xlsx.sheets(package, limits)
    raise unreadable(package.given, N_("This is a ZIP file, not a spreadsheet."), SAVE_AGAIN)


def _any_column(_text: str) -> bool:
    return False


def _any_grid(_grid: Grid) -> bool:
    return True


def read_grid(
    path: Path,
    given: str,
    *,
    known: Callable[[str], bool] = _any_column,
    wanted: Callable[[Grid], bool] = _any_grid,
    limits: Limits = COHORT,
) -> Grid:
    """Return the first sheet of the file that is ``wanted``, or else the first that is not blank.

    ``given`` is the file's name as the user gave it, for messages. ``known`` tells whether a text is the name of a
    column, which helps to find the delimiter of a text file. Raises Unreadable, with one finding.
    """
    fallback: Grid | None = None
    with open_sheets(path, given, known, limits) as (sheets, guessed):
        for sheet in sheets:
            rows = _keep(sheet.rows, given, limits)
            _fill_down(rows, sheet.merges)
            grid = Grid(given, rows, sheet.faults, ragged=guessed is not None, guessed=guessed or "")
            if rows and wanted(grid):
                return grid
            if rows and fallback is None:
                fallback = grid
    if fallback is None:
        raise unreadable(
            given, N_("The file has no filled cell."), N_("Save the spreadsheet again, with its rows.")
        )
    return fallback


def _keep(rows: Iterator[tuple[int, Row]], given: str, limits: Limits) -> list[tuple[int, Row]]:
    """Return the rows that are not blank, within limits."""
    kept: list[tuple[int, Row]] = []
    cells = characters = 0
    for number, row in rows:
        if number > SHEET_ROWS:
            raise too_many_rows(given, limits)
        if not any(row):
            continue
        del row[limits.columns :]  # blank, or it would have been refused
        kept.append((number, row))
        cells += len(row)
        characters += len(text_of(row))
        if len(kept) > limits.rows or cells > limits.cells or characters > limits.characters:
            raise too_many_rows(given, limits)
    return kept


def _fill_down(rows: list[tuple[int, Row]], merges: list[Merge]) -> None:
    """Give each row that a merged area covers the value of its first cell."""
    numbers = [number for number, _row in rows]
    reached: dict[int, int] = {}
    for merge in sorted(merges, key=lambda one: one.row):
        start = bisect.bisect_left(numbers, merge.row)
        if start == len(rows) or numbers[start] != merge.row or merge.row <= reached.get(merge.column, 0):
            continue  # an empty area, or one that lies over another
        reached[merge.column] = merge.last_row
        first = rows[start][1]
        value = first[merge.column] if merge.column < len(first) else ""
        for number, row in rows[start + 1 :]:
            if number > merge.last_row:
                break
            row.extend([""] * (merge.column + 1 - len(row)))
            row[merge.column] = value
