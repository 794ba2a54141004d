import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parcours.tables.findings import Unreadable
from parcours.tables.limits import Limits
from parcours.tables.read import read_grid
from parcours.tables.text import neutralise
from parcours.tables.write import Sheet, write_csv, write_xlsx
from tests.tables.made import SAVED, an_xlsx, packed, said, text

HEAD = ["id", "nom", "profession"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
# Words of both languages; and between them what delimits, quotes or ends a row, or could begin a formula.
WORDS = st.sampled_from(
    ["Ana", "Zoé", "Élodie", "l’œuvre", "CÔTÉ", "« où »", "Œil", "naïve", "12", "3.5", "x" * 40, ""]
)
SIGNS = st.sampled_from(["", *" .,;|\t\"'\n-=+@%"])
CELLS = st.lists(st.tuples(SIGNS, WORDS).map("".join), max_size=4).map(" ".join)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6)


def filled(rows: list[tuple[str, str, str]]) -> list[list[str]]:
    return [HEAD, *(list(row) for row in rows if any(row))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.sampled_from(ENCODINGS), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]))
@example([("1", "Zoé", "")], "utf-16-le", ";", "\r")
def test_text_comes_back_from_every_encoding_delimiter_and_line_end(
    tmp_path: Path, rows: list[tuple[str, str, str]], encoding: str, delimiter: str, end: str
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEAD)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    path = tmp_path / "people.txt"
    path.write_bytes(written.getvalue().encode(encoding))

    grid = read_grid(path, "people.txt", known=HEAD.__contains__)

    assert [row for _number, row in grid.rows] == filled(rows)
    assert grid.guessed == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(ROWS)
def test_what_we_write_is_what_we_read(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    write_csv(tmp_path / "a.csv", HEAD, rows)
    write_xlsx(tmp_path / "a.xlsx", [Sheet("A", HEAD, rows)])
    for name in ("a.csv", "a.xlsx"):
        grid = read_grid(tmp_path / name, name, known=HEAD.__contains__)
        found = [row + [""] * (3 - len(row)) for _number, row in grid.rows]
        assert found == filled(rows)


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_quirks_as_libreoffice_saves_them(kind: str) -> None:
    path = SAVED / f"quirks.{kind}"
    assert read_grid(path, "quirks").rows[0][1] == ["Les données sont dans la feuille suivante."]

    grid = read_grid(path, "quirks", wanted=lambda one: len(one.rows) > 1)

    assert [(number, row) for number, row in grid.rows if number > 3] == [
        (4, ["7", "Ana  Silva", "00010", "12.5", "Accueil Rivière", dt.date(2026, 5, 1), "true", "0.5"]),
        (5, ["8", "Awa\nDiop", "21300", "3", "Accueil Rivière", "", "false"]),
        (6, ["9", "Bob", "31301", "", "Accueil Rivière", dt.date(2026, 11, 22)]),
    ]
    assert grid.faults == []


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_formulas_as_libreoffice_saves_them(kind: str) -> None:
    grid = read_grid(SAVED / f"formulas.{kind}", "formulas")
    assert [(fault.row, fault.column) for fault in grid.faults[:3]] == [(2, 2), (3, 1), (3, 2)]


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"xl/workbook.bin": ""}, "This is an XLSB workbook, which cannot be read here."),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "This is a ZIP file, not a spreadsheet."),
        ({"a.csv": "id"}, "This is a ZIP file, not a spreadsheet."),
        ({"content.xml": "<a/>"}, "The file has no filled cell."),
    ],
)
def test_other_packages(tmp_path: Path, parts: dict[str, str], what: str) -> None:
    path = packed(tmp_path / "people.xlsx", parts)
    with pytest.raises(Unreadable) as refused:
        read_grid(path, "people.xlsx")
    assert said(refused.value.findings) == [(None, None, what)]


@pytest.mark.parametrize("content", ["\n\n\n", ",,,\n,,\n", '""\n'])
def test_nothing_but_blank_rows(tmp_path: Path, content: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match="no filled cell"):
        read_grid(path, "people.csv")


@pytest.mark.parametrize("limits", [Limits(2, 9, 99, 99), Limits(9, 9, 5, 99), Limits(9, 9, 99, 5)])
def test_limits(tmp_path: Path, limits: Limits) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ab,cd\nef,gh\nij,kl\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="too large"):
        read_grid(path, "people.csv", limits=limits)


def test_more_rows_than_a_sheet_has(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id\n" + "\n" * 1_048_577, encoding="utf-8")
    with pytest.raises(Unreadable, match="too large"):
        read_grid(path, "people.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.sampled_from(["mentees.ods", "quirks.xlsx", "quirks.ods", "mentees-cp1252.csv"]), st.data())
def test_a_spoiled_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    content = (SAVED / name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) if not name.endswith(".csv") else io.BytesIO() as archive:
        if isinstance(archive, zipfile.ZipFile):
            parts = {part: archive.read(part) for part in archive.namelist()}
            inside = data.draw(st.sampled_from(sorted(parts)))
            parts[inside] = _spoiled(parts[inside], data)
            packed(tmp_path / "spoiled", parts)
        else:
            (tmp_path / "spoiled").write_bytes(_spoiled(content, data))
    try:
        read_grid(tmp_path / "spoiled", "spoiled", wanted=lambda _grid: False)
    except Unreadable as refused:
        assert len(refused.findings) == 1  # noqa: PT017 - both ways are right


def _spoiled(content: bytes, data: st.DataObject) -> bytes:
    """Cut a piece out, and put another one in."""
    start = data.draw(st.integers(0, len(content)))
    end = start + data.draw(st.integers(0, 200))
    return content[:start] + data.draw(st.binary(max_size=20)) + content[end:]


@pytest.mark.slow  # each is as large as what people might give
@pytest.mark.parametrize("kind", ["csv", "xlsx", "one line"])
def test_a_million_rows_of_junk_are_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "junk"
    match kind:
        case "csv":
            path.write_text(
                "".join(f"{n},{n * 7919 % 10007},x,y,z\n" for n in range(1_000_000)), encoding="utf-8"
            )
        case "xlsx":
            an_xlsx(path, "".join(f"<row>{text(str(n * 7919 % 10007))}</row>" for n in range(1_000_000)))
        case _:
            path.write_bytes(b"x," * 50_000_000)

    with pytest.raises(Unreadable) as refused:
        read_grid(path, "junk")
    assert len(refused.value.findings) == 1


def test_what_openpyxl_and_numbers_stored_as_text_give(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "id", "n", "007", "12,5"
    book.save(tmp_path / "a.xlsx")
    assert read_grid(tmp_path / "a.xlsx", "a").rows == [(1, ["id", "n"]), (2, ["007", "12,5"])]
