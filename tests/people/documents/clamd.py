"""A clamd for tests, on a socket of this machine: it takes what INSTREAM sends, and knows one virus."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.people.documents.corpus import EICAR


class Clamd:
    """What it was sent, and what it answers in place of a verdict."""

    def __init__(self) -> None:
        self.scanned: list[bytes] = []
        self.answer = b""
        self.most = 1 << 30
        self.says_nothing = False

    def serve(self, listening: socket.socket) -> None:
        """Answer each who connects, until the socket is closed."""
        while True:
            try:
                caller, _address = listening.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                data = b""
                while len(data) <= self.most and (size := int.from_bytes(said.read(4), "big")):
                    data += said.read(size)
                if len(data) > self.most:
                    caller.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    continue
                if self.says_nothing:
                    continue
                self.scanned.append(data)
                verdict = b"stream: Eicar-Signature FOUND" if EICAR in data else b"stream: OK"
                caller.sendall((self.answer or verdict) + b"\0")


@contextmanager
def running(folder: Path) -> Iterator[tuple[Clamd, str]]:
    """Give a clamd that listens on a socket in ``folder``, and where."""
    path = folder / "clamd.sock"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    with _serving(listening) as clamd:
        yield clamd, f"unix:{path}"


@contextmanager
def on_a_port() -> Iterator[tuple[Clamd, str]]:
    """Give a clamd that listens on a port of this machine, and where."""
    listening = socket.socket(socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    with _serving(listening) as clamd:
        yield clamd, "{}:{}".format(*listening.getsockname())


@contextmanager
def _serving(listening: socket.socket) -> Iterator[Clamd]:
    clamd = Clamd()
    listening.listen()
    thread = Thread(target=clamd.serve, args=(listening,), daemon=True)
    thread.start()
    try:
        yield clamd
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
