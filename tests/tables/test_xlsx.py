import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from parcours.tables.findings import Unreadable
from parcours.tables.grid import Fault, Grid
from parcours.tables.read import read_grid
from tests.tables.made import STRICT, an_xlsx, packed, said, text, xlsx_parts

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/>'
    '<numFmt numFmtId="166" formatCode="[$-40C]mmmm\\ yyyy;@"/><numFmt numFmtId="167" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="168" formatCode="0.0&quot; days&quot;"/><numFmt numFmtId="169" formatCode="General"/>'
    '<numFmt numFmtId="170" formatCode="0%"/><numFmt numFmtId="171" formatCode="mmm"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 164, 165, 166, 167, 168, 169, 170, 14, 20, 171))
    + "</cellXfs>"
)


def grid(path: Path) -> Grid:
    return read_grid(path, "people.xlsx")


def cells(tmp_path: Path, row: str, **more: str) -> list[str | dt.date]:
    [(_number, found)] = grid(an_xlsx(tmp_path / "a.xlsx", f"<row>{row}</row>", **more)).rows
    return found


def refusal(path: Path) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(Unreadable) as refused:
        grid(path)
    return said(refused.value.findings)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12.0", "12"),
        ("12.5", "12.5"),
        ("0.1", "0.1"),
        ("12.300000000000001", "12.3"),
        ("-3", "-3"),
        ("1E3", "1000"),
        ("1E+20", "1e+20"),
        ("-0", "0"),
    ],
)
def test_numbers(tmp_path: Path, written: str, read: str) -> None:
    assert cells(tmp_path, f'<c><v>{written}</v></c><c t="n"><v>{written}</v></c>') == [read, read]


@pytest.mark.parametrize(
    ("style", "value", "read"),
    [
        (1, "46164", dt.date(2026, 5, 22)),
        (1, "46164.75", dt.date(2026, 5, 22)),
        (1, "59", dt.date(1900, 2, 28)),
        (1, "60", "60"),
        (1, "61", dt.date(1900, 3, 1)),
        (1, "-1", "-1"),
        (1, "2958466", "2958466"),
        (2, "10", "00010"),
        (2, "123456", "123456"),
        (3, "46164", dt.date(2026, 5, 22)),
        (4, "1.5", "36:00"),
        (5, "12.5", "12.5"),
        (6, "12", "12"),
        (7, "0.5", "0.5"),
        (8, "46164", dt.date(2026, 5, 22)),
        (8, "0.5", "12:00"),
        (9, "0.75", "18:00"),
        (10, "46164", dt.date(2026, 5, 22)),
        (99, "46164", "46164"),
    ],
)
def test_number_formats(tmp_path: Path, style: int, value: str, read: str | dt.date) -> None:
    assert cells(tmp_path, f'<c s="{style}"><v>{value}</v></c>', styles=STYLES) == [read]


def test_the_epoch_of_1904(tmp_path: Path) -> None:
    found = cells(
        tmp_path,
        '<c s="1"><v>44702</v></c><c s="1"><v>0</v></c>',
        styles=STYLES,
        workbook='<workbookPr date1904="1"/>',
    )
    assert found == [dt.date(2026, 5, 22), dt.date(1904, 1, 1)]


def test_text_of_every_kind(tmp_path: Path) -> None:
    strings = "<si><t>shared</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>aid</t></rPh></si><si><t>'=1</t></si>"
    row = (
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><t>in</t><t>line</t>'
        '<rPh><t>aid</t></rPh></is></c><c t="str"><v>a_x000D_b_x005F_</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
        '<c t="d"><v>2026-05-22T10:00:00</v></c><c/><c t="s"/><c t="inlineStr"><is><t>&lt;é&gt;</t></is></c>'
    )
    assert cells(tmp_path, row, strings=strings) == [
        *("shared", "rich", "=1", "inline", "a\rb_", "true", "false", dt.date(2026, 5, 22), "", "", "<é>"),
    ]


def test_places_gaps_and_rows_without_numbers(tmp_path: Path) -> None:
    rows = f"<row r='3'>{text('a', 'B3')}{text('b')}</row><row>{text('c')}</row>"
    rows += f"<row r='9' hidden='1'>{text('d', 'D9')}</row>"
    assert grid(an_xlsx(tmp_path / "a.xlsx", rows)).rows == [
        (3, ["", "a", "b"]),
        (4, ["c"]),
        (9, ["", "", "", "d"]),
    ]


def test_the_strict_kind_and_other_prefixes(tmp_path: Path) -> None:
    parts = xlsx_parts({"A": f"<sheetData><row>{text('a')}</row></sheetData>"}, main=STRICT)
    assert grid(packed(tmp_path / "a.xlsx", parts)).rows == [(1, ["a"])]
    sheet = "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>"
    parts["xl/worksheets/sheet1.xml"] = f'<x:worksheet xmlns:x="{STRICT}">{sheet}</x:worksheet>'
    assert grid(packed(tmp_path / "a.xlsx", parts)).rows == [(1, ["1"])]


