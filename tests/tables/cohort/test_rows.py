import shutil
from pathlib import Path

import openpyxl
import pytest

from parcours.tables.cohort.cohort import Cohort
from parcours.tables.cohort.rows import read_cohort
from parcours.tables.findings import HOPELESS, Refused
from tests.tables.cohort.people import (
    LANGUAGES,
    MENTEES,
    MENTORS,
    PROVINCES,
    in_words,
    read,
    refusal,
    warnings,
)
from tests.tables.made import FILES, SAVED


def read_files(mentees: Path, mentors: Path) -> Cohort:
    return read_cohort(
        mentees, mentors, given=("mentees", "mentors"), languages=LANGUAGES, provinces=PROVINCES
    )


@pytest.mark.parametrize("kind", [".ods", ".xlsx", "-cp1252.csv", "-utf16.csv"])
def test_what_libreoffice_saves_is_the_same_cohort(kind: str) -> None:
    cohort = read_files(SAVED / f"mentees{kind}", SAVED / f"mentors{kind}")
    assert cohort == read_files(FILES / "mentees.csv", FILES / "mentors.csv")
    assert [len(cohort.mentees), len(cohort.mentors), cohort.warnings, cohort.carried_mentees] == [
        4,
        3,
        [],
        ("Remarques",),
    ]


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_the_sheet_with_the_people_is_found(kind: str) -> None:
    people = read_files(SAVED / f"quirks.{kind}", FILES / "mentors.csv").mentees
    assert [(one.row, one.id, one.name, one.occupations, one.agency) for one in people] == [
        (4, "7", "Ana Silva", ("00010",), "Accueil Rivière"),
        (5, "8", "Awa Diop", ("21300",), "Accueil Rivière"),
        (6, "9", "Bob", ("31301",), "Accueil Rivière"),
    ]
    assert [one.carried for one in people] == [{"Part": "0.5"}, {"Part": ""}, {"Part": ""}]


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_formulas_are_refused_one_by_one(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        read_files(FILES / "mentees.csv", SAVED / f"formulas.{kind}")
    assert in_words(refused.value) == [
        "mentors:2:capacity The cell holds a formula, and formulas are not run.",
        "mentors:3:occupation The cell holds a formula, and formulas are not run.",
        "mentors:3:capacity The cell holds a formula, and formulas are not run.",
    ]


def test_a_formula_never_computed_is_said_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "occupation"], ["M1", "=A1"], ["=1+1", "21300"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "mentors.xlsx")
    with pytest.raises(Refused) as refused:
        read_files(FILES / "mentees.csv", tmp_path / "mentors.xlsx")
    formula = "The cell holds a formula, and formulas are not run."
    assert in_words(refused.value) == [f"mentors:2:occupation {formula}", f"mentors:3:id {formula}"]


