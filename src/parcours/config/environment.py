"""Reading the settings that differ between installations from the environment, each mistake in a clear sentence."""

import base64
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from parcours.reference.data_folder import data_folder

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

_KEY_BYTES = 32
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})
_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def text(name: str, default: str = "") -> str:
    """Return the variable ``name`` without surrounding space, or ``default`` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Return whether the variable ``name`` says yes.

    Raises ImproperlyConfigured for anything but 1, true, yes, on, 0, false, no, off or nothing.
    """
    said = text(name).lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {said!r}. Set it to 1 or 0.")


def listing(name: str) -> list[str]:
    """Return the parts of the variable ``name`` between commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """Return the variable ``name`` as a whole number above zero. Raises ImproperlyConfigured for anything else."""
    said = text(name, str(default))
    if not said.isdecimal() or not int(said):
        raise ImproperlyConfigured(f"{name} is {said!r}. Give a whole number above zero.")
    return int(said)


def site_folder() -> Path:
    """Return where this installation keeps its database, files and keys: ``PARCOURS_DATA``, or in the user's data."""
    asked = text("PARCOURS_DATA")
    return Path(asked).absolute() if asked else data_folder() / "site"


def secret_key(folder: Path) -> str:
    """Return ``PARCOURS_SECRET_KEY``, or the key kept in ``folder``, made there on the first start."""
    return text("PARCOURS_SECRET_KEY") or _kept(folder, "secret_key", secrets.token_urlsafe(64))


def data_keys(folder: Path) -> dict[str, bytes]:
    """Return ``PARCOURS_DATA_KEYS``, or the keys kept in ``folder``: name to 32 bytes, the one that seals first.

    Written as ``name:key`` between commas or line ends, the key in URL-safe Base64. Raises ImproperlyConfigured for
    anything else.
    """
    given = text("PARCOURS_DATA_KEYS") or _kept(
        folder, "data_keys", f"first:{_base64(secrets.token_bytes(32))}"
    )
    keys = {}
    for part in given.replace(",", " ").split():
        name, _colon, key = part.partition(":")
        try:
            keys[name] = base64.b64decode(key, altchars=b"-_", validate=True)
        except ValueError:
            keys[name] = b""
        if not name or len(keys[name]) != _KEY_BYTES:
            raise ImproperlyConfigured(
                "PARCOURS_DATA_KEYS is not understood. Give name:key, each key 32 random bytes in URL-safe Base64, "
                "and keep every key that something was sealed with."
            )
    return keys


def _base64(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def _kept(folder: Path, name: str, new: str) -> str:
    """Return what the file ``name`` in ``folder`` says; ``new`` is written there on the first start."""
    kept = folder / name
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once: each writes a draft whole, and the first to give it its name is right.
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(new)
        with suppress(FileExistsError):
            os.link(draft, kept)
        Path(draft).unlink()
    return kept.read_text(encoding="ascii").strip()


def base_url(default: str) -> str:
    """Return ``PARCOURS_URL``, the address that people use, without a slash at the end.

    Raises ImproperlyConfigured where it is not an address of the form https://name.
    """
    given = text("PARCOURS_URL", default).rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"PARCOURS_URL is {given!r}. Give the whole address that people use, such as https://parcours.example."
        )
    return given


def mailer(folder: Path) -> Mapping[str, Any]:
    """Return how mail is delivered, for ``PARCOURS_MAIL_URL``; without it, it is written into ``folder``/mail.

    Understood are smtp://host:port, smtp+tls://user:password@host (STARTTLS) and smtps://… (TLS from the start), with
    ``?timeout=10``. Raises ImproperlyConfigured for anything else.
    """
    given = text("PARCOURS_MAIL_URL")
    if not given:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(folder / "mail")},
        }
    parts = urlsplit(given)
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "PARCOURS_MAIL_URL is not understood. Give smtp+tls://user:password@mail.example:587, or smtps://…"
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or _MAIL_PORTS[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": int(parse_qs(parts.query).get("timeout", ["10"])[0]),
        },
    }


def clamd() -> str:
    """Return where clamd listens, for ``PARCOURS_CLAMD``: ``unix:/path`` or ``host:port`` of this machine.

    Raises ImproperlyConfigured for anything else: what is scanned is about people, and goes over the wire as it is.
    """
    given = text("PARCOURS_CLAMD")
    host, _colon, rest = given.partition(":")
    if not given or (host == "unix" and rest.startswith("/")) or (host in LOCAL_HOSTS and rest.isdecimal()):
        return given
    raise ImproperlyConfigured(
        "PARCOURS_CLAMD is not understood. Give unix:/run/clamav/clamd.ctl, or 127.0.0.1:3310 on this machine."
    )


def refuse_unless_local(url: str, *, mails: bool) -> None:
    """Raise ImproperlyConfigured where a demo could be reached by, or write to, anybody outside this computer."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname not in LOCAL_HOSTS:
        raise ImproperlyConfigured(
            f"A demo lets anybody sign in as anybody, so it runs at a local address only, and PARCOURS_URL is {url!r}. "
            "Unset PARCOURS_DEMO, or PARCOURS_URL."
        )
    if mails:
        raise ImproperlyConfigured("A demo sends no mail. Unset PARCOURS_DEMO, or PARCOURS_MAIL_URL.")
