"""Starting, applying, resuming and cancelling an import."""

import hashlib
from datetime import timedelta

from django.core.files import File
from django.db import connection, transaction
from django.tasks import Task
from django.utils import timezone
from django.utils.translation import gettext as _

from parcours.accounts.actors import Actor, Via
from parcours.accounts.audit import record
from parcours.accounts.imports import states, stopping
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.imports.tasks import apply_import, read_import
from parcours.accounts.models.imports import Import, ImportMode, ImportRow, ImportStatus, RowOutcome
from parcours.accounts.policies import check
from parcours.core.quotas import possible_again
from parcours.core.refusals import Refused, TooMany
from parcours.core.transitions import move
from parcours.tables.limits import FILE_BYTES

SILENCE = timedelta(minutes=2)
"""After so long without progress, whoever was at work is taken to be gone."""

AT_ONCE, EACH_DAY = 3, 100
"""How many imports an organization has at work at a time, and how many files it uploads within a day."""

AT_ONE_STROKE = 20_000
"""So many rows at most are all applied, or none, on SQLite, where nobody else can save meanwhile."""


@transaction.atomic
def start(*, by: Actor, kind: str, file: File[bytes], into: int | None = None) -> Import:
    """Keep the file and have it read; nothing else happens until a person has looked. Raises Refused, NotAllowed."""
    import_ = keep(by=by, kind=kind, file=file, into=into)
    _enqueue(read_import, import_)
    return import_


@transaction.atomic
def keep(*, by: Actor, kind: str, file: File[bytes], into: int | None = None) -> Import:
    """Keep the file of an import that is read by whoever calls, its rows to be brought ``into`` something as well.

    Raises Refused, NotAllowed.
    """
    check(by, KINDS[kind].needs)
    check_quota(by)
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
        into=into,
        by=by.user,
    )
    record(by=by, verb="import.uploaded", what=import_, digest=import_.digest)
    return import_


def check_quota(by: Actor) -> None:
    """Raise TooMany where the organization has as much on its way as it may: others wait for the same worker."""
    _check_at_work(by)
    if by.via is Via.COMMAND:
        return
    uploaded = Import.objects.order_by("-pk").values_list("created_at", flat=True)
    if when := possible_again(uploaded, EACH_DAY, timedelta(days=1)):
        raise TooMany(
            _(
                "%(most)s files were uploaded within a day, as many as can be. The next is possible on %(when)s."
            )
            % {"most": EACH_DAY, "when": when}
        )


def _check_at_work(by: Actor) -> None:
    at_work = Import.objects.filter(status__in=(ImportStatus.READING, ImportStatus.APPLYING)).count()
    if by.via is not Via.COMMAND and at_work >= AT_ONCE:
        raise TooMany(_("Several imports are at work already. Wait until one of them has ended."))


@transaction.atomic
def begin(*, by: Actor, import_: Import, mode: str) -> None:
    """Have the rows applied.

    Raises Refused where the organization has as many at work as it may, and for all or nothing where a row has a
    problem or there are too many; Stale, NotAllowed.
    """
    _check_at_work(by)
    approve(by=by, import_=import_, mode=mode)
    _enqueue(apply_import, import_)


@transaction.atomic
def approve(*, by: Actor, import_: Import, mode: str) -> None:
    """Say that the rows may be applied, by whoever calls. Raises as `begin` does."""
    check(by, KINDS[import_.kind].needs)
    problems = ImportRow.objects.filter(source=import_, outcome=RowOutcome.PROBLEM)
    if mode == ImportMode.ALL_OR_NOTHING and problems.exists():
        raise Refused(
            _(
                "Some rows have a problem, so “all or nothing” would be nothing. Correct the file and upload it again."
            )
        )
    if mode == ImportMode.ALL_OR_NOTHING and connection.vendor == "sqlite" and import_.total > AT_ONE_STROKE:
        raise Refused(
            _(
                "“All rows, or none” is for at most %(most)s rows here, as nobody else can save meanwhile. "
                "Apply only the rows without a problem, or divide the file."
            )
            % {"most": AT_ONE_STROKE}
        )
    move(import_, states.APPLY, mode=ImportMode(mode), handled=0, alive_at=timezone.now(), by=by.user)
    record(by=by, verb=states.APPLY.verb, what=import_, mode=mode)


@transaction.atomic
def resume(*, by: Actor, import_: Import) -> None:
    """Go on with an import whose worker is gone. Raises Refused where it is still at work; NotAllowed."""
    check(by, KINDS[import_.kind].needs)
    if not is_silent(import_):
        raise Refused(_("This import is still at work."))
    Import.objects.filter(pk=import_.pk).update(alive_at=timezone.now())
    record(by=by, verb="import.resumed", what=import_)
    stopping.clear(import_)
    _enqueue(read_import if import_.status == ImportStatus.READING else apply_import, import_)


def cancel(*, by: Actor, import_: Import) -> None:
    """Stop an import; rows that were applied stay, unless it is all or nothing.

    Raises Stale where it has ended; NotAllowed.
    """
    check(by, KINDS[import_.kind].needs)
    with stopping.asking(import_), transaction.atomic():  # asked before it waits to write
        move(import_, states.CANCEL, ended_at=timezone.now())
        record(by=by, verb=states.CANCEL.verb, what=import_)


def is_silent(import_: Import) -> bool:
    """Return whether an import should be at work and has not been heard of for a while."""
    at_work = import_.status in {ImportStatus.READING, ImportStatus.APPLYING}
    return at_work and (import_.alive_at or import_.created_at) < timezone.now() - SILENCE


def _enqueue(job: Task[..., None], import_: Import) -> None:
    # In the transaction at hand: whoever is told that the import is on its way has a job that does it.
    job.enqueue(organization=import_.organization_id, import_id=import_.pk)
