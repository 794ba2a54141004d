"""What a task says about itself: what people call it, and how often it is tried.

    @job(_("Reading an import"), tries=3)
    @task
    def read_import(organization: int, import_id: int) -> None: ...

A task about an organization takes it as the keyword ``organization``: its administrators then see it. A task may be
killed at any point, and is then run again: each of its steps must bear that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.tasks import Task
from django.utils.functional import Promise

MOST_STARTS = 10
"""So often a task is started in all: one that takes its worker down each time must end."""

LONGEST_WAIT = timedelta(hours=1)
"""No task waits longer for another try."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A task's name for people, how often it is tried where it fails, and how long it waits before the second try."""

    label: str | Promise
    tries: int = 1
    first_wait: timedelta = timedelta(seconds=30)

    def wait(self, tried: int) -> timedelta:
        """Return how long to wait after the ``tried``-th try: twice as long each time, up to an hour."""
        return min(self.first_wait * (1 << min(tried - 1, 10)), LONGEST_WAIT)


_DECLARED: dict[str, Declared] = {}


def job[**P, T](label: str | Promise, *, tries: int = 1) -> Callable[[Task[P, T]], Task[P, T]]:
    """Declare the task below."""

    def declare(task: Task[P, T]) -> Task[P, T]:
        _DECLARED[task.module_path] = Declared(label, tries)
        return task

    return declare


def task_at(path: str) -> Task[Any, Any]:
    """Return the task at ``path``. Raises LookupError where this version has none."""
    module, _dot, name = path.rpartition(".")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as problem:
        raise LookupError(path) from problem
    if isinstance(found, Task):
        return found
    raise LookupError(path)


def declared(path: str) -> Declared:
    """Return what the task at ``path`` says about itself; its path where an older version wrote one that is gone."""
    try:
        task_at(path)
    except LookupError:
        return Declared(path)
    return _DECLARED.get(path, Declared(path))
