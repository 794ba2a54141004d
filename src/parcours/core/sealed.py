"""Sealed text where only text can be kept: secrets in columns and in JSON, and sessions. `core.keyring` seals."""

import base64
import json
from typing import Any

from parcours.core import keyring
from parcours.core.keyring import Unreadable


def seal_text(text: str, place: str) -> str:
    """Return ``text`` sealed for ``place``, as printable characters."""
    return base64.urlsafe_b64encode(keyring.seal(text.encode(), place)).decode("ascii")


def open_text(sealed: str, place: str) -> str:
    """Return the text that was sealed for ``place``. Raises Unreadable."""
    try:
        stored = base64.urlsafe_b64decode(sealed)
    except ValueError as problem:
        raise Unreadable(f"{place}: it was changed") from problem
    return keyring.open_sealed(stored, place).decode()


class SealedSession:
    """How sessions are stored: they hold mailed codes, and the secret of an authenticator app that is being added."""

    def dumps(self, content: dict[str, Any]) -> bytes:
        """Return the session sealed."""
        return seal_text(json.dumps(content, separators=(",", ":")), "session").encode("ascii")

    def loads(self, stored: bytes) -> Any:  # noqa: ANN401 - whatever the session held
        """Return the session's content; where it cannot be read, Django takes it for empty."""
        return json.loads(open_text(stored.decode("ascii"), "session"))
