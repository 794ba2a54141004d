import hashlib
from pathlib import Path

import pytest

from parcours.reference import loaded
from parcours.reference.load import Change, Progress, load
from parcours.reference.store import parts_of
from parcours.tables.findings import Refused
from tests.reference import official_files as files

QUIET = Progress()


def counts(change: Change) -> tuple[int, int, int]:
    return change.added, change.removed, change.changed


def why(table: str, source: str, home: Path, sha256: str = "") -> str:
    with pytest.raises(Refused) as refused:
        load(table, [source], home, QUIET, sha256)
    return refused.value.findings[0].what


def test_it_tells_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "o.csv"
    assert counts(load("outlook", [files.outlook(file)], tmp_path, QUIET)) == (516, 0, 0)
    assert counts(load("outlook", [files.outlook(file)], tmp_path, QUIET)) == (0, 0, 0)
    assert counts(load("outlook", [files.outlook(file, count="3")], tmp_path, QUIET)) == (0, 0, 516)
    text = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(text[:-2]) + "\n", encoding="utf-8")
    assert counts(load("outlook", [str(file)], tmp_path, QUIET)) == (0, 2, 0)
    assert len(loaded.outlook(tmp_path / "reference")) == 514


def test_a_part_takes_the_place_of_the_same_part_only(tmp_path: Path) -> None:
    skills, knowledge = files.ratings(tmp_path / "s.csv"), files.ratings(tmp_path / "k.csv", "Accounting")
    load("oasis", [skills, knowledge], tmp_path, QUIET)
    change = load("oasis", [files.ratings(tmp_path / "s.csv", rating="1")], tmp_path, QUIET)
    assert counts(change) == (0, 0, 516)
    assert [part.name for part in parts_of(tmp_path / "reference", "oasis")] == ["skills", "knowledge"]
    found = loaded.ratings("skills", tmp_path / "reference")
    assert found is not None
    assert found.values[0].tolist() == [1, 5]


def test_where_it_came_from_is_kept(tmp_path: Path) -> None:
    given = files.old_codes(tmp_path / "c.csv")
    heard: list[str] = []
    load("noc-2016", [given], tmp_path, Progress(reading=heard.append))
    (part,) = parts_of(tmp_path / "reference", "noc-2016")
    assert heard == [given]
    assert (part.source, part.rows) == (given, 1032)
    assert part.sha256 == hashlib.sha256(Path(given).read_bytes()).hexdigest()
    assert loaded.old_codes(tmp_path / "reference")["1515"] == ("95109",)


def test_of_a_folder_what_fits_is_loaded(tmp_path: Path) -> None:
    files.ratings(tmp_path / "in/s.csv")
    other = files.write(tmp_path / "in/labels.csv", "OaSIS profile code,Label", ["00010.00,x"])
    change = load("oasis", [str(tmp_path / "in")], tmp_path, QUIET)
    assert change.skipped == (other,)
    assert [part.name for part in change.parts] == ["skills"]
    assert why("oasis", other, tmp_path).startswith("This is not the file that was expected")
    assert why("outlook", str(tmp_path / "in"), tmp_path) == "There is no file of this table in the folder."


def test_a_checksum_is_verified(tmp_path: Path) -> None:
    given = files.old_codes(tmp_path / "c.csv")
    right = hashlib.sha256(Path(given).read_bytes()).hexdigest()
    assert why("noc-2016", given, tmp_path, "0" * 64).startswith("The file is not the one that was meant")
    assert not (tmp_path / "reference").exists()
    assert counts(load("noc-2016", [given], tmp_path, QUIET, right.upper())) == (1032, 0, 0)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    given = files.old_codes(tmp_path / "c.csv")
    assert why("noc-2016", str(tmp_path / "none.csv"), tmp_path) == "There is no such file."
    (tmp_path / "reference").write_text("", encoding="utf-8")
    assert why("noc-2016", given, tmp_path) == "The file cannot be opened ({problem})."


def test_a_damaged_table_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference/noc-2016.jsonl").write_text("?", encoding="utf-8")
    assert counts(load("noc-2016", [files.old_codes(tmp_path / "c.csv")], tmp_path, QUIET)) == (1032, 0, 0)


def test_titles_whose_index_cannot_be_built_are_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "occupations").write_text("", encoding="utf-8")
    given = files.titles(tmp_path / "t.csv")
    assert why("noc-titles", given, tmp_path) == "The table cannot be written ({problem})."
    assert loaded.titles(tmp_path / "reference") == []
