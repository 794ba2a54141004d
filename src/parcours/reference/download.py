"""Fetch an official file by https: from the host that was named and no other, within bounds of size and time."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from parcours.tables.findings import N_, Refused, unreadable

MOST_BYTES = 100_000_000
WAIT_SECONDS = 30.0
"""For each answer of the server."""
MOST_SECONDS = 900.0
"""For the whole file."""
CHUNK = 1 << 16

SAVE_FIRST = N_("Download the file with a browser, and load it from there.")
AGAIN = N_("Try again, or download the file with a browser and load it from there.")


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to the same host by https, and refuses any other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (after.scheme, after.netloc) != ("https", before.netloc):
            fp.close()
            raise unreadable(
                req.full_url,
                N_("The server sends us on to another place ({host}), which is not followed."),
                N_("If you trust it, give the new address yourself."),
                host=f"{after.scheme}://{after.netloc}",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(source: str) -> bool:
    """Say whether ``source`` is an address rather than the name of a file."""
    return "://" in source


def download(address: str, to: Path, tell: Callable[[float], None] = lambda _: None) -> None:
    """Write what stands at ``address`` to the file ``to``; ``tell`` hears the share done where it is known.

    Raises Refused: not https, another host, an answer that is no file, too large, too slow, cut short, a certificate
    that is not trusted.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise unreadable(
            address,
            N_("Only addresses that begin with https:// and hold no password are read."),
            SAVE_FIRST,
        )
    opener = urllib.request.build_opener(_SameHost)
    asked = urllib.request.Request(address, headers={"User-Agent": "parcours"})  # noqa: S310 - https, as checked
    try:
        with opener.open(asked, timeout=WAIT_SECONDS) as answer, to.open("wb") as file:
            _copy(answer, file, address, tell)
    except urllib.error.HTTPError as problem:
        problem.close()
        what = N_("The server answers with the error {status}.")
        raise unreadable(address, what, N_("Check the address."), status=str(problem.code)) from problem
    except http.client.IncompleteRead as problem:
        raise unreadable(
            address, N_("The download broke off before the end of the file."), AGAIN
        ) from problem
    except TimeoutError as problem:
        raise unreadable(address, N_("The server takes too long."), AGAIN) from problem
    except (OSError, http.client.HTTPException) as problem:
        reason = getattr(problem, "reason", None) or problem
        what = N_("The file cannot be downloaded ({problem}).")
        raise unreadable(address, what, SAVE_FIRST, problem=str(reason)) from problem


def _copy(
    answer: http.client.HTTPResponse, file: IO[bytes], address: str, tell: Callable[[float], None]
) -> None:
    expected = int(answer.headers.get("Content-Length") or 0)
    began, done = time.monotonic(), 0
    if expected > MOST_BYTES:
        raise _too_large(address)
    while chunk := answer.read1(CHUNK):  # as it comes, so that one that drips is noticed
        done += len(chunk)
        if done > MOST_BYTES:
            raise _too_large(address)
        if time.monotonic() - began > MOST_SECONDS:
            raise TimeoutError("too slow")
        file.write(chunk)
        if expected:
            tell(done / expected)
    if done < expected:
        raise http.client.IncompleteRead(b"", expected - done)


def _too_large(address: str) -> Refused:
    return unreadable(
        address,
        N_("The file is larger than {most} MB."),
        N_("Check that this is the right address."),
        most=MOST_BYTES // 1_000_000,
    )
