"""Calls to other computers at addresses that a user typed: checked before they are made, and bounded.

A name is resolved once, the address it gives is checked, and the connection goes to that very address, so that a name
that changes its mind cannot lead inside. Redirects are not followed.
"""

import base64
import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

_SECONDS = 5
_LARGEST = 500_000  # bytes of an answer


class NotReached(Exception):
    """The other computer was not asked, or did not answer well. The message says why, in English, for the log."""


def fetch_json(
    url: str, *, form: Mapping[str, str] | None = None, basic: tuple[str, str] | None = None
) -> Any:  # noqa: ANN401 - whatever they say
    """Return the JSON at ``url``, asked for with GET, or with POST where there is a ``form`` to send.

    ``basic`` is a name and a secret that identify us (RFC 6749, section 2.3.1).

    Raises NotReached for an address inside our own network (but for the hosts in INTERNAL_HOSTS), for http to anywhere
    but this computer, and for an answer that is late, large, not JSON or not 200.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    internal = host in settings.INTERNAL_HOSTS
    if parts.scheme != "https" and not (parts.scheme == "http" and internal):
        raise NotReached(f"{host or 'the address'} does not begin with https")
    address = _resolved(host, parts.port or (443 if parts.scheme == "https" else 80), internal=internal)
    headers = {"Accept": "application/json"}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if basic is not None:
        pair = ":".join(quote(part, safe="") for part in basic)
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    connection = _Pinned(host, address, tls=parts.scheme == "https")
    try:
        connection.request(
            "GET" if form is None else "POST",
            f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}",
            body=None if form is None else urlencode(form),
            headers=headers,
        )
        answer = connection.getresponse()
        body = answer.read(_LARGEST + 1)
    except (OSError, http.client.HTTPException) as error:
        raise NotReached(f"{host} did not answer: {type(error).__name__}") from error
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK or len(body) > _LARGEST:
        raise NotReached(f"{host} answered {answer.status} with {len(body)} bytes")
    try:
        return json.loads(body)
    except ValueError as error:
        raise NotReached(f"{host} answered something that is not JSON") from error


def _resolved(host: str, port: int, *, internal: bool) -> tuple[str, int]:
    """Return the address and port to connect to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotReached(f"{host} is not known") from error
    address = str(found[0][4][0])
    if not internal and not ip_address(address.partition("%")[0]).is_global:
        raise NotReached(f"{host} is inside our own network")
    return address, port


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the name of the host would give by now."""

    def __init__(self, host: str, address: tuple[str, int], *, tls: bool) -> None:
        super().__init__(host, address[1], timeout=_SECONDS)
        self._address, self._tls = address, tls

    def connect(self) -> None:
        """Connect, and check the certificate against the name."""
        plain = socket.create_connection(self._address, timeout=_SECONDS)
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._tls else plain
        )
