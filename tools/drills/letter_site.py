"""A small site whose worker invites people, and what should have arrived at any moment."""

from collections import Counter
from datetime import timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_tasks_db.models import DBTaskResult

from parcours.accounts.audit.anchors import verify_all
from parcours.accounts.imports import actions, reading
from parcours.accounts.imports.registry import KINDS
from parcours.accounts.models import Import, Invitation
from parcours.accounts.models.imports import ImportStatus
from parcours.accounts.queries import actor_for
from parcours.cli.site.database import let_go
from parcours.core.database_time import from_now
from parcours.jobs import leases, worker
from parcours.jobs.models import Lease
from parcours.messaging.delivery import Postman
from parcours.messaging.models import Outgoing, State
from tools.drills.north import found_north
from tools.drills.postbox import Postbox

_AT_WORK = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
_LONG_AGO = timedelta(days=2)


class LetterSite:
    """The site of the environment, with an organization that invites people by spreadsheet."""

    def __init__(self, postbox: Postbox) -> None:
        self._postbox, self._number = postbox, count(1)
        self._here, self._admin = found_north()
        self._addresses: list[str] = []
        let_go()

    def post(self, people: int) -> None:
        """Have so many people invited: it is acknowledged now, and done by the worker."""
        self._addresses = [f"p{next(self._number)}@north.example" for _person in range(people)]
        rows = "".join(f"{address},mentor\n" for address in self._addresses)
        with scope(organization=self._here):
            by = actor_for(self._admin, self._here)
            file = SimpleUploadedFile("members.csv", f"email,role\n{rows}".encode())
            import_ = actions.keep(by=by, kind="members", file=file)
            reading.read(import_, KINDS["members"])
            import_.refresh_from_db()
            actions.begin(by=by, import_=import_, mode="good")
        let_go()

    def work(self) -> None:
        """Be a worker, as `parcours worker` is, until there is nothing left to do."""
        stop, postman = worker.Stop(), Postman()

        def deliver() -> None:
            postman.deliver_across()
            if not _left():
                stop.set()

        worker.work(stop, beside=[worker.Beside("mail", deliver, 0.02)])
        let_go()

    def pass_time(self) -> None:
        """Let the time pass after which a worker that says nothing is taken to be gone, and that be noticed."""
        with scopes_disabled():
            Lease.objects.update(until=from_now(-_LONG_AGO))
            DBTaskResult.objects.update(started_at=timezone.now() - _LONG_AGO)
            Outgoing.objects.filter(state=State.SENDING).update(leased_until=from_now(-_LONG_AGO))
            leases.reap()
        let_go()

    def check(self, kills: int) -> int:
        """Return how many letters came twice. Stops with a sentence where one is lost, or too many came twice."""
        arrived = self._postbox.emptied()
        with scopes_disabled():
            rows = Outgoing.objects.filter(to__in=self._addresses)
            told = sorted(rows.values_list("message_id", "to", "state"))
            invited = sorted(
                Invitation.objects.filter(email__in=self._addresses).values_list("email", flat=True)
            )
            ended = Import.objects.exclude(status=ImportStatus.DONE).count() == 0
            # An hour and a day pass: an organization may send and upload so much in each.
            Outgoing.objects.update(sent_at=from_now(-_LONG_AGO))
            Import.objects.update(created_at=timezone.now() - _LONG_AGO)
        let_go()
        ours = Counter({key: times for key, times in arrived.items() if key[1] in self._addresses})
        twice = ours.total() - len(ours)
        if invited != sorted(self._addresses) or not ended:
            raise SystemExit(f"somebody was not invited, or twice: {invited}")
        if told != sorted((*key, State.SENT.value) for key in ours) or len(told) != len(self._addresses):
            raise SystemExit(f"a letter is lost, or has two Message-IDs: {told}, {dict(ours)} arrived")
        if twice > kills:
            raise SystemExit(f"{twice} letters came twice, after {kills} kills")
        return twice

    def finish(self) -> None:
        """Stop with a sentence unless the audit log holds."""
        if any(verdict.fault for verdict in verify_all()):
            raise SystemExit("the audit log does not hold")


def _left() -> bool:
    with scopes_disabled():
        return (
            DBTaskResult.objects.filter(status__in=_AT_WORK).exists()
            or Outgoing.objects.filter(state=State.SENDING).exists()
            or Outgoing.objects.filter(state=State.WAITING, due_at__lte=Now()).exists()
        )
