"""Calls to other computers at addresses that a user typed: checked before they are made, and bounded.

A name is resolved once, the address it gives is checked, and the connection goes to that very address, so that a name
that changes its mind cannot lead inside. Redirects are not followed. All of it, from the name to the last byte, has
five seconds.
"""

import base64
import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from django.conf import settings

SECONDS = 5.0
_LARGEST = 500_000  # bytes of an answer
_IGNORED = 4_000  # bytes of one that is thrown away


class NotReached(Exception):
    """The other computer was not asked, or did not answer well. The message says why, in English, for the log."""


class Late(NotReached):
    """It took too long."""


class Inside(NotReached):
    """It is inside our own network, and was not asked."""


def fetch_json(
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    basic: tuple[str, str] | None = None,
    seconds: float = SECONDS,
) -> Any:  # noqa: ANN401 - whatever they say
    """Return the JSON at ``url``, asked for with GET, or with POST where there is a ``form`` to send.

    ``basic`` is a name and a secret that identify us (RFC 6749, section 2.3.1).

    Raises NotReached for an address inside our own network (but for the hosts in INTERNAL_HOSTS), for http to anywhere
    but those, and for an answer that takes longer than ``seconds``, is large, not JSON or not 200.
    """
    headers = {"Accept": "application/json"}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if basic is not None:
        pair = ":".join(quote(part, safe="") for part in basic)
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    sent = None if form is None else urlencode(form).encode("ascii")
    host, status, body = _ask(url, sent, headers, seconds, most=_LARGEST)
    if status != http.HTTPStatus.OK or len(body) > _LARGEST:
        raise NotReached(f"{host} answered {status} with {len(body)} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotReached(f"{host} answered something that is not JSON") from error


def send_json(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS) -> int:
    """Send ``body`` to ``url`` with POST, and return the status of the answer; what it says is not kept.

    Raises Inside, Late and NotReached as `fetch_json` does, but for what the answer is.
    """
    said = {"Content-Type": "application/json", "User-Agent": "Parcours", **headers}
    return _ask(url, body, said, seconds, most=_IGNORED)[1]


def _ask(
    url: str, body: bytes | None, headers: Mapping[str, str], seconds: float, *, most: int
) -> tuple[str, int, bytes]:
    """Return who was asked, the status and the answer, of which ``most`` bytes and one more are read."""
    ends = time.monotonic() + seconds
    parts, port = _split(url)
    host = parts.hostname or ""
    internal = host in settings.INTERNAL_HOSTS
    if parts.scheme != "https" and not (parts.scheme == "http" and internal):
        raise NotReached(f"{host or 'the address'} does not begin with https")
    address = _resolved(host, port, internal=internal, seconds=seconds)
    connection = _Pinned(host, address, tls=parts.scheme == "https", seconds=ends - time.monotonic())
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return host, *connection.answer(path, body, headers, most)


def _split(url: str) -> tuple[SplitResult, int]:
    """Return the parts of an address, and its port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotReached("the address is none") from error
    return parts, port or (443 if parts.scheme == "https" else 80)


def _resolved(host: str, port: int, *, internal: bool, seconds: float) -> tuple[str, int]:
    """Return the address and port to connect to."""
    pool = ThreadPoolExecutor(1)  # the system looks names up for as long as it likes
    try:
        found = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(seconds)
    except TimeoutError as error:
        raise _late(host) from error
    except (OSError, UnicodeError) as error:
        raise NotReached(f"{host} is not known") from error
    finally:
        pool.shutdown(wait=False)
    address = str(found[0][4][0])
    if not internal and not is_public(address):
        raise Inside(f"{host} is inside our own network")
    return address, port


def is_public(text: str) -> bool:
    """Return whether an address is somewhere on the internet: not ours, nobody's, everybody's, or another in disguise.

    An IPv6 address that carries an IPv4 one is judged by that; those that a translator of our own network would turn
    into one (NAT64) are refused, as nobody outside answers there.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast and not address.is_reserved


def _late(host: str) -> Late:
    return Late(f"{host} took too long to answer")


class _Pinned(http.client.HTTPConnection):
    """One request to one address, whatever the name of the host would give by now, cut off after ``seconds``."""

    def __init__(self, host: str, address: tuple[str, int], *, tls: bool, seconds: float) -> None:
        super().__init__(host, address[1], timeout=max(seconds, 0.001))
        self._address, self._tls, self._seconds = address, tls, max(seconds, 0.001)
        self._line: socket.socket | None = None
        self._over = False

    def connect(self) -> None:
        """Connect, and check the certificate against the name."""
        plain = socket.create_connection(self._address, timeout=self._seconds)
        self._line = plain.dup()  # for the clock to cut, whatever goes on above it
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._tls else plain
        )

    def answer(
        self, path: str, body: bytes | None, headers: Mapping[str, str], most: int
    ) -> tuple[int, bytes]:
        """Return the status and the body, of which ``most`` bytes and one more are read. Raises NotReached."""
        clock = threading.Timer(self._seconds, self._cut)
        clock.daemon = True
        clock.start()
        try:
            self.request("GET" if body is None else "POST", path, body=body, headers=dict(headers))
            with self.getresponse() as response:
                read = response.read(most + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self._over or isinstance(error, TimeoutError):
                raise _late(self.host) from error
            raise NotReached(f"{self.host} did not answer: {type(error).__name__}") from error
        finally:
            clock.cancel()
            self.close()
            if self._line is not None:
                self._line.close()
        if self._over:  # cut in the middle, which looks like an end where no length was announced
            raise _late(self.host)
        return response.status, read

    def _cut(self) -> None:
        self._over = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
