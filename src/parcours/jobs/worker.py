"""Running tasks one after the other, until asked to stop."""

import logging
import random
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from types import FrameType

from django.db import DatabaseError, close_old_connections, connections
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.json import normalize_json

from parcours.core.logs import places
from parcours.jobs import clock, leases, schedule
from parcours.jobs.declared import declared, task_at
from parcours.jobs.leases import Stored
from parcours.jobs.lull import Lull
from parcours.jobs.turns import Round

_log = logging.getLogger("parcours.worker")

_IDLE = 1.0
_BEAT = timedelta(seconds=5)
_OPEN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Beside:
    """Something done every ``pause`` seconds beside the tasks, so that none of them keeps it waiting."""

    name: str
    work: Callable[[], object]
    pause: float


class Stop(Event):
    """Set by Ctrl-C or a service manager: what is at hand is finished. Asked twice, the process ends at once."""

    def listen(self) -> None:
        """Take the signals that ask a process to end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._asked)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_set():
            sys.exit(1)
        self.set()


def work(stop: Event, beside: Sequence[Beside] = ()) -> None:
    """Run tasks, and the work beside them, until ``stop`` is set."""
    name, turns = get_random_string(20), Round()
    beat = Beside("heart", lambda: _beat(name), _BEAT.total_seconds())
    threads = [Thread(target=repeat, args=(one, stop), name=one.name, daemon=True) for one in (beat, *beside)]
    for thread in threads:
        thread.start()
    repeat(Beside("tasks", lambda: _run_all(name, turns, stop), _IDLE), stop)
    for thread in threads:
        thread.join(timeout=30)


def _beat(name: str) -> bool:
    clock.look()  # before it is said that we are there now
    leases.renew(name)
    leases.reap()
    schedule.tick()
    return True  # a heart never stops


def _run_all(name: str, turns: Round, stop: Event) -> None:
    while not stop.is_set() and run_next(name, turns):
        close_old_connections()


def repeat(one: Beside, stop: Event) -> None:
    """Do it, wait, do it again; a database that does not answer is waited for.

    It is left out while nothing can have come up, unless what it returned says that there is more to do.
    """
    lull = Lull()
    try:
        _keep_open()
        while True:
            close_old_connections()
            more: object = True
            try:
                more = not lull.lasts() and one.work()
            except DatabaseError:
                _log.exception("%s: the database does not answer", one.name)
            except Exception:  # noqa: BLE001 - the others go on
                _log.exception("%s: a mistake of ours", one.name)
            if more:
                lull.end()
            if stop.wait(one.pause):
                return
    finally:
        connections.close_all()


def _keep_open() -> None:
    """Let a database in a file stay open between turns: to open it, and read its tables, takes longer than to ask it.

    Not for ever: somebody may have put another file in its place.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["CONN_MAX_AGE"] = _OPEN


def run_next(worker: str, turns: Round | None = None) -> bool:
    """Run the task whose turn it is, the first that is ready by default; return False where there is none."""
    found = leases.claim(worker, turns or Round())
    if found is None:
        return False
    try:
        changes = _ended(TaskResultStatus.SUCCESSFUL, return_value=_called(found))
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong in a task is its own
        _log.exception("task %s failed", found.task_path)
        changes = _failed(found, problem)
    leases.let_go(found, worker, **changes)
    return True


def _called(found: Stored) -> object:
    task = task_at(found.task_path)
    given = found.args_kwargs
    return normalize_json(task.call(*given["args"], **given["kwargs"]))


def _ended(status: TaskResultStatus, **changes: object) -> dict[str, object]:
    nothing = {"exception_class_path": "", "traceback": "", "return_value": None}
    return {**nothing, "status": status, "finished_at": timezone.now(), **changes}


def _failed(found: Stored, problem: Exception) -> dict[str, object]:
    """Return how the task stands after ``problem``: to be tried again where it says so and has tries left.

    Only where it happened is kept: what the error says may name people.
    """
    kind = type(problem)
    told = {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": places(problem.__traceback__),
    }
    says, tried = declared(found.task_path), len(found.worker_ids)
    if tried >= says.tries:
        return _ended(TaskResultStatus.FAILED, **told)
    spread = random.uniform(0.5, 1)  # noqa: S311 - spreads tries, and is no secret
    return {
        "status": TaskResultStatus.READY,
        "run_after": timezone.now() + says.wait(tried) * spread,
        **told,
    }
