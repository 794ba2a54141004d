"""A worker that was killed leaves its task to the next; one that is alive keeps it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parcours.core.database_time import from_now
from parcours.jobs import leases
from parcours.jobs.declared import MOST_STARTS
from parcours.jobs.models import Lease, Worker
from parcours.jobs.turns import Round
from parcours.jobs.worker import run_next
from tests.jobs import made

pytestmark = pytest.mark.django_db

LONG = timedelta(minutes=5)


def killed(worker: str = "gone") -> None:
    """A worker takes the next task, and is not heard of again."""
    assert leases.claim(worker, Round()) is not None
    Lease.objects.update(until=from_now(timedelta(seconds=-1)))
    DBTaskResult.objects.update(started_at=timezone.now() - LONG)


def test_t45_a_task_of_a_killed_worker_is_run_by_the_next() -> None:
    made.note.enqueue("hello")
    killed()
    assert (run_next("next"), leases.reap(), run_next("next"), leases.reap()) == (False, 1, True, 0)
    assert made.DONE == ["hello"]
    assert DBTaskResult.objects.get().worker_ids == ["gone", "next"]


def test_t45_a_task_of_a_worker_that_is_alive_is_left_alone() -> None:
    made.note.enqueue("hello")
    killed()
    leases.renew("gone")
    assert leases.reap() == 0


def test_t45_a_task_that_takes_its_workers_down_ends() -> None:
    made.note.enqueue("hello")
    for _number in range(MOST_STARTS):
        killed()
        assert leases.reap() == 1
    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path, made.DONE) == ("FAILED", "parcours.jobs.Killed", [])


def test_t45_a_task_that_an_older_version_had_begun_is_taken_up() -> None:
    made.note.enqueue("hello")
    leases.claim("older", Round())
    Lease.objects.all().delete()
    assert leases.reap() == 0
    DBTaskResult.objects.update(started_at=timezone.now() - LONG)
    assert leases.reap() == 1


def test_t57_a_clock_of_ours_that_is_wrong_takes_no_task_away() -> None:
    made.note.enqueue("hello")
    leases.claim("alive", Round())
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(days=365))
    assert leases.reap() == 0


def test_workers_that_are_long_gone_are_forgotten() -> None:
    Worker.objects.create(name="old", seen_at=timezone.now() - timedelta(days=8))
    leases.renew("new")
    assert [one.name for one in Worker.objects.all()] == ["new"]
    assert str(Worker.objects.get()) == "new"
