"""A system that is told of events: it answers as the path says, and keeps what it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Told:
    """One call."""

    path: str
    headers: Message
    body: bytes

    @property
    def said(self) -> Any:  # noqa: ANN401 - JSON
        """What it said."""
        return json.loads(self.body)


class Receiver(ThreadingHTTPServer):
    """The server: ``told`` is what it was told. ``let_go``, or ``enough`` calls of /in, end whoever is waited for."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: list[Told] = []
        self.let_go = threading.Event()
        self.enough = 0

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        """Where it was told something, in order."""
        return [one.path for one in self.told]

    def handle_error(self, *_: object) -> None:
        """Say nothing of those that nobody waited for."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(Told(self.path, self.headers, body))
        if self.server.enough and self.server.paths.count("/in") == self.server.enough:
            self.server.let_go.set()
        kind, _slash, _rest = self.path.removeprefix("/").partition("/")
        if kind == "slow":
            self.server.let_go.wait(10)
        status = int(kind) if kind.isdigit() else 200
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Location", "/moved")
            self.end_headers()
            if kind == "huge":
                while not self.server.let_go.is_set():
                    self.wfile.write(b"x" * 100_000)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Receiver]:
    """Listen until the block is left."""
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            server.shutdown()
            thread.join()
