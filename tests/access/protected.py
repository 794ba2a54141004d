"""What the headers of every page say to a browser."""

from collections.abc import Iterator
from typing import Any

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILES = frozenset({"document", "person-document"})
"""Pages that hand out what somebody else has made: it opens nowhere inside the site."""
SANDBOX = "default-src 'none'; sandbox"
FRAMED = "open-list"
"""The one page that may stand in a frame on any site; it can do nothing else."""
FRAMED_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors *"
)


def lacking(name: str, answer: Any) -> Iterator[str]:  # noqa: ANN401 - the test client’s own answer
    """Say which headers are wrong in what the page called ``name`` answered somebody who is signed in."""
    given = answer.status_code < 400
    framed = given and name == FRAMED
    policy = SANDBOX if given and name in FILES else FRAMED_POLICY if framed else POLICY
    must: dict[str, set[str | None]] = {
        "Content-Security-Policy": {policy},
        "X-Frame-Options": {None if framed else "DENY"},
        "X-Content-Type-Options": {"nosniff"},
        "Referrer-Policy": {"same-origin", "no-referrer"},
        "ETag": {None},
        "Last-Modified": {None},
    }
    for header, values in must.items():
        if answer.get(header) not in values:
            yield f"{header}: {answer.get(header)}"
    if "no-store" not in answer.get("Cache-Control", ""):
        yield f"Cache-Control: {answer.get('Cache-Control')}"
