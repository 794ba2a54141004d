"""From the file to rows that a person can look at. Nothing but the import's own rows is written."""

from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from parcours.accounts.imports import states
from parcours.accounts.imports.kinds import Kind, Problem, Understood
from parcours.accounts.models.imports import Import, ImportRow, RowOutcome
from parcours.core.language import N_
from parcours.core.transitions import move
from parcours.tables.cells import as_text
from parcours.tables.findings import Finding, Findings, Refused
from parcours.tables.headers import Table, find_table, header_row
from parcours.tables.read import read_grid

BATCH = 500
"""So many rows are written at a time, and progress is told as often."""


def read(import_: Import, kind: Kind) -> None:
    """Read the file and write its rows; whatever an earlier, killed attempt wrote is replaced."""
    try:
        table, findings = _table(import_, kind)
    except Refused as refused:
        move(import_, states.REFUSE, findings=[plain(one) for one in refused.findings])
        return
    ImportRow.objects.filter(source=import_).delete()
    Import.objects.filter(pk=import_.pk).update(total=len(table.rows), handled=0, alive_at=timezone.now())
    seen: dict[str, int] = {}
    for rows in batched(_understood(table, kind, findings, seen), BATCH):
        with transaction.atomic():
            _write(import_, kind, rows)
            if not _goes_on(import_, len(rows)):
                return
    move(import_, states.READ, unused_columns=list(table.carried))


def plain(finding: Finding) -> dict[str, object]:
    """Return a finding as it is kept: messages and their values, to be said in each reader's language."""
    return {
        "row": finding.row,
        "column": finding.column,
        "what": finding.what,
        "fix": finding.fix,
        "params": dict(finding.params),
    }


def _table(import_: Import, kind: Kind) -> tuple[Table, Findings]:
    """Return the table of the file. Raises Refused for a file that cannot be used as a whole."""
    findings = Findings(import_.given)
    grid = read_grid(
        Path(import_.file.path),
        import_.given,
        known=kind.names.known,
        wanted=lambda grid: header_row(grid, kind.names, {})[1] > 0,
    )
    table = find_table(grid, kind.names, {}, findings)
    for name in kind.required:
        if name not in table.columns:
            findings.error(
                table.header_row,
                None,
                N_("There is no column for {field}."),
                N_("Give the column a header such as “{field}” in the first row."),
                field=name,
            )
    if not table.rows:
        findings.error(
            None,
            None,
            N_("There is no row below the header."),
            N_("Save the spreadsheet again, with its rows."),
        )
    if findings.errors and (not table.rows or set(kind.required) - set(table.columns)):
        findings.refuse_if_any()
    return table, findings


def _understood(
    table: Table, kind: Kind, findings: Findings, seen: dict[str, int]
) -> Iterator[tuple[int, Understood]]:
    """Give each row with what it says; a row said twice has a problem the second time."""
    of_cells: dict[int, list[Problem]] = {}
    for one in findings.errors:
        if one.row is not None:
            of_cells.setdefault(one.row, []).append(Problem(one.column or "", one.what, one.fix, one.params))
    for number, row in table.rows:
        cells = {name: as_text(table.cell(row, name)) for name in kind.names.aliases}
        understood = kind.understand(cells)
        problems = [*of_cells.get(number, ()), *understood.problems]
        if not problems and understood.key in seen:
            problems.append(
                Problem(
                    "",
                    N_("Row {row} says the same."),
                    N_("Remove one of the two."),
                    {"row": seen[understood.key]},
                )
            )
        seen.setdefault(understood.key, number)
        yield number, Understood(understood.values | {"_cells": cells}, problems, understood.key)


def _write(import_: Import, kind: Kind, rows: tuple[tuple[int, Understood], ...]) -> None:
    good = [understood.values for _number, understood in rows if not understood.problems]
    outcomes = iter(kind.outcomes(good))
    ImportRow.objects.bulk_create(
        ImportRow(
            organization=import_.organization,
            source=import_,
            number=number,
            values=understood.values,
            findings=[
                {
                    "row": number,
                    "column": one.column,
                    "what": one.what,
                    "fix": one.fix,
                    "params": dict(one.params),
                }
                for one in understood.problems
            ],
            outcome=RowOutcome.PROBLEM if understood.problems else next(outcomes),
        )
        for number, understood in rows
    )


def _goes_on(import_: Import, more: int) -> bool:
    """Note the progress; return whether nobody has cancelled."""
    import_.handled += more
    return bool(
        Import.objects.filter(pk=import_.pk, status=import_.status).update(
            handled=import_.handled, alive_at=timezone.now()
        )
    )
