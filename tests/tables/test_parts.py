"""A table in parts says the same as the table as a whole."""

from itertools import chain
from pathlib import Path

import pytest

from parcours.tables.cohort.fields import MENTEES
from parcours.tables.findings import Refused
from parcours.tables.parts import read_parts
from tests.tables.made import SAVED, said


def numbers(path: Path, rows: int) -> list[int]:
    """The numbers of the rows, part by part."""
    return [
        number for table, _findings in read_parts(path, path.name, MENTEES, rows) for number, _r in table.rows
    ]


@pytest.mark.parametrize("name", ["mentees-cp1252.csv", "mentees-utf16.csv", "mentees.xlsx", "mentees.ods"])
@pytest.mark.parametrize("rows", [1, 3, 100])
def test_every_row_is_in_one_part(name: str, rows: int) -> None:
    assert numbers(SAVED / name, rows) == numbers(SAVED / name, 1000)


def test_no_part_is_longer_than_asked() -> None:
    parts = read_parts(SAVED / "mentees.xlsx", "mentees.xlsx", MENTEES, 3)
    assert [len(table.rows) for table, _findings in parts] == [3, 1]


def test_what_is_wrong_stands_with_its_part(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Title\n\nid,name,occupation\nE1,Ana,Cook\nE2,Luc,Cook,too,many\n")
    parts = list(read_parts(path, "people.csv", MENTEES, 1))
    assert [len(findings.errors) for _table, findings in parts] == [0, 1]
    assert [row for row, _column, _what in said(chain(*(findings.errors for _t, findings in parts)))] == [5]


def test_a_header_without_a_row_is_one_empty_part(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n")
    assert [table.rows for table, _findings in read_parts(path, "people.csv", MENTEES, 5)] == [[]]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\n\n")
    with pytest.raises(Refused):
        list(read_parts(path, "people.csv", MENTEES, 5))


def test_a_file_that_cannot_be_read_on_is_refused_there(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\n" + "E1,Ana\n" * 100 + '"E2,Luc\n')
    parts = read_parts(path, "people.csv", MENTEES, 10)
    assert len(next(parts)[0].rows) == 10
    with pytest.raises(Refused):
        list(parts)
