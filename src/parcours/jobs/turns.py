"""Taking turns: neither many tasks of one organization nor a long one keep the others waiting."""

import time
from typing import Any

from django.db.models import Min, Q
from django_tasks_db.models import DBTaskResult

TURN = 20.0
"""So many seconds a long task goes on while others wait."""

_WHOSE = "args_kwargs__kwargs__organization"


class Turn:
    """The turn of a long task that asks between its steps, and that can be asked for again to do the rest."""

    def __init__(self) -> None:
        self._until: float | None = None

    def goes_on(self) -> bool:
        """Return whether the task may go on: until its turn ends, and after that as long as nothing else waits.

        The turn begins with the first question: what a task does again to find its place is not part of it.
        """
        now = time.monotonic()
        self._until = now + TURN if self._until is None else self._until
        return now < self._until or not DBTaskResult.objects.ready().exists()


class Round:
    """Whose turn it is, as one worker goes about it: of those who wait, whom it served longest ago."""

    def __init__(self) -> None:
        self._served: dict[Any, int] = {}
        self._turns = 0

    def next(self) -> DBTaskResult[Any, Any] | None:
        """Return the task to begin: of the highest priority, of whoever is next, the first that is ready."""
        first = Min("run_after"), Min("enqueued_at")
        waiting = list(
            DBTaskResult.objects.ready().order_by().values_list("priority", _WHOSE).annotate(*first)
        )
        if not waiting:
            return None
        priority, whose, *_since = min(
            waiting, key=lambda one: (-one[0], self._served.get(one[1], 0), one[2], one[3])
        )
        self._turns += 1
        self._served[whose] = self._turns
        theirs = Q(**{_WHOSE: whose})
        if whose is None:  # said to be of nobody, or not said
            theirs |= Q(**{f"{_WHOSE}__isnull": True})
        return DBTaskResult.objects.ready().filter(theirs, priority=priority).first()
