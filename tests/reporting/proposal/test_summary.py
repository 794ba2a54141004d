"""What the command prints after a run."""

from pathlib import Path

import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.columns import columns
from parcours.reporting.proposal.summary import summary
from parcours.reporting.proposal.to_check import to_check
from tests.reporting.factories import Facts, coded, mentee, mentor, proposal, sample

FOLDER = Path("results")


def lines(found: Proposal, language: str = "en", width: int = 80) -> list[str]:
    return text(found, language, width).splitlines()


def text(found: Proposal, language: str = "en", width: int = 80) -> str:
    words = Words(found, language)
    return summary(found, words, to_check(found, words), FOLDER, width)


def test_everything_a_coordinator_wants_to_know_first() -> None:
    assert lines(sample()) == [
        "2 of 5 mentees have a place. 3 do not, each with a reason.",
        "No other proposal places more people, and none that places as many scores",
        "higher: checked against all 6 eligible pairs.",
        "4 mentors · 3 places · average score 448",
        "",
        "Proposed pairs",
        "  Mentee             Mentor          Score  For",
        "  Amara Diallo (P1)  Nadia Roy (M1)      0",
        "  Bao Tran (P2)      Paul Kim (M2)     896  Same unit group: Civil engineers (2…",
        "",
        "People without a place",
        "  <script>alert(1)</script> (P3)",
        "    4 people compete for 2 places, with Paul Kim (M2) and Nadia Roy (M1).",
        "    → One more place with Paul Kim (M2) or Nadia Roy (M1) would do.",
        "  Dina Haddad (P4)",
        "    4 people compete for 2 places, with Paul Kim (M2) and Nadia Roy (M1).",
        "    → If this person were also free on weekdays in the day, Rosa Lind (M3) could",
        "      give a place.",
        "  Émile Côté (P5)",
        "    No mentor with a place works in this field: Nursing and allied health",
        "    professionals (313).",
        "    → If a less close occupation is enough, Rosa Lind (M3) could give a place.",
        "",
        "Occupations in people’s own words: 1 still to choose.",
        "1 occupation to check: fill in its code in occupations_to_check.csv, then run",
        "again with --occupations results/occupations_to_check.csv",
        "4 things to check: see the report.",
        "More people with a place if one rule were off: Occupation 1, Availability 1.",
        "Report        report.html",
        "Spreadsheets  matches.xlsx, matches.csv, unmatched.csv, occupations_to_check.csv",
        "Everything    result.json",
        "Folder        results",
    ]


def test_how_occupations_were_understood() -> None:
    texts = ("RN", "arc welder", "Shop helper", "Tim Inc.", "zzzz")
    found = lines(coded(mentee("P1", occupations=texts), choices={"shop helper": "72106"}))
    assert found[-10:-5] == [
        "Occupations in people’s own words: 2 read from the words, 1 chosen by a person,",
        "2 still to choose.",
        "2 occupations to check: fill in their codes in occupations_to_check.csv, then",
        "run again with --occupations results/occupations_to_check.csv",
        "2 things to check: see the report.",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_too_wide(language: str, width: int) -> None:
    assert max(map(columns, lines(sample(), language, width)[:-5])) <= width


def test_a_very_narrow_terminal_gets_sixty_columns() -> None:
    assert lines(sample(), width=20) == lines(sample(), width=60)


def test_long_lists_are_cut_and_counted() -> None:
    mentees = [mentee(f"P{n:02}") for n in range(30)]
    mentors = [mentor(f"M{n:02}") for n in range(12)]
    found = lines(proposal(mentees, mentors))
    assert "  … and 2 more in matches.csv" in found
    assert "  … and 8 more in unmatched.csv" in found
    assert sum(line.startswith("  P") for line in found) == 20


def test_names_cannot_command_the_terminal_nor_break_the_columns() -> None:
    mentees = [mentee("P1", name="\x1b]0;owned\x07李明\n"), mentee("P2", name="Amara")]
    found = text(proposal(mentees, [mentor(capacity=2)]))
    assert [letter for letter in found if letter != "\n" and not letter.isprintable()] == []
    table = found.split("Proposed pairs\n")[1].splitlines()[:3]
    starts = [
        columns(line[: line.index(word)]) for line, word in zip(table, ("Mentor", "M1", "M1"), strict=True)
    ]
    assert len(set(starts)) == 1


def test_nobody_left_out_and_nothing_to_check() -> None:
    known: Facts = {
        "languages": {"en": 9},
        "meeting": frozenset({"online"}),
        "availability": frozenset({"weekend"}),
    }
    found = lines(proposal([mentee(**known)], [mentor(**known)]))
    assert found[0] == "The only mentee has a place."
    assert [line for line in found if "without" in line or "check:" in line or "off:" in line] == []
    assert lines(proposal([], []))[0] == "There are no mentees to place."


def test_changes_since_the_earlier_result_are_listed_and_counted() -> None:
    found = proposal(
        [mentee("P1", name="Amara")],
        [mentor("M1", name="Nadia")],
        previous=(("P9", "M9"),),
        earlier=({"P9": ""}, {"M9": "Max"}),
    )
    block = text(found, width=100).partition("Changes since the earlier result\n")[2].partition("\n\n")[0]
    assert block.split("\n") == [
        "  Amara (P1): no place → Nadia (M1)",
        "    Amara (P1) is new in this round.",
        "  ID P9 (no longer in the list): Max (M9) → no place",
        "    P9 is no longer in the file of mentees.",
    ]
    many = proposal([], [], previous=tuple((f"P{at}", f"M{at}") for at in range(12)))
    assert "  … and 2 more in the report" in lines(many)
    assert "Changes since" not in text(sample())
