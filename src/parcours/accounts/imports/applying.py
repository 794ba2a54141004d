"""Applying the rows of an import: step by step, or all at once; a row that is done is never done again."""

import time

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from parcours.accounts import mail
from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.imports import states, stopping
from parcours.accounts.imports.kinds import Kind, Problem
from parcours.accounts.imports.pace import Pace
from parcours.accounts.imports.queries import counts
from parcours.accounts.imports.reading import GoesOn, Tell, always, nobody
from parcours.accounts.letters import IMPORT_FINISHED
from parcours.accounts.models.imports import TO_DO, Import, ImportMode, ImportRow, ImportStatus, RowOutcome
from parcours.core.language import N_
from parcours.core.transitions import move

LEFT_TO_OTHERS = 1.5
"""SQLite has one writer at a time: after a step, others may write for so many times as long as the step took."""


def apply(import_: Import, kind: Kind, by: Actor, tell: Tell = nobody, goes_on: GoesOn = always) -> bool:
    """Apply every row that has something to do and is not applied yet, as the import's mode says.

    Returns False where the rest is left to another attempt.
    """
    if import_.mode == ImportMode.ALL_OR_NOTHING:
        _apply_all(import_, kind, by, tell)
        return True
    return _apply_good(import_, kind, by, tell, goes_on)


def _apply_good(import_: Import, kind: Kind, by: Actor, tell: Tell, goes_on: GoesOn) -> bool:
    done, pace, one_writer = 0, Pace(kind.step), connection.vendor == "sqlite"
    while True:
        with transaction.atomic():
            if not _take(import_):
                return True
            started = time.monotonic()
            rows = _next_rows(import_, pace.rows if one_writer else kind.step)
            _apply_rows(import_, rows, kind, by)
            if not rows:
                _finish(import_, kind, by)
                return True
        took = time.monotonic() - started
        done += len(rows)
        tell(done)
        if not goes_on():
            return False
        if one_writer:
            pace.took(pace.rows, took)
            time.sleep(took * LEFT_TO_OTHERS)


def _apply_all(import_: Import, kind: Kind, by: Actor, tell: Tell) -> None:
    """Apply all rows in one transaction; the first that is refused, or somebody who stops it, undoes them all."""
    done = 0
    try:
        with transaction.atomic():
            while _take(import_) and (rows := _next_rows(import_, kind.step)):
                if stopping.is_asked(import_):
                    raise _Stopped  # noqa: TRY301 - it undoes the transaction around it
                refused = _apply_rows(import_, rows, kind, by)
                if refused:
                    raise _Undone(refused)  # noqa: TRY301 - it undoes the transaction around it
                done += len(rows)
                tell(done)
            if _take(import_):
                _finish(import_, kind, by)
    except _Stopped:
        return  # whoever asked notes it, now that they can write
    except _Undone as undone:
        with transaction.atomic():
            move(import_, states.FAIL, findings=undone.findings, ended_at=timezone.now())
            record(by=by, verb=states.FAIL.verb, what=import_)


class _Stopped(Exception):
    pass


class _Undone(Exception):
    def __init__(self, findings: list[dict[str, object]]) -> None:
        super().__init__()
        self.findings = findings


def _next_rows(import_: Import, step: int) -> list[ImportRow]:
    """Return the next rows to apply, new people before changes: each is read from the index without sorting."""
    for outcome in TO_DO:
        waiting = ImportRow.objects.filter(source=import_, outcome=outcome).order_by("number")
        if rows := list(waiting[:step]):
            return rows
    return []


def _take(import_: Import) -> bool:
    """Keep everybody else from these rows until the transaction ends; return False where the import was stopped.

    A worker that was thought to be gone, and is not, waits here, and then finds the rows done.
    """
    return bool(
        Import.objects.filter(pk=import_.pk, status=ImportStatus.APPLYING).update(
            handled=F("handled"), alive_at=timezone.now()
        )
    )


def _apply_rows(import_: Import, rows: list[ImportRow], kind: Kind, by: Actor) -> list[dict[str, object]]:
    """Apply the rows of one step, note what came of each, and return why some were refused."""
    came_of = _came_of(rows, kind, by)
    by_outcome: dict[str, list[int]] = {}
    refused: list[dict[str, object]] = []
    for row, outcome in zip(rows, came_of, strict=True):
        if isinstance(outcome, Problem):
            refused.append(outcome.kept(row.number))
            row.outcome, row.findings = RowOutcome.PROBLEM, [*row.findings, refused[-1]]
            row.save(update_fields=["outcome", "findings"])
        else:
            by_outcome.setdefault(outcome, []).append(row.pk)
    for came, keys in by_outcome.items():
        ImportRow.objects.filter(pk__in=keys).update(outcome=came)
    if by_outcome.get(RowOutcome.APPLIED):
        record(
            by=by,
            verb="import.rows_applied",
            what=import_,
            first=rows[0].number,
            last=rows[-1].number,
            applied=len(by_outcome[RowOutcome.APPLIED]),
        )
    Import.objects.filter(pk=import_.pk).update(handled=F("handled") + len(rows))
    return refused


def _came_of(rows: list[ImportRow], kind: Kind, by: Actor) -> list[RowOutcome | Problem]:
    """Return what came of each row: of all in one go, or one by one where somebody else wrote the same just now."""
    try:
        with transaction.atomic():
            return kind.apply(by, [row.values for row in rows]) if rows else []
    except IntegrityError:
        return [_alone(row, kind, by) for row in rows]


def _alone(row: ImportRow, kind: Kind, by: Actor) -> RowOutcome | Problem:
    try:
        with transaction.atomic():
            return kind.apply(by, [row.values])[0]
    except IntegrityError:
        return Problem(
            "",
            N_("Somebody else wrote the same at this very moment."),
            N_("Upload the file again, and look at this row."),
        )


def _finish(import_: Import, kind: Kind, by: Actor) -> None:
    counted = {str(outcome): number for outcome, number in counts(import_)}
    move(import_, states.FINISH, ended_at=timezone.now(), counted=counted)
    applied = counted.get(RowOutcome.APPLIED, 0)
    record(by=by, verb=states.FINISH.verb, what=import_, rows=applied)
    if import_.by is not None and by.via is Via.JOB:
        mail.send(
            IMPORT_FINISHED,
            to=import_.by,
            organization=import_.organization,
            address=f"{settings.BASE_URL}{reverse(kind.page, args=[import_.organization.slug, import_.pk])}",
            dedup=str(import_.pk),
            file=import_.given,
            applied=applied,
            total=import_.total,
        )
