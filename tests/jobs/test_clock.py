"""T57: the machine's clock steps back an hour, or a year ahead and back again; leases and waits stay as long."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parcours.jobs import clock, leases, schedule, worker
from parcours.jobs.declared import LONGEST_WAIT
from parcours.jobs.models import Lease, Schedule, Worker
from parcours.jobs.schedule import Periodic, register, tick
from parcours.jobs.turns import Round
from tests.clocks import HOUR_BACK, YEAR_AHEAD, moved
from tests.jobs import made

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_ROWS", {})
    register(Periodic("daily", DAY, made.fail))


def test_both_clocks_are_moved() -> None:
    before = timezone.now()
    with moved(YEAR_AHEAD):
        Worker.objects.create(name="one")
        seen = Worker.objects.annotate(now=Now()).get()
    for said in (seen.seen_at, seen.now):
        assert abs(said - before - YEAR_AHEAD) < timedelta(minutes=1)


def test_t57_a_year_ahead_starts_what_comes_again_once() -> None:
    assert tick() == ["daily"]
    with moved(YEAR_AHEAD):
        assert (tick(), tick()) == (["daily"], [])
    assert DBTaskResult.objects.count() == 2


def test_t57_an_hour_back_starts_nothing_again_and_takes_no_task_from_who_is_alive() -> None:
    tick()
    leases.renew("alive")
    assert leases.claim("alive", Round()) is not None
    with moved(HOUR_BACK):
        for _beat in range(2):
            clock.look()
            assert (tick(), leases.reap(), worker.run_next("other")) == ([], 0, False)
            leases.renew("alive")


def test_t57_an_hour_back_a_killed_worker_s_task_is_taken_up_as_soon_as_ever() -> None:
    made.note.enqueue("hello")
    leases.renew("gone")
    assert leases.claim("gone", Round()) is not None
    with moved(HOUR_BACK):
        clock.look()
    with moved(HOUR_BACK + leases.LEASE + timedelta(seconds=5)):
        assert (leases.reap(), worker.run_next("next"), made.DONE) == (1, True, ["hello"])


def test_t57_what_a_clock_that_was_a_year_ahead_wrote_is_waited_for_no_longer_than_ever() -> None:
    made.stumble.enqueue(1)
    made.note.enqueue("hello")
    with moved(YEAR_AHEAD):
        tick()
        worker.run_next("one")  # which fails, and waits for its second try
        leases.renew("one")
        assert leases.claim("one", Round()) is not None
    waits = DBTaskResult.objects.get(task_path__endswith="stumble")
    assert waits.run_after > timezone.now() + LONGEST_WAIT
    assert clock.look() == 4
    assert clock.look() == 0
    now, soon = timezone.now(), timedelta(minutes=1)
    assert Lease.objects.get().until < now + leases.LEASE + soon
    assert Schedule.objects.get(name="daily").due_at < now + DAY + soon
    waits.refresh_from_db()
    assert waits.run_after <= now
    began = DBTaskResult.objects.get(task_path__endswith="note").started_at
    assert began is not None
    assert began <= now


def test_t57_a_worker_looks_at_the_clock_before_it_says_that_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with moved(YEAR_AHEAD):
        leases.renew("one")
        tick()
    monkeypatch.setattr(worker, "_IDLE", 0.0)
    worker._beat("one")  # noqa: SLF001 - what a worker does every five seconds
    assert Schedule.objects.get(name="daily").due_at < timezone.now() + DAY + timedelta(minutes=1)
    assert Worker.objects.filter(seen_at__gt=timezone.now() + timedelta(minutes=1)).count() == 0
