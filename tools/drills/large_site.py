"""A site with two organizations: one imports a large file, the other goes on with its work."""

import resource
import time
from functools import partial
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files import File
from django.tasks import TaskResultStatus
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.imports.actions import start
from parcours.accounts.imports.queries import counts
from parcours.accounts.models import AuditEntry, Import
from parcours.accounts.models.imports import ImportStatus, RowOutcome
from parcours.accounts.queries import actor_for
from parcours.cli.site.database import let_go
from parcours.jobs import worker
from parcours.jobs.turns import Turn
from parcours.people.models import Person
from tools.drills.kills import beside
from tools.drills.north import found_north, found_south, signed_in

IMPORTS = "/o/north/manage/people/imports/"
OTHERS = "/o/south/manage/people/"
PAUSE, PATIENCE = 0.1, 60
_AT_WORK = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class LargeSite:
    """The site of the environment; ``folder`` is where the file is, whose rows have ``width`` characters and more.

    A ``patient`` worker waits between two steps for the import to be stopped: few rows are done before anybody can.
    """

    def __init__(self, folder: Path, width: int, *, patient: bool) -> None:
        self._file, self._memory, self._width = folder / "people.csv", folder / "memory", width
        self._patient = patient
        self._north, self._user = found_north()
        _south, sam = found_south()
        self._ida, self._sam = signed_in(self._user), signed_in(sam)
        self._rows = self._before = self._import = 0
        self.answered = self.size = 0
        self._use()  # here, so that the worker finds loaded what the pages need
        let_go()

    def take_in(self, rows: int, stop_at: int = 0) -> int:
        """Upload so many rows, look and apply them; return how many MB that took.

        The import is stopped when ``stop_at`` rows are applied, if it says so.
        """
        self._write(rows)
        self._before = self._people()
        self._import = self._upload()
        took = self._work(0)
        _must(self._now().status, ImportStatus.READY)
        _must(self._ida.post(f"{IMPORTS}{self._import}/apply/", {"mode": "good"}).status_code, 302)
        return max(took, self._work(stop_at))

    def _upload(self) -> int:
        """Give the file, on the page as far as that takes files as large, and return the number of the import."""
        with self._file.open("rb") as file:
            if self._file.stat().st_size > settings.LARGEST_REQUEST:
                with scope(organization=self._north):
                    by = actor_for(self._user, self._north)
                    return start(by=by, kind="participants", file=File(file, "people.csv")).pk
            answer = self._ida.post(f"{IMPORTS}new/", {"file": file, "kind": "participants"})
        _must(answer.status_code, 302)
        return int(answer["Location"].rstrip("/").rpartition("/")[2])

    def check_stopped(self) -> int:
        """Return how many rows were applied; stop unless it is those that the page says, and nobody else."""
        page = self._ida.get(f"{IMPORTS}{self._import}/").content.decode()
        with scope(organization=self._north):
            applied = dict(counts(self._now())).get(RowOutcome.APPLIED, 0)
            noted = AuditEntry.objects.filter(verb="import.cancelled").count()
        _must(self._now().status, ImportStatus.CANCELLED)
        if "Rows that were applied before stay as they are." not in page:
            raise SystemExit("the page does not say what was kept")
        _must(self._people(), self._before + applied)
        _must(noted, 1)
        if not 0 < applied < self._rows - self._before:
            raise SystemExit(f"the import was not stopped in the middle, but after {applied} rows")
        return applied

    def check_done(self) -> None:
        """Stop with a sentence unless each row is there once, and the audit log holds."""
        _must(self._now().status, ImportStatus.DONE)
        _must(self._people(), self._rows)
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")

    def _write(self, rows: int) -> None:
        self._rows = rows
        with self._file.open("w", encoding="utf-8") as file:
            file.write("id,name,email,city,remarks\n")
            for number in range(rows):
                file.write(
                    f"E{number},Ana{number % 997} Roy{number % 7919},p{number}@example.org,Ottawa,{'x' * self._width}\n"
                )
        self.size = self._file.stat().st_size // 1_000_000

    def _work(self, stop_at: int) -> int:
        """Let a worker do what waits while others use the site; return how many MB it came to hold."""
        let_go()
        with beside(partial(self._be_a_worker, stop_at if self._patient else 0)):
            while _is_at_work():
                self._use()
                if stop_at and self._now().handled >= stop_at:
                    _must(self._ida.post(f"{IMPORTS}{self._import}/cancel/").status_code, 302)
                    stop_at = 0
                time.sleep(PAUSE)
            let_go()
        return int(self._memory.read_text())

    def _be_a_worker(self, waits_at: int) -> None:
        stop, before = worker.Stop(), _most_held()

        def goes_on(_turn: Turn) -> bool:
            until = time.monotonic() + PATIENCE
            while self._now().handled >= waits_at and not self._is_stopped() and time.monotonic() < until:
                time.sleep(PAUSE)
            return True

        if waits_at:
            Turn.goes_on = goes_on  # type: ignore[assignment,method-assign]  # in this process, which ends

        def look() -> None:
            if not _is_at_work():
                stop.set()

        worker.work(stop, beside=[worker.Beside("look", look, PAUSE)])
        let_go()
        self._memory.write_text(str((_most_held() - before) // 1024))

    def _use(self) -> None:
        """Open a page of the other organization, and send a form."""
        _must(self._sam.get(OTHERS).status_code, 200)
        # Nobody's name is like another's: somebody who may be on file already is asked about.
        form = {"given_name": token_hex(8), "family_name": "", "language": "en"}
        _must(self._sam.post(f"{OTHERS}add/", form).status_code, 302)
        self.answered += 2

    def _now(self) -> Import:
        with scope(organization=self._north):
            return Import.objects.get(pk=self._import)

    def _is_stopped(self) -> bool:
        return self._now().status == ImportStatus.CANCELLED

    def _people(self) -> int:
        with scope(organization=self._north):
            return Person.objects.count()


def _is_at_work() -> bool:
    with scopes_disabled():
        return bool(DBTaskResult.objects.filter(status__in=_AT_WORK).exists())


def _most_held() -> int:
    """Return the most memory that this process ever held, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _must(seen: object, meant: object) -> None:
    if seen != meant:
        raise SystemExit(f"{seen}, where it should be {meant}")
