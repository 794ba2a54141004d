"""A backup holds everything that was acknowledged, and nothing half done, while people write."""

import os
import resource
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection
from pytest_django.fixtures import Settings

from parcours.accounts.models import Network, User
from parcours.backups import make
from parcours.backups.faults import Fault
from parcours.backups.files import PREFIX
from parcours.backups.fit import verified
from parcours.backups.make import back_up, back_up_into, daily
from parcours.backups.periodic import DAILY, scheduled
from parcours.backups.restore import restore
from parcours.core import last_backup
from tests.backups.sites import Sites, add_person, address, fill
from tools import postgres

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

PAIR = "INSERT INTO accounts_network (slug, name_en, name_fr) VALUES ('{0}-a', 'n', ''), ('{0}-b', 'n', '')"
ROOM = 100_000
SEGMENT, FILLERS = 16 << 20, 9_000
NO_ROOM = r"no room|disk I/O"


class PairWriter(threading.Thread):
    """Somebody who adds two rows in one transaction, again and again, and notes what the database acknowledged."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.writes_as, self.at = name, address()
        self.acknowledged: list[str] = []
        self.has_begun, self.is_over = threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with closing(self._connected()) as database:
                while not self.is_over.wait(0.005):  # or the other would never have its turn
                    pair = f"{self.writes_as}{len(self.acknowledged)}"
                    with database:
                        database.execute(PAIR.format(pair))
                    self.acknowledged.append(pair)
                    if len(self.acknowledged) == 5:
                        self.has_begun.set()
        finally:
            self.has_begun.set()  # or somebody would wait for ever

    def _connected(self) -> sqlite3.Connection:
        if self.at.startswith("sqlite"):
            return sqlite3.connect(self.at.removeprefix("sqlite:///"), timeout=60)
        return _Committing(self.at)  # type: ignore[return-value] # it does the same


class _Committing:
    """The driver of PostgreSQL closes its connection where that of SQLite commits: here both commit."""

    def __init__(self, at: str) -> None:
        self._own = psycopg.connect(at)
        self.execute, self.close = self._own.execute, self._own.close

    def __enter__(self) -> None: ...

    def __exit__(self, *_problem: object) -> None:
        self._own.commit()


def test_t51_a_backup_under_two_writers_has_all_that_was_acknowledged(sites: Sites, tmp_path: Path) -> None:
    fill()
    writers = [PairWriter("one"), PairWriter("two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.has_begun.wait()
    assert min(len(writer.acknowledged) for writer in writers) >= 5
    before = {pair for writer in writers for pair in list(writer.acknowledged)}
    back_up(tmp_path / "backup.zip")
    for writer in writers:
        writer.is_over.set()
        writer.join()
    sites.open("elsewhere")
    restore(tmp_path / "backup.zip", replace=False)
    slugs = set(Network.objects.values_list("slug", flat=True))
    firsts, seconds = ({slug[:-2] for slug in slugs if slug.endswith(end)} for end in ("-a", "-b"))
    assert firsts == seconds
    assert before - firsts == set()


def test_every_file_is_in_it_and_what_is_no_file_is_not(site: Path, tmp_path: Path) -> None:
    fill()
    (site / "files/deep/er").mkdir(parents=True)
    (site / "files/deep/er/é.txt").write_bytes(b"x")
    (site / "files/elsewhere").symlink_to("/etc/hostname")
    manifest = back_up(tmp_path / "backup.zip")
    names = sorted(name for name in manifest.members if name.startswith(PREFIX))
    assert [name for name in names if "logos" not in name] == ["files/deep/er/é.txt"]
    assert len(names) == 2
    assert manifest == verified(tmp_path / "backup.zip")


def test_the_keys_are_not_in_it(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_KEYS = {"first": b"a canary of thirty-two bytes, ok"}
    settings.SECRET_KEY = "another canary of a key"  # noqa: S105 - made up
    fill()
    back_up(tmp_path / "backup.zip")
    assert verified(tmp_path / "backup.zip").keys.keys() == {"first"}
    whole = (tmp_path / "backup.zip").read_bytes()
    assert [canary in whole for canary in (*settings.DATA_KEYS.values(), settings.SECRET_KEY.encode())] == [
        False,
        False,
    ]


def test_the_last_few_are_kept_and_only_after_a_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(4):
        (folder / f"parcours-2026010{number + 1}T000000.zip").touch()
    (folder / "holidays.zip").touch()
    monkeypatch.setattr(make, "_ABANDONED", timedelta(days=-1))
    (folder / ".parcours-20260101T000000.zip.1234abcd.part").touch()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO nobody_knows")
    with pytest.raises(Fault, match="no site here yet"):
        back_up_into(folder, 1)
    assert len(list(folder.iterdir())) == 6
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE nobody_knows RENAME TO django_migrations")
    path, manifest = back_up_into(folder, 3)
    assert sorted(one.name for one in folder.iterdir()) == [
        "holidays.zip",
        "parcours-20260103T000000.zip",
        "parcours-20260104T000000.zip",
        path.name,
    ]
    assert verified(path) == manifest


def test_the_daily_one_goes_where_the_settings_say(tmp_path: Path, settings: Settings) -> None:
    assert daily() is None
    settings.BACKUP_FOLDER = str(tmp_path / "daily")
    made = daily()
    assert made is not None
    assert [made] == list((tmp_path / "daily").iterdir())
    age = last_backup.age()
    assert age is not None
    assert age < last_backup.OLD


def test_the_schedule_has_it_where_a_folder_is_set(tmp_path: Path, settings: Settings) -> None:
    assert (scheduled("/backups"), scheduled("")) == ((DAILY,), ())
    settings.BACKUP_FOLDER = str(tmp_path / "daily")
    assert DAILY.task.call() == next((tmp_path / "daily").iterdir()).name
    settings.BACKUP_FOLDER = ""
    assert DAILY.task.call() == ""


@contextmanager
def little_room() -> Iterator[None]:
    """Let no file of this process grow beyond `ROOM`, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_t48_a_backup_without_room_says_so_and_leaves_nothing(site: Path, tmp_path: Path) -> None:
    fill()
    (site / "files/large").write_bytes(bytes(range(256)) * 2_000)
    (site / "files/noise").write_bytes(os.urandom(3 * ROOM))
    folder = tmp_path / "backups"
    folder.mkdir()
    with little_room(), pytest.raises(Fault, match=NO_ROOM):
        back_up(folder / "backup.zip")
    assert list(folder.iterdir()) == []
    back_up(folder / "backup.zip")
    assert verified(folder / "backup.zip").members["files/large"].size == 512_000


