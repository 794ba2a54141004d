"""Work that comes again and again, without anything outside: each app has a table of its own, in ``periodic.py``.

PERIODIC = register(
    Periodic("audit.heads", every=timedelta(days=1), task=mail_heads),
)
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.tasks import Task

from parcours.core.database_time import from_now, shorten
from parcours.jobs.models import Schedule


@dataclass(frozen=True, slots=True)
class Periodic:
    """One row: what it is called, how often it comes, and the task that does it."""

    name: str
    every: timedelta
    task: Task[[], Any]


_ROWS: dict[str, Periodic] = {}


def register(*rows: Periodic) -> tuple[Periodic, ...]:
    """Add ``rows`` to what is done again and again, and return them."""
    _ROWS.update((row.name, row) for row in rows)
    return rows


def rows() -> list[Periodic]:
    """Return everything that is done again and again, by name."""
    return [_ROWS[name] for name in sorted(_ROWS)]


def tick() -> list[str]:
    """Start whatever is due, each once however many workers ask; return the names.

    What was due several times while nobody worked is started once.
    """
    known = set(Schedule.objects.values_list("name", flat=True))
    Schedule.objects.bulk_create(
        [Schedule(name=name) for name in _ROWS if name not in known], ignore_conflicts=True
    )
    started = []
    for name in Schedule.objects.filter(name__in=_ROWS, due_at__lte=Now()).values_list("name", flat=True):
        with transaction.atomic():
            ours = Schedule.objects.filter(name=name, due_at__lte=Now())
            if ours.update(due_at=from_now(_ROWS[name].every), started_at=Now()):
                _ROWS[name].task.enqueue()
                started.append(name)
    return started


def put_right() -> int:
    """Have nothing be due later than it comes again, whatever a clock that was ahead has said."""
    return sum(shorten(Schedule.objects.filter(name=row.name), "due_at", row.every) for row in rows())
