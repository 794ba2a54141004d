"""The file of occupations to choose: written, filled in, read back."""

import csv
from pathlib import Path

import pytest

from parcours.matching.adapter import Proposal, written_occupations
from parcours.matching.words import Words
from parcours.reporting.proposal.choosing import Choosing
from parcours.tables.cohort.choices import Choices, read_choices
from parcours.tables.write import write_xlsx
from tests.reporting.factories import coded, mentee, mentor, proposal


def made(choices: Choices | None = None) -> Proposal:
    people = [
        mentee(f"P{at}", name=f"Ana {at}", occupations=("Shop helper", "=zzzz", "RN")) for at in range(9)
    ]
    return coded(*people, mentee("P9", occupations=("Shop-helper",)), choices=choices)


def choosing(found: Proposal, language: str = "en") -> Choosing:
    return Choosing(found, Words(found, language))


def test_what_is_to_choose_comes_first_with_the_likeliest_codes() -> None:
    found = choosing(made({"zzzz": None}))
    assert found.head == ["Occupation", "Code", "Written by", *(f"Choice {at}" for at in range(1, 6))]
    first, second = found.rows
    assert first[:2] == ["Shop helper", ""]
    assert str(first[2]).endswith("Ana 7 (P7), 2 others")
    assert [str(one)[:5] for one in first[3:5]] == ["72106", "21301"]
    assert len(first) == len(second) == len(found.head)
    assert str(first[3]).endswith("%)")
    assert second == ["=zzzz", "unknown", second[2], "", "", "", "", ""]


@pytest.mark.parametrize(("language", "encoding"), [("en", "utf-8-sig"), ("fr", "cp1252")])
def test_it_comes_back_filled_in(tmp_path: Path, language: str, encoding: str) -> None:
    """As the spreadsheet program of that language saves it."""
    found, path = made(), tmp_path / "to_check.csv"
    choosing(found, language).write(path)
    mark = ";" if language == "fr" else ","
    head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=mark)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark).writerows(
            [head, *([row[0], row[3] or "?", *row[2:]] for row in rows)]
        )
    choices = read_choices(path, written=written_occupations(found.cohort), code_of=lambda text: text[:5])
    assert choices == {"shop helper": "72106", "zzzz": None}


def test_the_newest_file_has_the_earlier_choices(tmp_path: Path) -> None:
    choices: Choices = {"shop helper": "72106", "zzzz": None}
    found, path = made(choices), tmp_path / "to_check.csv"
    choosing(found, "fr").write(path)
    assert read_choices(path, written=None, code_of=str) == choices


def test_the_sheet_says_the_same_as_the_file(tmp_path: Path) -> None:
    choices: Choices = {"shop helper": "00012", "zzzz": None}
    found, path = made(choices), tmp_path / "matches.xlsx"
    write_xlsx(path, choosing(found).sheets())
    assert read_choices(path, written=None, code_of=str) == choices


def test_nothing_is_written_where_nothing_is_to_choose(tmp_path: Path) -> None:
    found = choosing(proposal([mentee(occupations=("Civil engineers",))], [mentor()]))
    found.write(tmp_path / "to_check.csv")
    assert (list(tmp_path.iterdir()), found.sheets()) == ([], [])
