import os
import time
from pathlib import Path

import pytest

from parcours.reference.store import (
    Damaged,
    Loaded,
    Part,
    parts_of,
    read_table,
    reference_folder,
    write_table,
)


def loaded(name: str, *rows: list[object], columns: tuple[str, ...] = ()) -> Loaded:
    return Loaded(
        Part(name, "file.csv", "00", "2026-11-25T12:00:00+00:00", len(rows), columns), [list(r) for r in rows]
    )


def test_what_was_written_is_read(tmp_path: Path) -> None:
    table = {
        "en": loaded("en", ["a\u2028b\x85", "00010"], ["b", None]),
        "fr": loaded("fr", ["é", ["x", "y"], 3], columns=("t",)),
    }
    write_table(tmp_path / "reference", "t", table)
    assert read_table(tmp_path / "reference", "t") == table
    assert parts_of(tmp_path / "reference", "t") == tuple(one.part for one in table.values())


def test_what_is_not_loaded_is_empty(tmp_path: Path) -> None:
    assert read_table(tmp_path, "t") == {}
    assert parts_of(tmp_path, "t") == ()


def test_a_table_without_rows(tmp_path: Path) -> None:
    write_table(tmp_path, "t", {"en": loaded("en")})
    assert read_table(tmp_path, "t") == {"en": loaded("en")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"format":0,"parts":[]}',
        '{"format":1,"parts":[{"name":"en"}]}',
        '{"format":1,"parts":[{"name":"en","source":"","sha256":"","loaded_at":"","rows":2,"columns":[]}]}\n[0,"a"]\n',
        '{"format":1,"parts":[]}\n[0,"a"]\n',
    ],
)
def test_a_damaged_table_is_said_to_be(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(Damaged, match="t"):
        read_table(tmp_path, "t")


def test_what_cannot_be_written_leaves_the_old_table_and_nothing_else(tmp_path: Path) -> None:
    write_table(tmp_path, "t", {"en": loaded("en", ["a"])})
    with pytest.raises(TypeError):
        write_table(tmp_path, "t", {"en": loaded("en", [object()])})
    assert [path.name for path in tmp_path.iterdir()] == ["t.jsonl"]
    assert read_table(tmp_path, "t") == {"en": loaded("en", ["a"])}


def test_what_was_left_behind_is_swept(tmp_path: Path) -> None:
    for name, hours in ((".loading-old", 48), (".loading-new", 1)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (then := time.time() - hours * 3600, then))
    write_table(tmp_path, "t", {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".loading-new", "t.jsonl"]


def test_the_folder_is_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert reference_folder() == tmp_path / "parcours/reference"
