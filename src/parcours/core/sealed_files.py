"""Files whose content is sealed: under a random name, each bound to that name, written whole or not at all.

A table names in ``SEALED_FILES`` the column that holds the names of its files, so that another key reaches them.
"""

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from parcours.core.keyring import is_current, open_sealed, seal

_DRAFT = ".draft-"
_STALE_SECONDS = 24 * 3600


def keep(folder: str, data: bytes) -> str:
    """Keep ``data`` sealed in ``folder`` of the site's files; return its name, which tells nothing.

    Raises OSError with nothing left behind.
    """
    name = f"{folder}/{secrets.token_hex(16)}"
    _write(name, seal(data, _place(name)))
    return name


def read(name: str) -> bytes:
    """Return what was kept under ``name``. Raises FileNotFoundError, and Unreadable."""
    return open_sealed(_path(name).read_bytes(), _place(name))


def remove(name: str) -> bool:
    """Remove a file; return whether it was there."""
    try:
        _path(name).unlink()
    except FileNotFoundError:
        return False
    return True


def reseal(name: str) -> bool:
    """Seal a file with the key of now; return whether another one had sealed it. One that is gone needs nothing.

    Raises Unreadable.
    """
    try:
        sealed = _path(name).read_bytes()
    except FileNotFoundError:
        return False
    if is_current(sealed):
        return False
    _write(name, seal(open_sealed(sealed, _place(name)), _place(name)))
    return True


def strays(folder: str) -> Iterator[str]:
    """Give the names of files in ``folder`` that are older than a day; whoever knows the table removes what has no row.

    A process that was killed between writing a file and committing its row leaves one, as one that was writing does.
    """
    place = _path(folder)
    for path in place.iterdir() if place.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < time.time() - _STALE_SECONDS:
            yield f"{folder}/{path.name}"


def sealed_files() -> list[tuple[type[models.Model], str]]:
    """Return every table with sealed files, and the column of their names."""
    return [(model, model.SEALED_FILES) for model in apps.get_models() if hasattr(model, "SEALED_FILES")]


def _place(name: str) -> str:
    return f"file {name}"


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT, name)


def _write(name: str, sealed: bytes) -> None:
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(_DRAFT + secrets.token_hex(8))
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
