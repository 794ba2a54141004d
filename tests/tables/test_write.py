import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.tables.write import Cell, Sheet, write_csv, write_xlsx

ROWS: list[list[Cell]] = [
    ["=1+1", 5, "é"],
    [" +x", 2.5, dt.date(2026, 5, 1)],
    [None, -3, 'a "b",\nc'],
]


def test_csv(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["id", "-n", "t"], ROWS)
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        'id,\'-n,t\n\'=1+1,5,é\n\' +x,2.5,2026-05-01\n,-3,"a ""b"",\nc"\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_no_end_of_a_line_ends_a_row(tmp_path: Path, end: str) -> None:
    write_csv(tmp_path / "a.csv", ["text", "n"], [[f"a{end}b", 1]])
    assert (tmp_path / "a.csv").read_bytes().decode() == f'text,n\n"a{end}b",1\n'


@pytest.mark.parametrize(
    ("number", "written"),
    [(1e-06, "0.000001"), (-1e-06, "-0.000001"), (1.5e16, "15000000000000000"), (0.5, "0.5"), (True, "True")],
)
def test_numbers_have_no_exponent(tmp_path: Path, number: float, written: str) -> None:
    write_csv(tmp_path / "a.csv", ["n"], [[number]])
    assert (tmp_path / "a.csv").read_text() == f"n\n{written}\n"


def test_a_blank_cell_alone_is_a_row(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["text"], [[""], ["x"]])
    assert (tmp_path / "a.csv").read_text() == 'text\n""\nx\n'


def test_xlsx_for_another_reader(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "a.xlsx",
        [Sheet("Pairs", ["id", "n", "t"], ROWS[:1] + ROWS[2:], [5, 200]), Sheet("B", ["x"], [])],
    )

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    pairs, empty = book.worksheets
    assert [[cell.value for cell in row] for row in pairs.rows] == [
        ["id", "n", "t"],
        ["'=1+1", 5, "é"],
        [None, -3, 'a "b",\nc'],
    ]
    assert [cell.data_type for cell in pairs[2]] == ["s", "n", "s"]
    assert (pairs.freeze_panes, pairs.auto_filter.ref, pairs["A1"].font.b, pairs["A2"].font.b) == (
        "A2",
        "A1:C3",
        True,
        False,
    )
    assert [round(pairs.column_dimensions[name].width) for name in "ABC"] == [7, 81, 19]
    assert [[cell.value for cell in row] for row in empty.rows] == [["x"]]


def test_dates_are_dates(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [Sheet("A", ["d"], [[dt.date(2026, 5, 1)]])])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert (cell.value, cell.number_format) == (dt.datetime(2026, 5, 1), "yyyy-mm-dd")  # noqa: DTZ001


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_no_text_becomes_a_formula(tmp_path: Path, texts: list[str]) -> None:
    write_xlsx(tmp_path / "a.xlsx", [Sheet("A", texts, [texts, texts])])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n"}
    assert {cell.value for row in sheet.rows for cell in row if cell.data_type == "n"} <= {None}


def test_what_a_workbook_cannot_hold(tmp_path: Path) -> None:
    names = ["a/b:c*d?e[f]g\\h'", "a b c d e f g h", "", "\x00" + "n" * 40, "n" * 40]
    sheets = [Sheet(name, ["t", "t"], [["\x01a\x0b", "x" * 40_000]]) for name in names]

    write_xlsx(tmp_path / "a.xlsx", sheets)

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["a b c d e f g h", "a b c d e f g h (2)", "Sheet", "n" * 27, "n" * 27 + " (2)"]
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]] == ["t", "t (2)"]
    assert (first["A2"].value, len(first["B2"].value)) == ("a", 32_767)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(tmp_path / name, [Sheet("A", ["id"], [["x"]])])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        assert archive.read("docProps/core.xml").count(b">2000-01-01T00:00:00Z<") == 2


def test_a_row_of_another_length_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="longer"):
        write_xlsx(tmp_path / "a.xlsx", [Sheet("A", ["a"], [["x", "y"]])])
