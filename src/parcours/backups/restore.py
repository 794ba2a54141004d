"""Restoring a backup: all of it or nothing, and only after every byte of it was verified (docs/adr/0061)."""

from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from parcours.accounts.actors import system
from parcours.accounts.audit import record
from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.audit.verify import Verdict
from parcours.backups import duties, files, fit, postgres, sqlite
from parcours.backups.archive import opened, written
from parcours.backups.duties import Duty
from parcours.backups.faults import Fault
from parcours.backups.make import finished
from parcours.backups.manifest import Manifest
from parcours.core.language import N_
from parcours.core.schema import apply_missing, pending

_PEOPLES = ("accounts_user", "accounts_organization")
"""Tables that have rows as soon as anybody uses the site."""
_USED = N_(
    "There is a site here already. To put the backup in its place, add --replace: what is here is then backed up first."
)

type Target = sqlite.Target | postgres.Target


@dataclass(slots=True)
class Restored:
    """What was done. ``before`` is the backup of what was replaced; ``unreadable`` what could not be backed up."""

    manifest: Manifest
    files: int = 0
    before: Path | None = None
    unreadable: Path | None = None
    forgot: bool = False
    upgraded: list[str] = field(default_factory=list)
    fulfilled: list[tuple[str, int]] = field(default_factory=list)
    log: list[Verdict] = field(default_factory=list)
    signs_the_same: bool = True


def restore(path: Path, *, replace: bool) -> Restored:
    """Put the backup ``path`` in the place of the site's database and files.

    What is there already is replaced only with ``replace``, and backed up first. Raises Fault, and then nothing was
    changed.
    """
    with opened(path) as archive:
        manifest = archive.manifest
        fit.check_origin(path, manifest)
        fit.check_engine(path, manifest)
        files.in_backup(manifest.members)
        done = Restored(manifest, signs_the_same=fit.signs_the_same(manifest))
        engine = sqlite if connection.vendor == "sqlite" else postgres
        with engine.held() as target:
            with target.before():
                if _is_used(target) and not replace:
                    raise Fault(_USED)
                if _is_used(target) and target.is_there:
                    done.before = _backed_up(target)
                remembered = _remembered(done, target)
            done.files = files.put(archive)
            with target.replaced(archive):
                _settle(done, remembered)
            done.unreadable = target.kept_as
        if done.before:
            files.remove_others(archive)
    return done


def _is_used(target: Target) -> bool:
    """Return whether there is anything to lose. Raises Fault where the tables are not those of Parcours."""
    there = {*connection.introspection.table_names()}
    if there and not there >= {*_PEOPLES}:
        raise Fault(
            N_("The database holds the tables of something else. Name that of Parcours, or an empty one.")
        )
    return target.is_unreadable or _has_people(there) or next(files.names(), None) is not None


def _has_people(there: set[str]) -> bool:
    with connection.cursor() as cursor:
        for table in {*_PEOPLES} & there:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - our own names
            if cursor.fetchone():
                return True
    return False


def _backed_up(target: Target) -> Path:
    """Back up what is about to be replaced."""
    now = timezone.now()
    path = Path(settings.DATA) / now.astimezone(UTC).strftime("before-restore-%Y%m%dT%H%M%S-%f.zip")
    for left in path.parent.glob(".before-restore-*.part"):  # by one that was killed
        left.unlink(missing_ok=True)
    with written(path) as writer:
        finished(writer, target.add_to(writer), now)
    return path


def _remembered(done: Restored, target: Target) -> list[tuple[Duty, Any]]:
    """Ask each duty what to remember of the database that is replaced; one of another version may not answer."""
    answers: list[tuple[Duty, Any]] = []
    for duty in duties.DUTIES:
        answer = None
        if duty.remember and target.is_there:
            try:
                with transaction.atomic():
                    answer = duty.remember()
            except DatabaseError:
                done.forgot = True
        answers.append((duty, answer))
        done.forgot |= bool(duty.remember) and target.is_unreadable
    return answers


def _settle(done: Restored, remembered: list[tuple[Duty, Any]]) -> None:
    """Bring the restored database to this version, and do what is owed, before anybody sees it."""
    done.upgraded = pending()
    apply_missing()
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        done.fulfilled = [(duty.what, duty.fulfil(answer)) for duty, answer in remembered]
        done.log = verify_all()
        record(
            by=system(None),
            verb="site.restored",
            made_at=done.manifest.made_at.isoformat(),
            version=done.manifest.version,
        )
