"""A mail server on loopback, in a process of its own, that writes down what it took before it says yes."""

import asyncio
import logging
import os
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class _Taking:
    def __init__(self, file: int) -> None:
        self._file = file

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)  # noqa: S101 - as the server is asked for
        message = message_from_bytes(content, policy=default)
        os.write(self._file, f"{message['Message-ID']} {envelope.rcpt_tos[0]}\n".encode())
        return "250 OK"


class Postbox:
    """What arrived since it was last emptied."""

    def __init__(self, file: Path) -> None:
        self._file, self._read = file, 0

    def emptied(self) -> Counter[tuple[str, str]]:
        """Return how often each Message-ID came to each address, and forget it."""
        lines = self._file.read_text(encoding="utf-8").splitlines()
        new, self._read = lines[self._read :], len(lines)
        return Counter((line.split()[0], line.split()[1]) for line in new)


@contextmanager
def listening(mail: socket.socket, file: Path) -> Iterator[Postbox]:
    """Let a mail server listen on ``mail``; it ends with this process, whatever happens to that."""
    file.touch()
    watched, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(held)
        _serve(mail, os.open(file, os.O_WRONLY | os.O_APPEND), watched)
        os._exit(0)
    os.close(watched)
    try:
        yield Postbox(file)
    finally:
        os.close(held)
        os.waitpid(child, 0)


def _serve(mail: socket.socket, file: int, watched: int) -> None:
    logging.disable(logging.WARNING)  # what was said is nobody's concern here
    loop = asyncio.new_event_loop()
    loop.run_until_complete(
        loop.create_server(lambda: SMTP(_Taking(file), hostname="localhost", loop=loop), sock=mail)
    )
    loop.add_reader(watched, loop.stop)
    loop.run_forever()
