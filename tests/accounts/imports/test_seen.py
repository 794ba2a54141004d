"""Which row said something first, and that whoever reads on still knows."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from parcours.accounts.imports.seen import forget, forget_left, seen_before
from parcours.accounts.models.imports import Import


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "reading"


def import_of(name: str) -> Import:
    return Import(file=f"imports/{name}")


def killed_at(import_: Import, key: str, row: int) -> None:
    with seen_before(import_) as seen:
        seen.first(key, row)
        seen.last = row
        raise KeyboardInterrupt


def test_the_first_row_is_remembered_and_each_record_is_its_own() -> None:
    with seen_before(import_of("one")) as seen:
        assert [seen.first("a", 2), seen.first("b", 3), seen.first("a", 4)] == [2, 3, 2]
    with seen_before(import_of("other")) as other:
        assert (other.last, other.first("a", 9)) == (0, 9)


def test_the_next_attempt_knows_what_the_one_before_did_and_no_more() -> None:
    one = import_of("one")
    with seen_before(one) as seen:
        seen.first("a", 2)
        seen.last = 5
    with pytest.raises(KeyboardInterrupt):
        killed_at(one, "b", 3)
    with seen_before(one) as seen:
        assert (seen.last, seen.first("a", 7), seen.first("b", 8)) == (5, 2, 8)


def test_nothing_of_it_is_left_once_it_is_forgotten(folder: Path) -> None:
    one = import_of("one")
    with seen_before(one) as seen:
        seen.first("a", 2)
    (folder / "one.seen-journal").touch()  # as a worker leaves it that is killed
    forget(one)
    assert [*folder.iterdir()] == []


def test_a_record_that_is_forgotten_meanwhile_ends_quietly(folder: Path) -> None:
    one = import_of("one")
    with seen_before(one) as seen:
        seen.first("a", 2)
        forget(one)
    assert [*folder.iterdir()] == []


def test_a_record_that_nobody_went_on_with_goes_by_itself(folder: Path) -> None:
    for name in ("old", "new"):
        with seen_before(import_of(name)) as seen:
            seen.first("a", 2)
    long_ago = time.time() - 8 * 86_400
    os.utime(folder / "old.seen", (long_ago, long_ago))
    forget_left(timedelta(days=7))
    assert [file.name for file in folder.iterdir()] == ["new.seen"]


def test_who_finds_the_record_reads_no_address(folder: Path) -> None:
    with seen_before(import_of("one")) as seen:
        seen.first("ana@example.org", 2)
    assert b"ana" not in (folder / "one.seen").read_bytes()
    assert folder.stat().st_mode & 0o077 == 0


def test_a_record_that_another_worker_has_is_begun_anew() -> None:
    one = import_of("one")
    with seen_before(one) as seen, seen_before(one) as second:
        seen.first("a", 2)
        assert second.first("a", 3) == 3


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _whole: b"no database" * 1000,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[: len(whole) // 4] + bytes(len(whole) // 2) + whole[-len(whole) // 4 :],
    ],
    ids=["another file", "cut off", "emptied in the middle"],
)
def test_a_record_that_is_damaged_is_begun_anew(folder: Path, damaged: Callable[[bytes], bytes]) -> None:
    one = import_of("one")
    with seen_before(one) as seen:
        for row in range(2, 5_000):
            seen.first(str(row), row)
        seen.last = 4_999
    file = folder / "one.seen"
    file.write_bytes(damaged(file.read_bytes()))
    with seen_before(one) as anew:
        assert (anew.last, [anew.first(str(row), 6_000) for row in range(2, 5_000)]) == (0, [6_000] * 4_998)