def test_the_problems_of_both_files_come_together(tmp_path: Path) -> None:
    found = refusal(
        tmp_path, MENTEES.replace("31301", ""), MENTORS.replace(",2,", ",two,") + "M1,X,1,1,\n", 'x = "y"\n'
    )
    assert found == [
        "columns.toml:x There is no field “x”.",
        "mentees.csv:3:occupation The occupation is missing.",
        "mentors.csv:2:capacity “two” is not a number.",
        "mentors.csv:4:id The identifier “M1” is already that of row 2.",
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_other(tmp_path: Path) -> None:
    (tmp_path / "mentors.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "mentees.csv").write_text("id,occupation,locked_with\nP1,,M1\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_files(tmp_path / "mentees.csv", tmp_path / "mentors.csv")
    assert in_words(refused.value) == [
        "mentees:2:occupation The occupation is missing.",
        "mentors This is a PDF file, not a spreadsheet.",
    ]


def test_one_file_for_both(tmp_path: Path) -> None:
    read(tmp_path)
    shutil.copy(tmp_path / "mentees.csv", tmp_path / "copy.csv")
    assert len(read_files(tmp_path / "mentees.csv", tmp_path / "copy.csv").mentors) == 2
    (tmp_path / "link.csv").symlink_to(tmp_path / "mentees.csv")
    with pytest.raises(Refused, match="both for the mentees and for the mentors"):
        read_files(tmp_path / "mentees.csv", tmp_path / "link.csv")


def test_columns_that_are_missing(tmp_path: Path) -> None:
    found = refusal(tmp_path, "Ocupation,City\n21300,Ottawa\n", "id,occupation\n")
    assert found == [
        "mentees.csv:1 There is no column for the occupation (seen: Ocupation and City).",
        "mentees.csv:1 There is no column for names or identifiers (seen: Ocupation and City).",
        "mentors.csv:1 There is no row below the header.",
    ]
    with pytest.raises(Refused) as refused:
        read(tmp_path, "Ocupation,name" + "".join(f",x{n}" for n in range(50)) + "\n1,Ana\n")
    [finding] = refused.value.findings
    assert (
        finding.fix == "If it is “{closest}”, rename it “{field}”, or name it in a file given with --columns."
    )
    seen = finding.params["headers"]
    assert isinstance(seen, list)
    assert (finding.params["closest"], len(seen), seen[-1]) == ("Ocupation", 41, "…")


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    columns = 'occupation = "Ce qu’il fait"\nemployer = "employer"\n'
    columns += '[mentees]\nname = "Qui"\n[mentors]\ncapacity = "Combien"\n'
    cohort = read(
        tmp_path,
        "Qui,Ce qu’il fait,Nom\nAna,21300,x\n",
        "id,ce qu'il fait,Combien,capacity,employer\nM1,31301,3,9,Acme\n",
        columns,
    )
    assert [(one.name, one.occupations, one.carried) for one in cohort.mentees] == [
        ("Ana", ("21300",), {"Nom": "x"})
    ]
    assert [(one.capacity, one.employer) for one in cohort.mentors] == [(3, "Acme")]
    assert cohort.carried_mentors == ("capacity",)


def test_a_mapping_to_a_header_that_is_not_there(tmp_path: Path) -> None:
    columns = 'email = "Nowhere"\ngoals = "Nor here"\n[mentors]\ncapacity = "Combien"\n'
    assert refusal(tmp_path, columns=columns) == [
        "columns.toml There is no column “Combien” (seen: id, name, occupation, capacity and employer).",
        "columns.toml There is no column “Nowhere” (seen: id, name, occupation, capacity and employer).",
        "columns.toml There is no column “Nor here” (seen: id, name, occupation, capacity and employer).",
    ]
    assert refusal(tmp_path, columns="id = x\n") == ["columns.toml:1 This is not TOML."]


def test_a_guessed_encoding_is_remarked(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "mentees.csv").write_bytes("id;nom;profession\n1;Zoé;infirmière\n".encode("mac_roman"))
    cohort = read_files(tmp_path / "mentees.csv", tmp_path / "mentors.csv")
    assert in_words(Refused(cohort.warnings)) == ["mentees The encoding of the file was guessed (mac_roman)."]
    assert cohort.mentees[0].name == "Zoé"


def test_a_file_with_too_many_problems_is_not_read_to_the_end(tmp_path: Path) -> None:
    rows = "".join(f"P{n},x,many,never\n" for n in range(HOPELESS))
    with pytest.raises(Refused) as refused:
        read(tmp_path, "id,occupation,yrs exp,meeting\n" + rows, MENTORS.replace("employer", "locked_with"))
    assert len(refused.value.findings) == 1000
    assert HOPELESS < refused.value.more < HOPELESS + 1100


def test_nothing_is_remarked_on_a_plain_cohort(tmp_path: Path) -> None:
    assert warnings(tmp_path) == []
    cohort = read(tmp_path)
    assert (cohort.mentees_table.file, cohort.mentors_table.header("capacity")) == ("mentees.csv", "capacity")
    assert cohort.mentors_table.header("agency") is None
