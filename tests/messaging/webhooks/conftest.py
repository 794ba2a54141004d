"""A computer that is told of events, on this one."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.messaging.webhooks.receiver import Receiver, running


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """Somebody who listens; calls to this computer are let through."""
    settings.INTERNAL_HOSTS = ["127.0.0.1"]
    with running() as listening:
        yield listening
