"""How an event is signed, as Standard Webhooks says, so that libraries for every language can check it.

webhook-id: msg_…          the same however often the event is sent
webhook-timestamp: 1785…   when this try was, in seconds
webhook-signature: v1,…    HMAC-SHA256 of id, timestamp and body, one for each secret that is in use
"""

import base64
import hashlib
import hmac
import secrets as random
from collections.abc import Iterable

_PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """Return a secret that nobody has yet."""
    return _PREFIX + base64.b64encode(random.token_bytes(_BYTES)).decode("ascii")


def signature(secret: str, name: str, time: int, body: bytes) -> str:
    """Return the signature of what is sent under ``name`` at ``time``."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = hmac.new(key, f"{name}.{time}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode("ascii")


def headers(secrets: Iterable[str], name: str, time: int, body: bytes) -> dict[str, str]:
    """Return the headers by which the other system knows that it is us."""
    return {
        "webhook-id": name,
        "webhook-timestamp": str(time),
        "webhook-signature": " ".join(signature(secret, name, time, body) for secret in secrets),
    }
