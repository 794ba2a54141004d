"""The result as CSV files and as a workbook, read back by others."""

import csv
from pathlib import Path

import openpyxl
import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.spreadsheets import Spreadsheets
from tests.reporting.factories import mentee, mentor, proposal, sample

FREE_IN_THE_DAY = "If this person were also free on weekdays in the day, Rosa Lind (M3) could give a place."


def spreadsheets(found: Proposal, language: str = "en") -> Spreadsheets:
    return Spreadsheets(found, Words(found, language))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def sheets(found: Proposal, path: Path, language: str = "en") -> dict[str, list[tuple[object, ...]]]:
    spreadsheets(found, language).write_workbook(path)
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_matches_csv(tmp_path: Path, language: str) -> None:
    found = sample()
    spreadsheets(found, language).write_matches(tmp_path / "matches.csv")
    head, first, second = rows(tmp_path / "matches.csv")
    assert head == [
        *("mentee_id", "mentor_id", "mentee_name", "mentor_name", "score", "reasons"),
        *("Notes (mentee)", "Room", "Notes (mentor)"),
    ]
    assert [*first[:5], *first[6:]] == [
        "P1",
        "M1",
        "Amara Diallo",
        "Nadia Roy",
        "0",
        "calls first",
        "4",
        "floor 4",
    ]
    assert second[5] == Words(found, language).line(found.result.pairs[1].assessment)
    assert second[6] == '\'=HYPERLINK("x")'


def test_unmatched_csv(tmp_path: Path) -> None:
    spreadsheets(sample()).write_unmatched(tmp_path / "unmatched.csv")
    head, *people = rows(tmp_path / "unmatched.csv")
    assert head == ["mentee_id", "reason_code", "reason", "what_would_help", "mentee_name", "Notes", "Room"]
    assert people[1] == [
        "P4",
        "competition",
        "4 people compete for 2 places, with Paul Kim (M2) and Nadia Roy (M1).",
        f"{FREE_IN_THE_DAY} One more place with Paul Kim (M2) or Nadia Roy (M1) would do.",
        "Dina Haddad",
        "",
        "",
    ]


def test_the_workbook_has_its_sheets_in_the_language(tmp_path: Path) -> None:
    known = proposal([mentee()], [mentor()])
    assert list(sheets(known, tmp_path / "en.xlsx")) == ["Pairs", "Without a place", "Short-lists"]
    french = sheets(sample(), tmp_path / "fr.xlsx", "fr")
    assert list(french) == ["Paires", "Sans place", "Professions à choisir", "Listes courtes"]
    assert french["Sans place"][0] == (
        *("Identifiant de la personne mentorée", "Code de la raison", "Pourquoi", "Ce qui aiderait"),
        *("Personne mentorée", "Notes", "Room"),
    )


def test_pairs_come_with_points_and_addresses(tmp_path: Path) -> None:
    head, first, second = sheets(sample(), tmp_path / "matches.xlsx")["Pairs"]
    assert head[:7] == (
        "Mentee’s id",
        "Mentor’s id",
        "Mentee",
        "Mentor",
        "Score",
        "Reasons",
        "Points: Closeness of occupations",
    )
    named = dict(zip(head, second, strict=True))
    assert (named["Score"], named["Points: Goals covered"], named["Mentor’s email"]) == (
        896,
        75,
        "paul@example.org",
    )
    assert dict(zip(head, first, strict=True))["Mentor’s department"] == "Works"
    assert head[-3:] == ("Notes (mentee)", "Room", "Notes (mentor)")


def test_short_lists_rank_the_best_five(tmp_path: Path) -> None:
    mentors = [mentor(f"M{n}", years_experience=float(n)) for n in range(7)]
    found = proposal(
        [mentee("P1", name="Amara", years_experience=0.0), mentee("P2", occupations=("31301",))], mentors
    )
    head, *listed = sheets(found, tmp_path / "matches.xlsx")["Short-lists"]
    assert head == ("Mentee’s id", "Mentee", "Rank", "Mentor’s id", "Mentor", "Score", "Proposed", "Reasons")
    assert [row[2] for row in listed] == [1, 2, 3, 4, 5]
    assert [row[3] for row in listed if row[6] == "yes"] == [found.result.pairs[0].assessment.place]
    assert [row[5] for row in listed] == [one.score for one in found.result.short_lists["P1"]]


def test_nobody_at_all(tmp_path: Path) -> None:
    empty = sheets(proposal([], []), tmp_path / "matches.xlsx")
    assert [len(found[0]) > 0 for found in empty.values()] == [True, True, True]
    spreadsheets(proposal([], [])).write_matches(tmp_path / "matches.csv")
    assert len(rows(tmp_path / "matches.csv")) == 1
