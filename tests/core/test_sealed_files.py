"""Sealed files: whole or not there, and bound to their names."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from parcours.core import sealed_files


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file grows beyond ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_kept_is_read_again_and_its_owner_alone_can(files: Path) -> None:
    name = sealed_files.keep("documents", b"a CV")
    assert (sealed_files.read(name), oct((files / name).stat().st_mode)[-3:]) == (b"a CV", "600")


def test_t48_a_full_disk_leaves_no_half_file(files: Path) -> None:
    with room(1000), pytest.raises(OSError, match="too large"):
        sealed_files.keep("documents", bytes(5000))
    assert list((files / "documents").iterdir()) == []


def test_t48_a_full_disk_leaves_the_file_of_before_under_another_key(files: Path, settings: Settings) -> None:
    name = sealed_files.keep("documents", bytes(5000))
    settings.DATA_KEYS = {"new": b"n" * 32, **settings.DATA_KEYS}
    with room(1000), pytest.raises(OSError, match="too large"):
        sealed_files.reseal(name)
    assert (sealed_files.read(name), len(list((files / "documents").iterdir()))) == (bytes(5000), 1)


def test_what_is_not_there_is_neither_removed_nor_sealed_anew() -> None:
    found = (sealed_files.remove("documents/none"), sealed_files.reseal("documents/none"))
    assert (found, list(sealed_files.strays("documents"))) == ((False, False), [])
