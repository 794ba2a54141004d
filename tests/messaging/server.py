"""A mail server on loopback that takes messages, and fails in the ways that mail servers do."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Server:
    """What the server took, and how it answers: to MAIL, RCPT or DATA, after how long, or not at all."""

    port: int = 0
    took: list[Message] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False
    silent: float = 0

    @property
    def ids(self) -> list[str]:
        """The Message-ID of everything that was taken."""
        return [str(message["Message-ID"]) for message in self.took]

    async def handle_MAIL(  # noqa: N802 - the server's own names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tried.append(address)
        answer = self.refused.get(address) or self.answers.get("RCPT", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.silent)
        if self.hangs_up:
            assert server.transport is not None
            server.transport.close()
            return "421 gone"
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.took.append(message_from_bytes(envelope.content, policy=default))
        return answer


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(server: Server, **options: Any) -> Iterator[Server]:
    """Let ``server`` listen on a free port of this computer; ``options`` are those of the SMTP conversation."""
    server.port = server.port or free_port()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def tls(certificate: Any) -> ssl.SSLContext:  # noqa: ANN401 - of trustme, which says no types
    """Return what the server needs to encrypt with ``certificate``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
