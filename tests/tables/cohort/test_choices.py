"""Codes chosen for occupations, read back from the file that was filled in."""

from pathlib import Path

import pytest

from parcours.core.language import speak
from parcours.reporting.findings import place, what_and_fix
from parcours.tables.cohort.choices import Choices, filled_in, read_choices
from parcours.tables.findings import Refused
from parcours.tables.write import Sheet, write_xlsx

WRITE_CODE = "Write one of the codes beside it, or another of five digits, or “unknown” if nobody can tell."
OR_LATER = (
    "Write one of the codes beside it or another of five digits, write “unknown” if nobody can tell, or remove the row"
    " to choose later."
)
WRITE_TEXT = "Write it as it stands in the spreadsheet, or remove the row."
SAVE_AGAIN = "If letters were lost, save the file as “CSV UTF-8”."
WRITTEN = {"Bridge engineer", "Ingénieure, ponts", "会计", "🙂"}
CODES = {"21300": "21300", "21300 Civil engineers (62%)": "21300", "11100": "11100", "12": "00012"}


def read(folder: Path, content: str | bytes, written: set[str] | None = WRITTEN) -> Choices:
    path = folder / "choices.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_choices(path, written=written, code_of=CODES.get)


def refused(folder: Path, content: str | bytes, written: set[str] | None = WRITTEN) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(folder, content, written)
    say = speak("en")
    return [
        f"{place(one, say).removeprefix(f'{folder}/')}: {' '.join(what_and_fix(one, say))}"
        for one in caught.value.findings
    ]


def test_choices_are_remembered_by_text_whatever_its_case_and_accents(tmp_path: Path) -> None:
    content = (
        "Occupation,Code,Choice 1\nBRIDGE engineer,21300,x\ningenieure ponts,12,\n会计,11100,\n🙂,unknown,\n"
    )
    assert read(tmp_path, content) == {
        "bridge engineer": "21300",
        "ingenieure ponts": "00012",
        "会计": "11100",
        "🙂": None,
    }


def test_as_excel_in_french_saves_it(tmp_path: Path) -> None:
    content = "Profession;Code;Écrit par\r\nIngénieure, ponts;21300;Zoé\r\n".encode("cp1252")
    assert read(tmp_path, content) == {"ingenieure ponts": "21300"}


def test_a_whole_choice_may_be_copied_and_a_row_repeated(tmp_path: Path) -> None:
    content = "occupation,code\nBridge engineer,21300 Civil engineers (62%)\nbridge engineer,21300\n"
    assert read(tmp_path, content) == {"bridge engineer": "21300"}


def test_the_sheet_of_a_workbook_is_found_among_others(tmp_path: Path) -> None:
    path = tmp_path / "matches.xlsx"
    filled = Sheet("To choose", ["Occupation", "Code"], [["Bridge engineer", "21300"]])
    write_xlsx(path, [Sheet("Pairs", ["Mentee", "Mentor"], [["P1", "M1"]]), filled])
    assert read_choices(path, written=WRITTEN, code_of=CODES.get) == {"bridge engineer": "21300"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Bridge engineer,", f"column Code: No code is chosen. {OR_LATER}"),
        ("Bridge engineer,99999", f"column Code: “99999” is no occupation of NOC 2021. {WRITE_CODE}"),
        (",21300", f"column Occupation: The occupation is missing. {WRITE_TEXT}"),
        (
            "??,21300",
            f"column Occupation: Nobody in the two spreadsheets wrote “??”. {WRITE_TEXT} {SAVE_AGAIN}",
        ),
    ],
)
def test_a_row_that_says_no_choice(tmp_path: Path, row: str, problem: str) -> None:
    assert refused(tmp_path, f"Occupation,Code\n{row}\n") == [f"choices.csv, row 2, {problem}"]


def test_two_codes_for_one_occupation(tmp_path: Path) -> None:
    content = "Occupation,Code\nBridge engineer,21300\nbridge engineer,11100\nBridge engineer!,unknown\n"
    assert refused(tmp_path, content) == [
        f"choices.csv, row {row}, column Code: “{text}” has another code in row 2. Keep one row for each occupation."
        for row, text in ((3, "bridge engineer"), (4, "Bridge engineer!"))
    ]


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    content = "Occupation,Code\nWizard,1\nBridge engineer,\n"
    assert [problem.split(":")[0] for problem in refused(tmp_path, content)] == [
        "choices.csv, row 2, column Occupation",
        "choices.csv, row 2, column Code",
        "choices.csv, row 3, column Code",
    ]


def test_a_cell_with_an_error_is_said_once(tmp_path: Path) -> None:
    assert len(refused(tmp_path, "Occupation,Code\nBridge engineer,#REF!\n")) == 1


def test_texts_are_not_looked_for_where_the_people_could_not_be_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Occupation,Code\nWizard,21300\n", None) == {"wizard": "21300"}


@pytest.mark.parametrize("content", ["id,name,occupation\nE1,Ana,Nurse\n", "a,b\n1,2\n"])
def test_a_file_without_the_two_columns(tmp_path: Path, content: str) -> None:
    (problem,) = refused(tmp_path, content)
    assert problem.startswith(
        "choices.csv, row 1: There are no columns for the occupation and for its code (seen: "
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_choices(tmp_path / "none.csv", written=None, code_of=CODES.get)
    assert [one.what for one in caught.value.findings] == ["There is no such file."]


def test_what_is_filled_in_is_seen_whatever_else_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "choices.csv"
    assert filled_in(path, CODES.get) == {}
    path.write_text("Occupation,Code\nWizard,21300\nWitch,magic\nFairy,\nElf,unknown\n", encoding="utf-8")
    assert filled_in(path, CODES.get) == {"wizard": "21300", "witch": None, "elf": None}
    path.write_text("something else\n", encoding="utf-8")
    assert filled_in(path, CODES.get) == {}
