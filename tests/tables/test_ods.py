import datetime as dt
from pathlib import Path

import pytest

from parcours.tables.findings import Unreadable
from parcours.tables.grid import Grid
from parcours.tables.read import read_grid
from tests.tables.made import an_ods, ods_cell, said

CELL = "table:table-cell"


def grid(tmp_path: Path, tables: str, **parts: str) -> Grid:
    return read_grid(an_ods(tmp_path / "a.ods", tables, **parts), "people.ods")


def table(rows: str) -> str:
    return f"<table:table><table:table-column/>{rows}</table:table>"


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def refusal(tmp_path: Path, tables: str, **parts: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(Unreadable) as refused:
        grid(tmp_path, tables, **parts)
    return said(refused.value.findings)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (f'<{CELL} office:value-type="float" office:value="12.0"><text:p>12</text:p></{CELL}>', "12"),
        (f'<{CELL} office:value-type="float" office:value="10"><text:p>00010</text:p></{CELL}>', "00010"),
        (f'<{CELL} office:value-type="float" office:value="12.5"><text:p>13</text:p></{CELL}>', "12.5"),
        (f'<{CELL} office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></{CELL}>', "0.5"),
        (f'<{CELL} office:value-type="currency" office:value="3"><text:p>3,00 $</text:p></{CELL}>', "3"),
        (
            f'<{CELL} office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></{CELL}>',
            "true",
        ),
        (f'<{CELL} office:value-type="boolean" office:boolean-value="false"/>', "false"),
        (f'<{CELL} office:value-type="date" office:date-value="2026-05-01"/>', dt.date(2026, 5, 1)),
        (f'<{CELL} office:value-type="date" office:date-value="2026-05-01T09:00:00"/>', dt.date(2026, 5, 1)),
        (
            f'<{CELL} office:value-type="time" office:time-value="PT1H"><text:p>01:00</text:p></{CELL}>',
            "01:00",
        ),
        (f'<{CELL} office:value-type="string" office:string-value="a"><text:p>b</text:p></{CELL}>', "a"),
        (f"<{CELL}><text:p>plain</text:p></{CELL}>", "plain"),
        (ods_cell("'=1+1"), "=1+1"),
        (ods_cell("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d  \n e<text:s/>"), "a  b\tc\nd e "),
        (ods_cell("one</text:p><text:p>two"), "one\ntwo"),
        (ods_cell("<text:span>a</text:span><text:a>b</text:a>"), "ab"),
        (
            f"<{CELL}><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p></{CELL}>",
            "a",
        ),
    ],
)
def test_values(tmp_path: Path, cell: str, read: str | dt.date) -> None:
    assert grid(tmp_path, table(row(cell))).rows == [(1, [read])]


def test_repeated_rows_and_columns(tmp_path: Path) -> None:
    blank = f'<{CELL} table:number-columns-repeated="16384"/>'
    found = grid(
        tmp_path,
        table(
            row(blank, 'table:number-rows-repeated="3"')
            + row(f"<{CELL}/>" + ods_cell("a", 'table:number-columns-repeated="2"') + blank)
            + "<table:table-row-group><table:table-header-rows>"
            + row(ods_cell("b"), 'table:number-rows-repeated="2"')
            + "</table:table-header-rows></table:table-row-group>"
            + row(blank, 'table:number-rows-repeated="1048570"')
        ),
    )
    assert found.rows == [(4, ["", "a", "a"]), (5, ["b"]), (6, ["b"])]
    assert found.rows[1][1] is not found.rows[2][1]


def test_merged_cells_go_down(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    rows = row(
        ods_cell("x", 'table:number-rows-spanned="2" table:number-columns-spanned="2"')
        + covered
        + ods_cell("1")
    )
    rows += row(covered + covered + ods_cell("2")) + row(f"<{CELL}/>" + ods_cell("3"))
    assert grid(tmp_path, table(rows)).rows == [(1, ["x", "", "1"]), (2, ["x", "", "2"]), (3, ["", "3"])]


def test_formulas_and_errors_are_faults_of_their_cells(tmp_path: Path) -> None:
    formula = f'<{CELL} table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    error = f'<{CELL} calcext:value-type="error" office:value-type="string"><text:p>Err:502</text:p></{CELL}>'
    found = grid(tmp_path, table(row(ods_cell("a")) + row(formula + error)))
    assert [(fault.row, fault.column, fault.params) for fault in found.faults] == [
        (2, 0, {}),
        (2, 1, {"error": "Err:502"}),
    ]


def test_the_first_table_that_is_not_blank_and_no_table_in_a_table(tmp_path: Path) -> None:
    inner = f"<{CELL}><table:table>{row(ods_cell('inner'))}</table:table></{CELL}>"
    tables = table("") + table(row(ods_cell("a") + inner + ods_cell("b"))) + table(row(ods_cell("second")))
    assert grid(tmp_path, tables).rows == [(1, ["a", "", "b"])]
    path = an_ods(tmp_path / "a.ods", tables)
    assert read_grid(path, "a", wanted=lambda one: one.rows[0][1] == ["second"]).rows == [(1, ["second"])]


@pytest.mark.parametrize(
    ("tables", "row_number", "what"),
    [
        (
            table(row(ods_cell("x"), 'table:number-rows-repeated="1000000"')),
            None,
            "The table is too large: there are more than 250,000 rows, or more than 5,000,000 cells.",
        ),
        (
            table(
                row(
                    ods_cell("x", 'table:number-columns-repeated="500"'), 'table:number-rows-repeated="20000"'
                )
            ),
            None,
            "The table is too large: there are more than 250,000 rows, or more than 5,000,000 cells.",
        ),
        (
            table(
                row(ods_cell("x", 'table:number-columns-repeated="300"'), 'table:number-rows-repeated="9000"')
            )
            * 2,
            None,
            "The table is too large: there are more than 250,000 rows, or more than 5,000,000 cells.",
        ),
        (
            table(row(ods_cell("x", 'table:number-columns-repeated="99999999999"'))),
            1,
            "There are more than 512 columns.",
        ),
        (
            table(row(ods_cell("<text:s text:c='99999999'/>x"))),
            1,
            "A cell has more than 32,767 characters.",
        ),
        (
            "<table:table/>" * 5001,
            None,
            "The workbook would unpack to far more than a list of people needs; it is not opened.",
        ),
        (
            table(row(f'<{CELL} office:value-type="date"/>')),
            None,
            "The workbook is damaged and cannot be read.",
        ),
        (
            table(row(f"<{CELL}/>", 'table:number-rows-repeated="1048576"') + row(ods_cell("x"))),
            None,
            "The workbook is damaged and cannot be read.",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, tables: str, row_number: int | None, what: str) -> None:
    assert refusal(tmp_path, tables) == [(row_number, None, what)]


def test_a_password(tmp_path: Path) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    found = refusal(tmp_path, "", **{"META-INF/manifest.xml": manifest})
    assert found == [(None, None, "The file is protected by a password.")]
