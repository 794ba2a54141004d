import datetime as dt

import pytest

from parcours.tables.findings import Findings
from parcours.tables.grid import Fault, Grid, Row
from parcours.tables.headers import Names, Table, find_table, header_row, place_of
from tests.tables.made import said

NAMES = Names({"id": ("identifiant", "no"), "name": ("nom",), "years": ("années d’expérience", "yrs exp")})


def table(*rows: Row, mapped: dict[str, str] | None = None, ragged: bool = True) -> tuple[Table, Findings]:
    findings = Findings("a.csv")
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    return find_table(Grid("a.csv", numbered, [], ragged=ragged), NAMES, mapped or {}, findings), findings


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("id", "id"),
        ("IDENTIFIANTS", "id"),
        ("N°", "id"),
        ("Nom(s)", "name"),
        ("Votre nom *", "name"),
        ("3. Nom", "name"),
        ("Nom (tel qu’il figure au passeport)", "name"),
        ("Name / Nom", "name"),
        ("Annees_d_experience", "years"),
        ("Yrs. exp.", "years"),
        ("", None),
        ("Nom / Téléphone", None),
        ("Nombre", None),
        ("nom " * 60, None),
    ],
)
def test_headers_as_people_write_them(header: str, field: str | None) -> None:
    assert (NAMES.field_of(header), NAMES.known(header)) == (field, field is not None)


def test_gender_marks_are_left_out() -> None:
    names = Names({"name": ("nom du mentoré", "mentor")})
    headers = ("Nom du mentoré(e)", "Nom du mentoré·e·s", "NOM DU MENTORÉ.E", "Mentor/e", "Mentor-e-s")
    assert [names.field_of(header) for header in headers] == ["name"] * 5


def test_the_closest_header() -> None:
    assert (
        NAMES.closest(["Téléphone", "Identifiants du dosier", "Anées d’expérience"], "years")
        == "Anées d’expérience"
    )
    assert NAMES.closest(["Téléphone"], "years") is None


def test_columns_and_what_is_carried() -> None:
    found, findings = table(
        ["Nom", "Note", "id", "Note", "", ""], ["Ana", "a", " 1 ", "b", "x"], ["", "", " "]
    )
    assert found.columns == {"name": 0, "id": 2}
    assert found.carried == {"Note": 1, "Note (2)": 3, "column 5": 4}
    assert found.headers == ["Nom", "Note", "id", "Note (2)", "column 5", "F"]
    assert found.rows == [(2, ["Ana", "a", "1", "b", "x"])]
    assert [found.cell(found.rows[0][1], field) for field in ("id", "name", "years")] == ["1", "Ana", ""]
    assert findings.errors == []


def test_titles_above_and_headers_repeated_below() -> None:
    rows: list[Row] = [["Cohorte 2026"], [""], ["id", "Nom"], ["1", "Ana"], ["id", "Nom"], ["2", "Bob"]]
    found, _findings = table(*rows)
    assert found.header_row == 3
    assert found.rows == [(4, ["1", "Ana"]), (6, ["2", "Bob"])]


def test_the_header_is_looked_for_in_the_first_rows_only() -> None:
    rows: list[tuple[int, Row]] = [(n, [f"x{n}"]) for n in range(1, 31)]
    assert header_row(Grid("a", [*rows, (31, ["id", "nom"])], [], ragged=True), NAMES, {}) == (0, 0)
    assert header_row(Grid("a", [*rows[:29], (30, ["id", "nom"])], [], ragged=True), NAMES, {}) == (29, 2)
    assert header_row(Grid("a", [*rows[:29], (30, ["Clé"])], [], ragged=True), NAMES, {"id": "CLE"}) == (
        29,
        1,
    )


def test_two_columns_for_one_field() -> None:
    found, findings = table(["Identifiant", "No", "x"], ["1", "2", "3"])
    assert said(findings.errors) == [(1, "No", "Two columns are taken for id: “Identifiant” and “No”.")]
    assert found.columns == {"id": 0}


def test_the_same_name_twice() -> None:
    _found, findings = table(["id", "ID", "Identifiant"], ["1", "2", "3"])
    assert said(findings.errors) == [(1, "ID", "Two columns are taken for id: “id” and “ID”.")]
    _found, findings = table(["id", "id"], ["1", "2"])
    assert said(findings.errors) == [(1, "id (2)", "Two columns are taken for id: “id” and “id (2)”.")]


def test_the_canonical_name_wins() -> None:
    found, findings = table(["Identifiant", "ID", "Nom"], ["1", "2", "3"])
    assert (found.columns, found.carried, findings.errors) == ({"id": 1, "name": 2}, {"Identifiant": 0}, [])


def test_a_mapping_wins_and_may_name_a_column_twice() -> None:
    found, findings = table(
        ["Identifiant", "Clé", "Clé"],
        ["1", "2", "3"],
        mapped={"id": "cle", "name": "Clé (2)", "years": "Clé (2)"},
    )
    assert (found.columns, found.carried) == ({"id": 1, "name": 2, "years": 2}, {"Identifiant": 0})
    assert findings.errors == []
    assert (place_of(["A", "É"], "e"), place_of(["A", "É"], "x")) == (1, None)


def test_a_row_longer_than_the_header() -> None:
    found, findings = table(["id", "nom"], ["1", "Ana", "", "x", "y"], ["2", "Bob", ""])
    assert said(findings.errors) == [(2, None, "The row has more cells than the header; too many: x and y.")]
    assert found.spoiled == {2}


def test_what_a_decimal_comma_may_have_moved_below_an_empty_last_header_is_refused() -> None:
    rows: tuple[Row, ...] = ["1", "Ana", "2", "5"], ["1", "2", "5", "Ana"]
    for row in rows:
        found, findings = table(["id", "nom", "years", ""], row)
        assert said(findings.errors) == [
            (2, None, f"The row has more cells than the header; too many: {row[3]}.")
        ]
        assert "such as “2,5”" in findings.errors[0].fix
        assert found.spoiled == {2}
    kept, findings = table(["id", "nom", "years", ""], ["1", "Ana", "2", "calls first"], ["2", "Bo", "7", ""])
    assert (kept.carried, findings.errors) == ({"column 4": 3}, [])


def test_in_a_workbook_a_cell_at_the_right_has_a_column_of_its_own() -> None:
    found, findings = table(["id", "nom"], ["1", "Ana", "", "x"], ragged=False)
    assert (found.carried, found.headers[2]) == ({"column 4": 3}, "C")
    assert findings.errors == []


def test_faults_are_said_with_the_header() -> None:
    findings = Findings("a.xlsx")
    rows: list[tuple[int, Row]] = [
        (1, ["=NOW()"]),
        (2, ["id", "Nom"]),
        (3, ["1", "#N/A"]),
        (4, ["Err:502", "#1"]),
    ]
    faults = [
        Fault(1, 0, "Formula.", "Fix."),
        Fault(3, 1, "Formula.", "Fix."),
        Fault(3, 4, "Formula.", "Fix."),
    ]
    found = find_table(Grid("a.xlsx", rows, faults, ragged=False), NAMES, {}, findings)
    assert said(findings.errors) == [
        (3, "Nom", "Formula."),
        (3, "E", "Formula."),
        (4, "id", "The cell holds the error Err:502."),
    ]
    assert found.faulty == {(3, 1), (3, 4), (4, 0)}


def test_a_date_may_stand_in_a_header() -> None:
    found, _findings = table(["id", dt.date(2026, 5, 1)], ["1", "x"])
    assert found.carried == {"2026-05-01": 1}
