"""Letters leave although the tests' transaction is never finished."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time, which a test may move."""
    with time_machine.travel(datetime(2026, 11, 25, 15, tzinfo=UTC), tick=False) as moved:
        yield moved


@pytest.fixture
def mails_leave(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Do at once what waits for the end of the transaction; and begin with nobody throttled."""
    cache.clear()
    monkeypatch.setattr(transaction, "on_commit", lambda work, **_options: work())
    yield
    cache.clear()
