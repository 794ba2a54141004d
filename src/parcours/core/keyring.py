"""Encrypting what is stored about people: AES-256-GCM, each text bound to the place it is stored in.

The keys are ``DATA_KEYS`` of the settings, by name. The first seals; any of them opens, so that a new key can be put
first while older texts are still there.
"""

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE, _KEY = 12, 32
KEPT = "data_keys"
"""The file in the site's data folder that holds the keys, unless the environment does."""


class Unreadable(Exception):
    """A sealed text does not open: changed, moved from its place, or sealed with a key that is not there."""


def seal(text: bytes, place: str) -> bytes:
    """Return ``text`` sealed for ``place`` (table, column and row), with the name of its key in front."""
    name = next(iter(settings.DATA_KEYS))
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(settings.DATA_KEYS[name]).encrypt(nonce, text, place.encode())
    return name.encode() + b":" + nonce + sealed


def open_sealed(sealed: bytes | memoryview, place: str) -> bytes:
    """Return the text that was sealed for ``place``.

    Raises Unreadable.
    """
    name, _colon, rest = bytes(sealed).partition(b":")
    key = settings.DATA_KEYS.get(name.decode(errors="replace"))
    if key is None:
        raise Unreadable(f"{place}: its key is not in the key ring")
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as problem:
        raise Unreadable(f"{place}: it was changed, or belongs elsewhere") from problem


def is_current(sealed: bytes | memoryview) -> bool:
    """Return whether the key that seals now has sealed this."""
    return bytes(sealed).partition(b":")[0].decode(errors="replace") == next(iter(settings.DATA_KEYS))


def add_key(folder: Path, name: str) -> Path:
    """Put a new key called ``name`` in front of those kept in ``folder``; return their file, replaced whole."""
    kept = folder / KEPT
    key = base64.urlsafe_b64encode(secrets.token_bytes(_KEY)).decode("ascii")
    handle, draft = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{name}:{key}\n{kept.read_text(encoding='ascii').strip()}\n")
        file.flush()
        os.fsync(file.fileno())
    return Path(draft).replace(kept)


def derived(purpose: str, name: str = "") -> bytes:
    """Return 32 bytes for ``purpose``, made from the key called ``name``, or from the one that seals."""
    key = settings.DATA_KEYS[name or next(iter(settings.DATA_KEYS))]
    return hmac.new(key, b"parcours " + purpose.encode(), hashlib.sha256).digest()


def fingerprint(name: str = "") -> str:
    """Return 16 characters by which a key is known and that tell nothing of it."""
    return derived("fingerprint", name).hex()[:16]