def test_t48_a_restore_without_room_changes_nothing(site: Path, tmp_path: Path) -> None:
    here = fill()
    (site / "files/large").write_bytes(bytes(range(256)) * 2_000)
    back_up(tmp_path / "backup.zip")
    (site / "files/large").unlink()
    add_person(here, "later@north.example")
    with little_room(), pytest.raises(Fault, match=NO_ROOM):
        restore(tmp_path / "backup.zip", replace=True)
    assert User.objects.filter(email="later@north.example").count() == 1
    restore(tmp_path / "backup.zip", replace=True)
    assert (site / "files/large").stat().st_size == 512_000


@contextmanager
def little_room_for_the_server() -> Iterator[None]:
    """Let the process of the server that serves us write no file beyond a segment of its journal."""
    if shutil.which("prlimit") is None:
        pytest.skip("there is no prlimit here")
    with connection.cursor() as cursor:
        # The table is larger than that already: few rows fill a page of it.
        cursor.execute("ALTER TABLE accounts_user SET (fillfactor = 10)")
        cursor.execute("SELECT * FROM accounts_user LIMIT 0")
        fields = [field.name for field in cursor.description or () if field.name not in {"id", "email"}]
        columns = ", ".join(f'"{name}"' for name in fields)
        cursor.execute(
            f"INSERT INTO accounts_user (email, {columns})"  # noqa: S608 - the model's own names
            f" SELECT 'filler' || number, {columns} FROM accounts_user, generate_series(1, %s) AS number"
            " WHERE email = 'ida@north.example'",
            [FILLERS],
        )
        cursor.execute("SELECT pg_backend_pid(), pg_relation_size('accounts_user')")
        process, size = cursor.fetchone()
    assert size > SEGMENT
    postgres.limit_files(process, SEGMENT)
    try:
        yield
    finally:
        postgres.limit_files(process, None)


def test_t48_what_was_acknowledged_stays_when_the_database_has_no_room() -> None:
    here = fill(0)
    add_person(here, "ida@north.example")
    kept = []
    full = little_room if connection.vendor == "sqlite" else little_room_for_the_server
    with full(), pytest.raises(DatabaseError):  # noqa: PT012 - until it fails
        for number in range(1_000):
            someone = add_person(here, f"person{number}@north.example")
            kept.append(someone.pk)
    people = User.objects.filter(email__startswith="person").order_by("pk")
    assert kept == list(people.values_list("pk", flat=True))
    kept.append(add_person(here, "person-after@north.example").pk)
    assert kept == list(people.values_list("pk", flat=True))
