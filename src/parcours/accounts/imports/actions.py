"""Starting, applying, resuming and cancelling an import."""

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.tasks import Task
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor
from parcours.accounts.audit import record
from parcours.accounts.imports import states
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.imports.tasks import apply_import, read_import
from parcours.accounts.models.imports import Import, ImportMode, ImportRow, ImportStatus, RowOutcome
from parcours.accounts.policies import check
from parcours.core.refusals import Refused
from parcours.core.transitions import move
from parcours.tables.limits import FILE_BYTES

SILENCE = timedelta(minutes=2)
"""After so long without progress, whoever was at work is taken to be gone."""


@transaction.atomic
def start(*, by: Actor, kind: str, file: UploadedFile[bytes]) -> Import:
    """Keep the file and have it read; nothing else happens until a person has looked. Raises Refused, NotAllowed."""
    check(by, KINDS[kind].needs)
    if not file.size or file.size > FILE_BYTES:
        raise Refused(
            _("The file is empty or larger than %(most)s MB. Save the spreadsheet again, with its rows only.")
            % {"most": FILE_BYTES // 1_000_000}
        )
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    import_ = Import.objects.create(
        organization=by.here,
        kind=kind,
        given=(file.name or "file")[:255],
        file=file,
        digest=digest.hexdigest(),
        by=by.user,
    )
    record(by=by, verb="import.uploaded", what=import_, digest=import_.digest)
    _enqueue(read_import, import_)
    return import_


@transaction.atomic
def begin(*, by: Actor, import_: Import, mode: str) -> None:
    """Have the rows applied. Raises Refused for all or nothing where a row has a problem; Stale, NotAllowed."""
    check(by, KINDS[import_.kind].needs)
    problems = ImportRow.objects.filter(source=import_, outcome=RowOutcome.PROBLEM).count()
    if mode == ImportMode.ALL_OR_NOTHING and problems:
        raise Refused(
            _(
                "Some rows have a problem, so “all or nothing” would be nothing. Correct the file and upload it again."
            )
        )
    move(import_, states.APPLY, mode=ImportMode(mode), handled=0, alive_at=timezone.now(), by=by.user)
    record(by=by, verb=states.APPLY.verb, what=import_, mode=mode)
    _enqueue(apply_import, import_)


@transaction.atomic
def resume(*, by: Actor, import_: Import) -> None:
    """Go on with an import whose worker is gone. Raises Refused where it is still at work; NotAllowed."""
    check(by, KINDS[import_.kind].needs)
    if not is_silent(import_):
        raise Refused(_("This import is still at work."))
    Import.objects.filter(pk=import_.pk).update(alive_at=timezone.now())
    record(by=by, verb="import.resumed", what=import_)
    _enqueue(read_import if import_.status == ImportStatus.READING else apply_import, import_)


@transaction.atomic
def cancel(*, by: Actor, import_: Import) -> None:
    """Stop an import; rows that were applied stay. Raises Stale where it has ended; NotAllowed."""
    check(by, KINDS[import_.kind].needs)
    move(import_, states.CANCEL)
    record(by=by, verb=states.CANCEL.verb, what=import_)


def is_silent(import_: Import) -> bool:
    """Return whether an import should be at work and has not been heard of for a while."""
    at_work = import_.status in {ImportStatus.READING, ImportStatus.APPLYING}
    return at_work and (import_.alive_at or import_.created_at) < timezone.now() - SILENCE


def _enqueue(job: Task[..., None], import_: Import) -> None:
    # In the transaction at hand: whoever is told that the import is on its way has a job that does it.
    job.enqueue(organization=import_.organization_id, import_id=import_.pk)
