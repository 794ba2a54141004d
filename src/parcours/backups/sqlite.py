"""SQLite: a backup is the database's own online copy, a restore a new file that takes the old one's name."""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connection

from parcours.backups.archive import Archive, Writer, kept
from parcours.backups.faults import DAMAGED, IN_USE, Fault, written_to
from parcours.backups.manifest import Database, Table
from parcours.core.outages import sqlite_code

MEMBER = "database/parcours.sqlite3"
_WAIT = 10
_DRAFT = ".parcours-restore-"
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def add_database(writer: Writer, beside: Path) -> Database:
    """Add the database as it is at one moment, while people write; the copy passes through a file ``beside``."""
    with _draft(beside.with_name(f".{beside.name}")) as copy:
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        return _add(writer, copy)


def _add(writer: Writer, copy: Path) -> Database:
    """Add the ``copy`` of a database, which nobody else uses."""
    with closing(_reading(copy)) as reader:
        problem = reader.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != b"ok":
            raise Fault(DAMAGED, problem=problem.decode(errors="replace"))
        tables = contents(reader)
        applied = reader.execute("SELECT app, name FROM django_migrations")
        migrations = sorted(f"{app.decode()}.{name.decode()}" for app, name in applied)
    with copy.open("rb") as source:
        writer.add(MEMBER, source)
    return Database("sqlite", sqlite3.sqlite_version, tuple(migrations), tables)


def contents(reader: sqlite3.Connection) -> dict[str, Table]:
    """Return what is in every table; ``reader`` gives text as bytes."""
    found = reader.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    tables = {}
    for name, sql in [(name.decode(), sql.decode()) for name, sql in found]:
        order = "" if "WITHOUT ROWID" in sql.upper() else " ORDER BY rowid"
        digest, rows = hashlib.sha256(), 0
        for row in reader.execute(f'SELECT * FROM "{name}"{order}'):  # noqa: S608 - the database's own names
            digest.update(repr(row).encode())
            rows += 1
        tables[name] = Table(rows, digest.hexdigest())
    return tables


def _reading(file: Path) -> sqlite3.Connection:
    """Open a file that nobody writes."""
    reader = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    reader.text_factory = bytes
    return reader


@contextmanager
def _draft(at: Path) -> Iterator[Path]:
    """Give the name of a file that is gone afterwards, with what SQLite puts beside it."""
    draft = at.with_name(f"{at.name}.{secrets.token_hex(4)}.part")
    try:
        with written_to(draft):
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            yield draft
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{draft}{ending}").unlink(missing_ok=True)


@contextmanager
def _in_use(file: Path) -> Iterator[None]:
    """Have the framework use ``file`` as its database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


class Target:
    """The database that is to be replaced; nobody else can write to it until this is over. Made by `held`."""

    def __init__(self, live: Path, old: Path | None) -> None:
        """Take the place of the database, and a copy of it where it ``is_there``: one that can be read."""
        self._live, self._old = live, old or Path(":memory:")
        self.is_there = old is not None
        self.is_unreadable = not self.is_there and _is_something(live)
        self.kept_as: Path | None = None

    @contextmanager
    def before(self) -> Iterator[None]:
        """Have the framework read the database as it was; an empty one where there is none."""
        with _in_use(self._old):
            yield

    def add_to(self, writer: Writer) -> Database:
        """Add the database as it was to a backup."""
        return _add(writer, self._old)

    @contextmanager
    def replaced(self, archive: Archive) -> Iterator[None]:
        """Have the framework use the database of the backup, which is in its place when the block ends."""
        with _draft(self._live.with_name(_DRAFT)) as draft:
            with draft.open("wb") as target:
                target.writelines(archive.chunks(MEMBER))
            with closing(_reading(draft)) as reader:
                archive.check(contents(reader))
            with _in_use(draft):
                yield
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with draft.open("rb") as whole:
                os.fsync(whole.fileno())
            if self.is_unreadable:
                self._put_aside()
            draft.replace(self._live)
            kept(self._live.parent)

    def _put_aside(self) -> None:
        """Keep what cannot be read under another name: somebody may still save something from it."""
        self.kept_as = self._live.with_name(f"{self._live.name}.unreadable-{secrets.token_hex(4)}")
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                Path(f"{self._live}{ending}").rename(f"{self.kept_as}{ending}")


@contextmanager
def held() -> Iterator[Target]:
    """Give the site's database, which nobody else can use until the block ends. Raises Fault where it is in use."""
    live = Path(connection.settings_dict["NAME"])
    connection.close()
    live.parent.mkdir(parents=True, exist_ok=True)
    if _is_something(live):
        with locked(live) as copy:
            yield Target(live, copy)
    else:
        _remove_leftovers(live.parent)
        yield Target(live, None)


def _is_something(live: Path) -> bool:
    return live.exists() and live.stat().st_size > 0


@contextmanager
def locked(live: Path) -> Iterator[Path | None]:
    """Give a copy of the database ``live``, None where it cannot be read; nobody can use it until the block ends."""
    with closing(sqlite3.connect(live, timeout=_WAIT, isolation_level=None)) as alone:
        with written_to(live):
            is_readable = _is_locked(alone)
        _remove_leftovers(live.parent)
        with _draft(live.with_name(_DRAFT)) as copy:
            yield copy if is_readable and _is_copied(alone, copy) else None


def _is_locked(alone: sqlite3.Connection) -> bool:
    """Lock the database for good; return False where it cannot be read."""
    try:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
        alone.execute("COMMIT")
        # Into the one file: what stands beside it would be taken for a part of the file that comes in its place.
        alone.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as problem:
        if sqlite_code(problem) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Fault(IN_USE) from problem
        if sqlite_code(problem) in _UNREADABLE:
            return False
        raise
    return True


def _is_copied(alone: sqlite3.Connection, copy: Path) -> bool:
    """Copy the database; return False where that cannot be done, as it is damaged."""
    try:
        with closing(sqlite3.connect(copy)) as target:
            alone.backup(target)
            found: str = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        if sqlite_code(problem) in _UNREADABLE:
            return False
        raise
    return found == "ok"


def _remove_leftovers(folder: Path) -> None:
    """Remove what a restore that was killed has left."""
    for draft in folder.glob(f"{_DRAFT}*"):
        draft.unlink(missing_ok=True)
