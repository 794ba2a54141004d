"""Putting right what the machine’s clock has left behind while it was wrong.

Leases and waits are told by the database’s clock. Where that stood a year ahead for a minute, what was written in that
minute would be waited for until then. So whoever works looks whether a worker was seen in time to come; then nothing
waits longer than it ever does. Each app says in ``periodic.py`` what of its own that is:

    RIGHT = clock.register("messages", put_right_across)
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models.functions import Now

from parcours.core.database_time import from_now
from parcours.jobs.models import Worker

_log = logging.getLogger("parcours.worker")

APART = timedelta(seconds=30)
"""A clock that is put right by less than this has done no harm."""

_RIGHT: dict[str, Callable[[], int]] = {}


def register(name: str, put_right: Callable[[], int]) -> str:
    """Have ``put_right`` called when the clock was set back; it returns how many rows it shortened the wait of."""
    _RIGHT[name] = put_right
    return name


def look() -> int:
    """Put everything right if the clock was set back since a worker was seen; return how many rows that changed."""
    ahead = Worker.objects.filter(seen_at__gt=from_now(APART))
    if not ahead.exists():
        return 0
    changed = sum(_RIGHT[name]() for name in sorted(_RIGHT))
    ahead.update(seen_at=Now())  # last: a worker that is killed before does it again
    _log.warning("the clock was set back; %d rows waited for a time that is far away now", changed)
    return changed
