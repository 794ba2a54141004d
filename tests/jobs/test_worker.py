"""Tasks run once, are tried again where they say so, and stop nobody else when they fail."""

import signal

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parcours.jobs import leases, worker
from parcours.jobs.declared import Declared, declared, task_at
from parcours.jobs.models import Lease
from parcours.jobs.turns import Round
from parcours.jobs.worker import Beside, Stop, repeat, run_next
from tests.backups.sites import Sites
from tests.jobs import made

pytestmark = pytest.mark.django_db


def stored() -> DBTaskResult:  # type: ignore[type-arg]
    """The one task that was asked for."""
    return DBTaskResult.objects.get()


def ready_now() -> None:
    """Wait no longer for the next try."""
    DBTaskResult.objects.update(run_after=timezone.now())


def test_a_task_is_run_once() -> None:
    made.note.enqueue("hello")
    assert (run_next("one"), run_next("one"), made.DONE) == (True, False, ["hello"])
    assert (stored().status, stored().return_value, stored().worker_ids) == ("SUCCESSFUL", "hello", ["one"])
    assert Lease.objects.count() == 0


def test_a_task_that_fails_says_where_and_nobody_s_name() -> None:
    made.fail.enqueue()
    made.note.enqueue("after it")
    assert (run_next("one"), run_next("one"), made.DONE) == (True, True, ["after it"])
    failed = DBTaskResult.objects.get(status="FAILED")
    assert failed.exception_class_path == "builtins.KeyError"
    assert ("tests/jobs/made.py" in failed.traceback, "Ana" in failed.traceback) == (True, False)


def test_a_task_that_says_so_is_tried_again_later() -> None:
    made.stumble.enqueue(1)
    assert run_next("one")
    waits = (stored().run_after - timezone.now()).total_seconds()
    assert (stored().status, 10 < waits <= 30) == ("READY", True)
    assert not run_next("one")
    ready_now()
    assert run_next("two")
    assert (stored().status, stored().worker_ids, stored().traceback) == ("SUCCESSFUL", ["one", "two"], "")


def test_a_task_is_not_tried_for_ever() -> None:
    made.stumble.enqueue(9)
    for _number in range(3):
        assert run_next("one")
        ready_now()
    assert (stored().status, run_next("one"), len(made.DONE)) == ("FAILED", False, 3)


def test_waits_double_up_to_an_hour() -> None:
    waits = [Declared("x").wait(tried).total_seconds() for tried in (1, 2, 3, 20)]
    assert waits == [30, 60, 120, 3600]


@pytest.mark.parametrize(
    "path", ["tests.jobs.made.gone", "tests.jobs.gone.x", "nothing", "tests.jobs.made.no_task"]
)
def test_a_task_that_this_version_has_not_fails_under_its_path(path: str) -> None:
    with pytest.raises(LookupError):
        task_at(path)
    assert declared(path).label == path
    made.note.enqueue("x")
    DBTaskResult.objects.update(task_path=path)
    assert run_next("one")
    assert (stored().status, stored().exception_class_path) == ("FAILED", "builtins.LookupError")


def test_a_task_without_a_name_is_called_by_its_path() -> None:
    assert declared("tests.jobs.made.note").label == "tests.jobs.made.note"
    assert declared("tests.jobs.made.stumble").label == "Fails at first"


def test_a_worker_that_lost_a_task_says_nothing_about_it() -> None:
    made.note.enqueue("x")
    found = leases.claim("slow", Round())
    assert found is not None
    Lease.objects.update(worker="quick")
    assert not leases.let_go(found, "slow", status="FAILED")
    assert stored().status == "RUNNING"


def test_a_database_that_does_not_answer_is_waited_for() -> None:
    stop, tries = Stop(), list[str]()

    def answer() -> None:
        tries.append("once more")
        if len(tries) == 1:
            raise OperationalError("no")
        if len(tries) == 2:
            raise ZeroDivisionError
        stop.set()

    repeat(Beside("try", answer, 0.001), stop)
    assert len(tries) == 3


def test_a_file_stays_open_from_turn_to_turn_and_not_for_ever(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.open("site")
    is_file = connection.vendor == "sqlite"
    assert turns() == (1 if is_file else 3)
    monkeypatch.setattr(worker, "_OPEN", 0)
    assert turns() == 3


def turns() -> int:
    """Ask the database in three turns, and return how often it was opened."""
    stop, opened = Stop(), list[object]()

    def ask() -> bool:
        connection.ensure_connection()
        opened.append(connection.connection)
        if len(opened) == 3:
            stop.set()
        return True

    repeat(Beside("ask", ask, 0.001), stop)
    return len({id(one) for one in opened})


def test_the_first_request_to_stop_is_kind_and_the_second_is_not() -> None:
    stop = Stop()
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        stop.listen()
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
        with pytest.raises(SystemExit):
            signal.raise_signal(signal.SIGINT)
    finally:
        for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(number, handler)
