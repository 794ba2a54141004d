"""From the file to rows that a person can look at. Nothing but the import's own rows is written."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from parcours.accounts.imports import states
from parcours.accounts.imports.kinds import Kind, Look, Problem, Understood
from parcours.accounts.imports.seen import Seen, forget, seen_before
from parcours.accounts.models.imports import Import, ImportRow, ImportStatus, RowOutcome
from parcours.core.bulk import insert
from parcours.core.language import N_
from parcours.core.refusals import Stale
from parcours.core.transitions import move
from parcours.tables.findings import Finding, Findings, Refused
from parcours.tables.headers import Table
from parcours.tables.parts import read_parts

BATCH = 500
"""So many rows are read and written at a time, and progress is told as often."""

_FEW = 50
"""So many findings about a file as a whole are kept."""


type Tell = Callable[[int], None]
"""Told how many rows are done."""

type GoesOn = Callable[[], bool]
"""Asked between two steps whether to go on with the next now."""


def nobody(_rows: int) -> None:
    """Tell nobody: the import itself says how far it is."""


def always() -> bool:
    """Go on to the end."""
    return True


def read(import_: Import, kind: Kind, tell: Tell = nobody, goes_on: GoesOn = always) -> bool:
    """Read the file and write its rows; return False where the rest is left to another attempt.

    Rows that an earlier attempt wrote are kept, and passed over.
    """
    written = ImportRow.objects.filter(source=import_).aggregate(last=Max("number"), rows=Count("pk"))
    done, import_.handled = written["last"] or 0, written["rows"]
    unused: dict[str, None] = {}
    try:
        with seen_before(import_) as seen:
            known = min(done, seen.last)
            for table, findings in read_parts(Path(import_.file.path), import_.given, kind.names, BATCH):
                unused.update(dict.fromkeys(table.carried))
                if table.rows and table.rows[-1][0] <= known:
                    continue
                _refuse_unusable(table, kind, findings)
                new = [row for row in _judged(table, kind, findings, seen) if row[0] > done]
                if not _keep(import_, kind, new):
                    break
                seen.last = table.rows[-1][0] if table.rows else 0
                tell(import_.handled)
                if new and not goes_on():
                    return False
            else:
                with suppress(Stale):  # cancelled after its last part
                    move(import_, states.READ, unused_columns=list(unused), total=import_.handled)
    except Refused as refused:
        with transaction.atomic():
            ImportRow.objects.filter(source=import_).delete()
            move(
                import_,
                states.REFUSE,
                ended_at=timezone.now(),
                findings=[plain(one) for one in refused.findings[:_FEW]],
            )
    forget(import_)
    return True


def plain(finding: Finding) -> dict[str, object]:
    """Return a finding as it is kept: messages and their values, to be said in each reader's language."""
    return {
        "row": finding.row,
        "column": finding.column,
        "what": finding.what,
        "fix": finding.fix,
        "params": dict(finding.params),
    }


def _refuse_unusable(table: Table, kind: Kind, findings: Findings) -> None:
    """Raise Refused for a file that cannot be used as a whole."""
    of_the_file = [one for one in findings.errors if one.row in {None, table.header_row}]
    whole = Findings(findings.file)
    whole.errors += of_the_file
    for fields in kind.required:
        if table.columns.keys().isdisjoint(fields):
            whole.error(
                table.header_row,
                None,
                N_("There is no column for {field}."),
                N_("Give the column a header such as “{field}” in the first row."),
                field=fields[0],
            )
    if not table.rows:
        whole.error(
            None,
            None,
            N_("There is no row below the header."),
            N_("Save the spreadsheet again, with its rows."),
        )
    whole.refuse_if_any()


def _judged(table: Table, kind: Kind, findings: Findings, seen: Seen) -> Iterator[tuple[int, Understood]]:
    """Give each row with what it says; a row said twice has a problem the second time."""
    rows = list(kind.understand(table, findings))
    problems = _by_row(findings.errors)
    remarks = _by_row(findings.warnings)
    for number, said in rows:
        wrong = [*problems.get(number, ()), *said.problems]
        first = seen.first(said.key, number) if said.key else number
        if first != number and not wrong:
            wrong.append(
                Problem("", N_("Row {row} says the same."), N_("Remove one of the two."), {"row": first})
            )
        yield number, Understood(said.values, wrong, said.key, [*remarks.get(number, ()), *said.remarks])


def _by_row(findings: list[Finding]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    for one in findings:
        if one.row is not None:
            found.setdefault(one.row, []).append(Problem(one.column or "", one.what, one.fix, one.params))
    return found


def _keep(import_: Import, kind: Kind, rows: list[tuple[int, Understood]]) -> bool:
    """Write the rows, and note the progress; return whether nobody has cancelled."""
    new = _looked_at(import_, kind, rows)
    with (
        transaction.atomic()
    ):  # looking is done: where one writes at a time, others wait for the writing alone
        goes_on = _goes_on(import_, len(rows))
        if goes_on:
            insert(new)
        return goes_on


def _looked_at(import_: Import, kind: Kind, rows: list[tuple[int, Understood]]) -> list[ImportRow]:
    looks = iter(kind.look([said.values for _number, said in rows if not said.problems]) if rows else ())
    return [_row(import_, number, said, None if said.problems else next(looks)) for number, said in rows]


def _row(import_: Import, number: int, said: Understood, look: Look | None) -> ImportRow:
    problems = [*said.problems, *([look.problem] if look and look.problem else [])]
    changes = {"_changes": look.changes} if look and look.changes else {}
    return ImportRow(
        organization_id=import_.organization_id,
        source_id=import_.pk,
        number=number,
        values=said.values | changes,
        findings=[one.kept(number) for one in (*problems, *said.remarks)],
        outcome=RowOutcome.PROBLEM if look is None or look.problem else look.outcome,
    )


def _goes_on(import_: Import, more: int) -> bool:
    """Note the progress; return whether nobody has cancelled."""
    import_.handled += more
    return bool(
        Import.objects.filter(pk=import_.pk, status=ImportStatus.READING).update(
            handled=import_.handled, alive_at=timezone.now()
        )
    )
