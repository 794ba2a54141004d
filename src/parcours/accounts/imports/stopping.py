"""Asking an import to stop by a mark beside its file: one that is a single transaction lets nobody write it down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parcours.accounts.models.imports import Import


@contextmanager
def asking(import_: Import) -> Iterator[None]:
    """Leave the mark until the block ends, and the import has stopped."""
    if import_.file:
        _mark(import_).touch()
    try:
        yield
    finally:
        clear(import_)


def is_asked(import_: Import) -> bool:
    """Return whether the mark is there."""
    return _mark(import_).exists()


def clear(import_: Import) -> None:
    """Take away the mark, which may be that of somebody who was killed."""
    if import_.file:
        _mark(import_).unlink(missing_ok=True)


def _mark(import_: Import) -> Path:
    return Path(f"{import_.file.path}.stop")
