"""The file of a backup: whatever was done to it afterwards is found, and said, before anything is read from it."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from parcours.backups.archive import MANIFEST, Writer, opened, written
from parcours.backups.faults import Fault
from parcours.backups.fit import verified
from parcours.backups.manifest import Database, Manifest, Table, own_keys, own_secret_key
from parcours.core.schema import unknown
from tools.drills.damage import WAYS

NOISE = bytes(number * 7919 % 251 for number in range(40_000))
MADE = datetime(2026, 11, 25, tzinfo=UTC)


def manifest(writer: Writer, **changes: object) -> Manifest:
    database = Database("sqlite", "3", ("accounts.0001_initial",), {"t": Table(1, "x")})
    whole = Manifest("0.1.0", MADE, own_keys(), own_secret_key(), database, writer.members)
    return replace(whole, **changes)  # type: ignore[arg-type] # a test changes what it likes


def made(path: Path, **changes: object) -> bytes:
    """Write a small backup that deflates badly, and return its bytes."""
    with written(path) as writer:
        writer.add("database/parcours.sqlite3", io.BytesIO(NOISE))
        writer.add("files/a", io.BytesIO(NOISE[::-1]))
        writer.add("files/b", io.BytesIO(NOISE[5:]))
        writer.finish(manifest(writer, **changes))
    return path.read_bytes()


def said(path: Path) -> str:
    """What is said about a backup that is refused, without its name."""
    with pytest.raises(Fault) as refused:
        verified(path)
    return str(refused.value).replace(str(path), "It")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made(tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_it_opens_with_any_program(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert (archive.testzip(), archive.read("files/b")) == (None, NOISE[5:])
    with opened(file) as whole:
        assert b"".join(whole.chunks("files/a")) == NOISE[::-1]
        assert whole.manifest.made_at == MADE


def test_t52_a_flipped_byte_is_found_every_4_kb_and_at_both_ends(file: Path) -> None:
    whole = file.read_bytes()
    places = {*range(0, len(whole), 4096), *range(64), *range(len(whole) - 300, len(whole))}
    for place in places:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert re.match("It (is|was|cannot)", said(file)), place


@how(max_examples=30)
@given(data=st.data())
def test_t52_any_change_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("any") / "backup.zip"
    whole = made(path)
    place = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 50))
    other = data.draw(st.binary(max_size=50).filter(lambda new: new != whole[place : place + length]))
    path.write_bytes(whole[:place] + other + whole[place + length :])
    if path.read_bytes() != whole:
        assert said(path)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_t52_whatever_a_drill_does_to_it_is_found(
    file: Path, way: Callable[[bytearray, random.Random], None]
) -> None:
    whole, chance = file.read_bytes(), random.Random(52)  # noqa: S311 - the same every time
    for _round in range(10):
        content = bytearray(whole)
        way(content, chance)
        file.write_bytes(content)
        assert content == whole or said(file)


def test_t52_a_truncated_one_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in (*range(0, len(whole), 4096), len(whole) - 1):
        file.write_bytes(whole[:length])
        sentence = (
            "It is cut short, or not a backup of Parcours: its seal is missing."
            if length
            else "It is not a backup of Parcours."
        )
        assert said(file) == sentence


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Unpack the backup, change what is in it, pack it again, and put the old seal on."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
        seal = archive.comment
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = seal


def test_t52_members_that_are_missing_swapped_or_added_are_named(file: Path) -> None:
    whole = file.read_bytes()

    def lose_the_files(members: dict[str, bytes]) -> None:
        del members["files/a"], members["files/b"]

    def lose_the_database(members: dict[str, bytes]) -> None:
        del members["database/parcours.sqlite3"]

    def swap(members: dict[str, bytes]) -> None:
        members["files/a"], members["files/b"] = members["files/b"], members["files/a"]

    def add(members: dict[str, bytes]) -> None:
        members["files/c"] = b""

    def change_the_manifest(members: dict[str, bytes]) -> None:
        members[MANIFEST] = members[MANIFEST].replace(b'"rows": 1', b'"rows": 2')

    def lose_the_manifest(members: dict[str, bytes]) -> None:
        del members[MANIFEST]

    sentences = []
    for change in (lose_the_files, lose_the_database, swap, add, change_the_manifest, lose_the_manifest):
        file.write_bytes(whole)
        rewritten(file, change)
        sentences.append(said(file))
    assert sentences == [
        "It is damaged or incomplete: files/a, files/b.",
        "It is damaged or incomplete: database/parcours.sqlite3.",
        "It is damaged or incomplete: files/a, files/b.",
        "It is damaged or incomplete: files/c.",
        "It was changed after it was made: its seal does not fit.",
        "It is damaged or incomplete: manifest.json.",
    ]


def test_t52_another_key_is_said(file: Path, settings: Settings) -> None:
    settings.DATA_KEYS = {"first": b"another".ljust(32)}
    assert said(file).startswith("It was sealed with a key that this site does not have")


def test_t52_a_key_that_is_missing_from_the_ring_is_named(tmp_path: Path, settings: Settings) -> None:
    ring = {"new": b"n" * 32, "old": b"o" * 32}
    settings.DATA_KEYS = ring
    made(tmp_path / "backup.zip")
    settings.DATA_KEYS = {"new": ring["new"]}
    assert "needs keys that this site does not have: old." in said(tmp_path / "backup.zip")
    settings.DATA_KEYS = {"newest": b"m" * 32, **ring}
    assert verified(tmp_path / "backup.zip").version == "0.1.0"


def test_t52_a_newer_version_is_said(tmp_path: Path) -> None:
    later = Database("sqlite", "3", ("accounts.9999_later",), {})
    made(tmp_path / "backup.zip", database=later, version="7.0")
    assert said(tmp_path / "backup.zip").startswith("It was made by a newer version of Parcours (7.0)")
    assert unknown(later.migrations) == ["accounts.9999_later"]
    whole = (tmp_path / "backup.zip").read_bytes()
    (tmp_path / "backup.zip").write_bytes(whole.replace(b"parcours backup 001", b"parcours backup 002"))
    assert said(tmp_path / "backup.zip").startswith("It was made by a newer version of Parcours (?)")


def test_what_is_no_backup_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all", encoding="utf-8")
    assert said(tmp_path / "letter") == "It is not a backup of Parcours."
    assert said(tmp_path / "nothing") == "It cannot be read: No such file or directory."


def test_it_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written(tmp_path / "backup.zip") as writer:  # noqa: PT012 - in the middle
        writer.add("files/a", io.BytesIO(NOISE))
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_never_overwritten(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Fault, match="already"), written(file):
        pass
    assert file.read_bytes() == before


def test_nobody_else_can_read_it(file: Path) -> None:
    assert oct(file.stat().st_mode & 0o777) == "0o600"
