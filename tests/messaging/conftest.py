"""The outbox as the mailer of the site, and a mail server that it delivers to."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.messaging.server import Server, running

OUTBOX = "parcours.messaging.backend.OutboxBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    """What is sent is kept in the outbox, and delivered into memory."""
    settings.MAILERS = {**settings.MAILERS, "default": {"BACKEND": OUTBOX}}


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """A mail server that everything is delivered to."""
    with running(Server()) as listening:
        options = {"host": "127.0.0.1", "port": listening.port, "timeout": 2}
        settings.MAILERS = {**settings.MAILERS, "delivery": {"BACKEND": SMTP, "OPTIONS": options}}
        yield listening
