"""Asking clamd whether a document carries malware: over its socket, in pieces, with the answer in one line."""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing

from django.conf import settings

from parcours.people.documents.lists import Scan

_CHUNK = 1 << 16
_SECONDS = 30
_LONGEST_ANSWER = 4096
_log = logging.getLogger(__name__)


def scan(data: bytes) -> Scan:
    """Return what clamd says about ``data``; `NOT_SCANNED` where none is set, or it gives no verdict."""
    if not settings.CLAMD:
        return Scan.NOT_SCANNED
    try:
        with closing(_connected(settings.CLAMD)) as clamd:
            for piece in _pieces(data):
                clamd.sendall(piece)
            said = _answer(clamd)
    except OSError:
        _log.warning("clamd does not answer; a document is kept without a scan")
        return Scan.NOT_SCANNED
    if said.endswith(b" FOUND"):
        return Scan.INFECTED
    if said == b"stream: OK":
        return Scan.CLEAN
    _log.warning("clamd gave no verdict; a document is kept without a scan")
    return Scan.NOT_SCANNED


def _connected(address: str) -> socket.socket:
    """Return a socket to ``address``: ``unix:/path``, or ``host:port`` of this machine."""
    kind, _colon, rest = address.partition(":")
    if kind == "unix":
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(_SECONDS)
        try:
            clamd.connect(rest)
        except OSError:
            clamd.close()
            raise
        return clamd
    return socket.create_connection((kind, int(rest)), timeout=_SECONDS)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Give what is sent: the command, each piece after its length, and a length of nothing at the end."""
    yield b"zINSTREAM\0"
    for at in range(0, len(data), _CHUNK):
        piece = data[at : at + _CHUNK]
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def _answer(clamd: socket.socket) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < _LONGEST_ANSWER:
        more = clamd.recv(_LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.partition(b"\0")[0].strip()
