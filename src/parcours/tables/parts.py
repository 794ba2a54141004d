"""A table read part by part, so that a file of a million rows takes no more memory than one of a thousand.

Text is read as it comes. A workbook, whose merged cells are told at its end, is read as a whole within `COHORT`.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import batched, chain, islice
from pathlib import Path

from parcours.tables.delimited import open_text
from parcours.tables.findings import MOST_KEPT, N_, Findings, unreadable
from parcours.tables.grid import Grid, Row, too_many_rows
from parcours.tables.headers import HEADER_ROWS, Names, Table, find_table, header_row
from parcours.tables.kinds import is_package
from parcours.tables.limits import LONG_LIST
from parcours.tables.read import read_grid

_ALL = 1_000_000
"""A part has fewer cells than this, so that no finding about one of them is only counted."""


def read_parts(path: Path, given: str, names: Names, rows: int) -> Iterator[tuple[Table, Findings]]:
    """Give the table in parts of at most ``rows`` rows, each with what is wrong with it.

    A table without a row is one empty part. Raises Refused, for a text file at the row where it cannot be read on.
    """
    if is_package(path, given):
        yield from _of_workbook(path, given, names, rows)
    else:
        yield from _of_text(path, given, names, rows)


def _of_text(path: Path, given: str, names: Names, most: int) -> Iterator[tuple[Table, Findings]]:
    text = open_text(path, given, names.known)
    guessed = text.encoding.name if text.encoding.guessed else ""
    rows = _filled(text.rows(LONG_LIST), given)
    head = list(islice(rows, HEADER_ROWS))
    if not head:
        raise unreadable(
            given, N_("The file has no filled cell."), N_("Save the spreadsheet again, with its rows.")
        )
    top, _score = header_row(Grid(given, head, [], ragged=True), names, {})
    header = head[top]
    parts = batched(chain(head[top + 1 :], rows), most)
    for part in chain([next(parts, ())], parts):
        findings = Findings(given, _ALL)
        grid = Grid(given, [header, *part], [], ragged=True, guessed=guessed)
        yield find_table(grid, names, {}, findings, top=0), findings


def _filled(rows: Iterator[tuple[int, Row]], given: str) -> Iterator[tuple[int, Row]]:
    """Give the rows that are not blank, within limits."""
    filled = ((number, row) for number, row in rows if any(row))
    for count, one in enumerate(filled, 1):
        if count > LONG_LIST.rows:
            raise too_many_rows(given, LONG_LIST)
        yield one


def _of_workbook(path: Path, given: str, names: Names, most: int) -> Iterator[tuple[Table, Findings]]:
    """Read a workbook. One with more formulas than are counted is refused: some would pass for values."""
    grid = read_grid(path, given, known=names.known, wanted=lambda grid: header_row(grid, names, {})[1] > 0)
    findings = Findings(given)
    table = find_table(grid, names, {}, findings)
    if len(grid.faults) > MOST_KEPT or findings.more_errors:
        findings.refuse_if_any()
    by_row: dict[int | None, list[int]] = {}
    for at, one in enumerate(findings.errors):
        by_row.setdefault(one.row, []).append(at)
    parts = batched(table.rows, most)
    of_the_header = [findings.errors[at] for row in (None, table.header_row) for at in by_row.get(row, ())]
    for part in chain([next(parts, ())], parts):
        own = Findings(given, _ALL)
        own.errors += of_the_header
        own.errors += [findings.errors[at] for number, _row in part for at in by_row.get(number, ())]
        of_the_header = []
        yield replace(table, rows=list(part)), own
