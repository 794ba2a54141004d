"""Making a backup, once or again and again into a folder that keeps the last few."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from parcours import __version__
from parcours.backups import files, postgres, sqlite
from parcours.backups.archive import Writer, written
from parcours.backups.faults import Fault, written_to
from parcours.backups.manifest import Database, Manifest, own_keys, own_secret_key
from parcours.core import last_backup
from parcours.core.language import N_
from parcours.core.schema import applied

_NAME = "parcours-%Y%m%dT%H%M%S.zip"
_PATTERN = "parcours-????????T??????.zip"
_ABANDONED = timedelta(days=1)


def back_up(path: Path) -> Manifest:
    """Write a backup of the database and the files to ``path``, while people work. Raises Fault."""
    made_at = timezone.now()
    if not applied():
        raise Fault(N_("There is no site here yet: the database is empty. `parcours init` sets one up."))
    with written(path) as writer:
        is_sqlite = connection.vendor == "sqlite"
        database = sqlite.add_database(writer, path) if is_sqlite else postgres.add_database(writer)
        manifest = finished(writer, database, made_at)
    last_backup.noted(path.absolute(), made_at)
    return manifest


def finished(writer: Writer, database: Database, made_at: datetime) -> Manifest:
    """Add the files, after the database that names them, then the manifest and the seal."""
    files.add_all(writer)
    manifest = Manifest(
        version=__version__,
        made_at=made_at,
        keys=own_keys(),
        secret_key=own_secret_key(),
        database=database,
        members=writer.members,
    )
    writer.finish(manifest)
    return manifest


def back_up_into(folder: Path, keep: int) -> tuple[Path, Manifest]:
    """Write a backup into ``folder``, named by its time; when it is whole, remove all but the last ``keep``."""
    with written_to(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / datetime.now(UTC).strftime(_NAME)
    manifest = back_up(path)
    with written_to(folder):
        for old in sorted(folder.glob(_PATTERN))[:-keep]:
            old.unlink(missing_ok=True)
        long_ago = (timezone.now() - _ABANDONED).timestamp()
        for draft in folder.glob(f".{_PATTERN}*.part"):
            if draft.stat().st_mtime < long_ago:
                draft.unlink(missing_ok=True)
    return path, manifest


def daily() -> Path | None:
    """Write the backup of the day into ``BACKUP_FOLDER``; without one nothing is done. Raises Fault.

    `periodic.py` has it done; letters go out beside it, other jobs wait.
    """
    if not settings.BACKUP_FOLDER:
        return None
    return back_up_into(Path(settings.BACKUP_FOLDER), settings.BACKUPS_KEPT)[0]
