"""Applying the rows of an import: step by step, or all at once; a row that is done is never done again."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from parcours.accounts import mail
from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.imports import states
from parcours.accounts.imports.kinds import Kind, Problem
from parcours.accounts.letters import IMPORT_FINISHED
from parcours.accounts.models.imports import Import, ImportMode, ImportRow, ImportStatus, RowOutcome
from parcours.core.language import N_
from parcours.core.refusals import NotAllowed, Refused
from parcours.core.transitions import move

BATCH = 50
"""So many rows are applied in one transaction: what a killed worker had not finished is begun again."""


def apply(import_: Import, kind: Kind, by: Actor) -> None:
    """Apply every new row that is not applied yet, as the import's mode says."""
    if import_.mode == ImportMode.ALL_OR_NOTHING:
        _apply_all(import_, kind, by)
    else:
        _apply_good(import_, kind, by)


def _apply_good(import_: Import, kind: Kind, by: Actor) -> None:
    while True:
        with transaction.atomic():
            rows = list(_waiting(import_)[:BATCH])
            for row in rows:
                _apply_row(row, kind, by)
            if not _still_wanted(import_, len(rows)):
                return
            if not rows:
                _finish(import_, by)
                return


def _apply_all(import_: Import, kind: Kind, by: Actor) -> None:
    """Apply all rows in one transaction; the first that is refused undoes them all."""
    try:
        with transaction.atomic():
            for row in _waiting(import_).iterator(chunk_size=BATCH):
                if not _apply_row(row, kind, by):
                    raise _Undone(row.findings)  # noqa: TRY301 - it undoes the transaction around it
            if _still_wanted(import_, 0):
                _finish(import_, by)
    except _Undone as undone:
        with transaction.atomic():
            move(import_, states.FAIL, findings=undone.findings)
            record(by=by, verb=states.FAIL.verb, what=import_)


class _Undone(Exception):
    def __init__(self, findings: list[dict[str, object]]) -> None:
        super().__init__()
        self.findings = findings


def _waiting(import_: Import) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(source=import_, outcome=RowOutcome.NEW).order_by("number")


def _apply_row(row: ImportRow, kind: Kind, by: Actor) -> bool:
    """Apply one row and note what came of it; return False where it was refused."""
    try:
        with transaction.atomic():
            changed = kind.apply(by, row.values)
    except (NotAllowed, Refused) as refusal:
        row.outcome = RowOutcome.PROBLEM
        problem = Problem("", N_("{reason}"), "", {"reason": str(refusal)})
        row.findings = [
            {"row": row.number, "column": "", "what": problem.what, "fix": "", "params": dict(problem.params)}
        ]
    else:
        row.outcome = RowOutcome.APPLIED if changed else RowOutcome.UNCHANGED
    row.save(update_fields=["outcome", "findings"])
    return row.outcome != RowOutcome.PROBLEM


def _still_wanted(import_: Import, more: int) -> bool:
    import_.handled += more
    return bool(
        Import.objects.filter(pk=import_.pk, status=ImportStatus.APPLYING).update(
            handled=import_.handled, alive_at=timezone.now()
        )
    )


def _finish(import_: Import, by: Actor) -> None:
    move(import_, states.FINISH)
    applied = ImportRow.objects.filter(source=import_, outcome=RowOutcome.APPLIED).count()
    record(by=by, verb=states.FINISH.verb, what=import_, rows=applied)
    if import_.by is not None:
        mail.send(
            IMPORT_FINISHED,
            to=import_.by,
            organization=import_.organization,
            address=f"{settings.BASE_URL}{reverse('import', args=[import_.organization.slug, import_.pk])}",
            dedup=str(import_.pk),
            file=import_.given,
            applied=applied,
            total=import_.total,
        )
