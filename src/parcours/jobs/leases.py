"""Whose a running task is. A worker renews its lease as it works; one that was killed does not."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from parcours.core.database_time import from_now, shorten
from parcours.jobs.declared import LONGEST_WAIT, MOST_STARTS
from parcours.jobs.models import Lease, Worker
from parcours.jobs.turns import Round

type Stored = DBTaskResult[Any, Any]

LEASE = timedelta(seconds=90)
_FORGET = timedelta(days=7)


def claim(worker: str, turns: Round) -> Stored | None:
    """Make the task whose turn it is ``worker``'s own, and return it."""
    while (found := turns.next()) is not None:
        with transaction.atomic():
            taken = DBTaskResult.objects.filter(pk=found.pk, status=TaskResultStatus.READY).update(
                status=TaskResultStatus.RUNNING,
                started_at=timezone.now(),
                worker_ids=[*found.worker_ids, worker],
            )
            if taken:
                Lease.objects.filter(task=found.pk).delete()
                Lease.objects.create(task=found, worker=worker, until=from_now(LEASE))
                return DBTaskResult.objects.get(pk=found.pk)
    return None


def let_go(task: Stored, worker: str, **changes: object) -> bool:
    """Set ``changes`` on a task of ``worker``'s and end its lease; return False where it is no longer theirs."""
    with transaction.atomic():
        mine, _of = Lease.objects.filter(task=task, worker=worker).delete()
        if mine:
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(**changes)
    return bool(mine)


def renew(worker: str) -> None:
    """Say that ``worker`` is there, and goes on with what it has."""
    Lease.objects.filter(worker=worker).update(until=from_now(LEASE))
    Worker.objects.update_or_create(name=worker, defaults={"seen_at": Now()})
    Worker.objects.filter(seen_at__lt=from_now(-_FORGET)).delete()


def reap() -> int:
    """Make every task ready again whose worker is gone, and return how many they were.

    One that was started too often fails instead: it is what takes its workers down.
    """
    held = Lease.objects.filter(task=OuterRef("pk"), until__gt=Now())
    # A task that another version's worker began has no lease: it has as long from when it began.
    new = timezone.now() - LEASE
    gone = DBTaskResult.objects.filter(~Exists(held), status=TaskResultStatus.RUNNING, started_at__lt=new)
    reaped = 0
    for task in gone:
        with transaction.atomic():
            Lease.objects.filter(task=task, until__lte=Now()).delete()
            if Lease.objects.filter(task=task).exists():
                continue  # renewed, or taken anew, in this moment
            changes = (
                {"status": TaskResultStatus.READY}
                if len(task.worker_ids) < MOST_STARTS
                else {
                    "status": TaskResultStatus.FAILED,
                    "finished_at": timezone.now(),
                    "exception_class_path": "parcours.jobs.Killed",
                }
            )
            still = DBTaskResult.objects.filter(
                pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
            )
            reaped += still.update(**changes)
    return reaped


def put_right() -> int:
    """Shorten what a clock that was ahead has written: leases, waits for another try, and when tasks began.

    Whoever is alive renews a lease that was shortened long before it ends.
    """
    now = timezone.now()
    tasks = DBTaskResult.objects.exclude(run_after=get_date_max())  # which says that it need not wait
    waiting = tasks.filter(status=TaskResultStatus.READY, run_after__gt=now + LONGEST_WAIT)
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__gt=now)
    return (
        shorten(Lease.objects.all(), "until", LEASE)
        + waiting.update(run_after=now)
        + running.update(started_at=now)
    )
