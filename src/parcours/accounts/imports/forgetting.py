"""Deleting uploaded files and their rows, which name people, soon after they are no longer needed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from parcours.accounts.actors import Via, system
from parcours.accounts.audit import record
from parcours.accounts.imports import seen
from parcours.accounts.imports.queries import counts
from parcours.accounts.models.imports import Import, ImportRow, ImportStatus

KEPT = timedelta(days=7)
"""How long a file and its rows are kept after the import has ended: to look at what was refused, and correct it."""

WAITED = timedelta(days=30)
"""How long an import waits for somebody to look at it."""


def forget_old_across() -> int:
    """Forget what ended, or waited, long enough ago; return how many imports that were."""
    seen.forget_left(WAITED)
    now = timezone.now()
    ended = Q(ended_at__lt=now - KEPT)
    left = Q(ended_at=None, created_at__lt=now - WAITED, status=ImportStatus.READY)
    with scopes_disabled():
        old = list(Import.objects.filter(ended | left).exclude(file="").select_related("organization"))
    for one in old:
        with scope(organization=one.organization):
            forget(one)
    return len(old)


@transaction.atomic
def forget(import_: Import) -> int:
    """Delete the file and the rows of an import, and return how many these were. What was counted stays."""
    counted = {str(outcome): number for outcome, number in counts(import_)}
    rows = ImportRow.objects.filter(source=import_)
    deleted, _by_table = rows.delete()
    gone: dict[str, object] = {"file": "", "counted": counted, "findings": []}
    if import_.status in {ImportStatus.READING, ImportStatus.READY}:
        gone |= {"status": ImportStatus.CANCELLED, "ended_at": timezone.now()}
    had_file = delete_file(import_)
    Import.objects.filter(pk=import_.pk).update(**gone)
    record(by=system(import_.organization, Via.JOB), verb="import.forgotten", what=import_, rows=deleted)
    return deleted + had_file


def delete_file(import_: Import) -> bool:
    """Delete the uploaded file and what was noted of it, at once: one that is missing is no harm, one left would be."""
    name = import_.file.name
    if name:
        import_.file.storage.delete(name)
        seen.forget(import_)
    return bool(name)