def test_formulas_and_errors_are_faults_of_their_cells(tmp_path: Path) -> None:
    rows = (
        f"<row>{text('id')}{text('n')}</row><row><c><f>1+1</f><v>2</v></c><c t='e'><v>#N/A</v></c></row>"
        "<row><c/><c t='str'><f t='shared' si='0'/><v>x</v></c></row>"
    )
    found = grid(an_xlsx(tmp_path / "a.xlsx", rows, after="<extLst><ext><f>A1</f></ext></extLst>"))
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, 0), (2, 1), (3, 1)]
    assert found.faults[1] == Fault(
        2, 1, "The cell holds the error {error}.", "Correct the cell or empty it.", {"error": "#N/A"}
    )
    assert found.rows[1:] == [(2, ["2", "#N/A"]), (3, ["", "x"])]


def test_merged_cells_go_down_and_not_across(tmp_path: Path) -> None:
    rows = "".join(f"<row r='{n}'>{text(v, f'A{n}') if v else ''}{text(str(n), f'C{n}')}</row>" for n, v in
                   enumerate(("title", "head", "x", "", "", "y"), 1))  # fmt: skip
    after = "".join(f'<mergeCell ref="{area}"/>' for area in ("A1:C1", "A3:B5", "$A$4:$A$6", "F1:F3"))
    found = grid(an_xlsx(tmp_path / "a.xlsx", rows, after=f"<mergeCells>{after}</mergeCells>"))
    assert [row[0] for _number, row in found.rows] == ["title", "head", "x", "x", "x", "y"]
    assert {row[1] for _number, row in found.rows} == {""}


def test_the_first_sheet_that_is_not_blank_and_visible_ones_first(tmp_path: Path) -> None:
    sheets = {name: f"<sheetData><row>{text(name) if name != 'Blank' else '<c/>'}</row></sheetData>" for name in
              ("Hidden", "Blank", "Chart", "Data", "More")}  # fmt: skip
    parts = xlsx_parts(sheets, states={"Hidden": "hidden"})
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    chart = relations.replace(
        '/worksheet" Target="worksheets/sheet3', '/chartsheet" Target="worksheets/sheet3'
    )
    path = packed(tmp_path / "a.xlsx", {**parts, "xl/_rels/workbook.xml.rels": chart})
    assert grid(path).rows == [(1, ["Data"])]
    assert read_grid(path, "a", wanted=lambda one: one.rows[0][1] == ["More"]).rows == [(1, ["More"])]
    assert read_grid(path, "a", wanted=lambda one: one.rows[0][1] == ["Hidden"]).rows == [(1, ["Hidden"])]
    assert read_grid(path, "a", wanted=lambda _one: False).rows == [(1, ["Data"])]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="x"/>',
        '<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row><c r="1A"><v>1</v></c></row>',
        '<row><c r="XFE1"/></row>',
        '<row><c r="ABCD1"/></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row><c t="s"><v>7</v></c></row>',
        "<row><c><v>nan</v></c></row>",
        "<row><c><v>1e999</v></c></row>",
        "<row><c><v>one</v></c></row>",
        '<row><c t="d"><v>22 May</v></c></row>',
    ],
)
def test_what_breaks_the_format_is_damaged(tmp_path: Path, rows: str) -> None:
    path = an_xlsx(tmp_path / "a.xlsx", rows)
    assert refusal(path) == [(None, None, "The workbook is damaged and cannot be read.")]


def test_parts_that_are_missing(tmp_path: Path) -> None:
    parts = xlsx_parts({"A": f"<sheetData><row>{text('a')}</row></sheetData>"})
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        some = {part: content for part, content in parts.items() if part != name}
        assert (
            refusal(packed(tmp_path / "a.xlsx", some))[0][2] == "The workbook is damaged and cannot be read."
        )
    bare = ("xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels")
    some = {part: content for part, content in parts.items() if part not in bare}
    assert grid(packed(tmp_path / "a.xlsx", some)).rows == [(1, ["a"])]


def test_a_cell_at_the_far_corner_is_refused_and_not_allocated(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(an_xlsx(tmp_path / "a.xlsx", rows)) == [
        (1_048_576, None, "There are more than 512 columns.")
    ]
    blank = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert grid(an_xlsx(tmp_path / "a.xlsx", blank)).rows == [(1, ["1"])]


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "Né le", "ok", "text"])
    sheet.append([7, dt.date(2026, 5, 22), True, "'=1"])
    sheet.append([8.5, dt.datetime(2026, 5, 22, 13, 45), None, "=A2"])  # noqa: DTZ001 - a sheet has no time zone
    book.save(tmp_path / "a.xlsx")
    found = grid(tmp_path / "a.xlsx")
    assert found.rows == [
        (1, ["id", "Né le", "ok", "text"]),
        (2, ["7", dt.date(2026, 5, 22), "true", "=1"]),
        (3, ["8.5", dt.date(2026, 5, 22)]),
    ]
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, 3)]
