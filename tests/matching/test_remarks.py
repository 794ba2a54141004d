from pathlib import Path
from typing import Any

import pytest

from parcours.core.language import speak
from parcours.engine.matching import Quota, Settings
from parcours.engine.matching.quotas import AGENCY, HOST
from parcours.engine.matching.settings import STABLE
from parcours.matching.adapter import propose
from parcours.reference.languages import language_codes
from parcours.reference.noc import load_taxonomy
from parcours.reference.provinces import province_codes
from parcours.reporting.findings import place, what_and_fix
from parcours.tables.cohort.rows import read_cohort

MENTORS = "id,name,Profession,employer,locked_with\nM1,Nadia,21300,City,\nM2,Paul,21301,Bank,E2\n"


def remarks(
    folder: Path, mentees: str, language: str = "en", mentors: str = MENTORS, **changed: Any
) -> list[tuple[str, str]]:
    paths = folder / "mentees.csv", folder / "mentors.csv"
    paths[0].write_text(mentees, encoding="utf-8")
    paths[1].write_text(mentors, encoding="utf-8")
    cohort = read_cohort(
        *paths, given=("mentees.csv", "mentors.csv"), languages=language_codes(), provinces=province_codes()
    )
    settings = Settings(rules={**Settings().rules, "employer": True}, **changed)
    found = propose(cohort, load_taxonomy(), settings, language=language).warnings
    say = speak(language)
    return [(place(one, say), " ".join(what_and_fix(one, say))) for one in found]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Wizardry", "Occupation not recognised: choose a code (“Wizardry”)."),
        ("99999", "Occupation not recognised: “99999” is no code of NOC 2021; choose a code."),
        ("21300; 21301 or 21310", "The occupation “21301 or 21310” may be one of several: choose a code."),
        ("2130", "The occupation “2130” is a group of occupations: choose a code of five digits."),
        ("12", "“12” was read as 00012: a spreadsheet took its leading zeros away."),
    ],
)
def test_an_occupation_to_look_at(tmp_path: Path, text: str, sentence: str) -> None:
    found = remarks(tmp_path, f"id,name,Job title,employer\nE1,Ana,{text},\nE2,Bo,21301,\n")

    assert [(where, said.startswith(sentence)) for where, said in found] == [
        ("mentees.csv, row 2, column Job title", True)
    ]


def test_the_nearest_titles_are_in_the_reader_s_language(tmp_path: Path) -> None:
    ((_, said),) = remarks(
        tmp_path, "id,name,occupation\nE1,Ana,ingénieur civil de ponts\nE2,Bo,21301\n", "fr"
    )

    assert "21300 Ingénieurs civils/ingénieures civiles" in said


def test_an_occupation_with_nothing_near(tmp_path: Path) -> None:
    ((_, said),) = remarks(tmp_path, "id,name,occupation\nE1,Ana,会\nE2,Bo,21301\n")

    assert said.endswith("Write the five-digit code of NOC 2021 that fits the person’s work.")


def test_a_lock_against_a_rule_is_said_where_it_was_written(tmp_path: Path) -> None:
    found = remarks(tmp_path, "id,name,occupation,employer\nE1,Ana,21300,\nE2,Bo,31301,Bank\n")

    assert found == [
        (
            "mentors.csv, row 3, column locked_with",
            (
                "Fixed by hand against the occupation rule: their codes have too few digits in common. "
                "Keep the pair if you are sure (Bo with Paul); otherwise empty the cell."
            ),
        ),
        (
            "mentors.csv, row 3, column locked_with",
            (
                "Fixed by hand against the employer rule: both work for the same employer. "
                "Keep the pair if you are sure (Bo with Paul); otherwise empty the cell."
            ),
        ),
    ]


def test_pairs_fixed_by_hand_beyond_a_maximum_are_told(tmp_path: Path) -> None:
    found = remarks(
        tmp_path,
        "id,occupation,Agence,locked_with\nE1,21300,North,M1\nE2,21300,North,M2\nE3,21300,,\n",
        mentors="id,occupation,Employer\nM1,21300,City\nM2,21300,City\n",
        quotas=(Quota(AGENCY, "NORTH", 1, 2), Quota(HOST, "City", 0, 1), Quota(AGENCY, "north", 0, 1)),
    )
    fix = "Raise the maximum, or empty the cell of a pair that is fixed by hand."
    assert found == [
        ("mentors.csv, column Employer", f"Places of “City”: 2, and 1 at most were asked for. {fix}"),
        ("mentees.csv, column Agence", f"Places of “north”: 2, and 1 at most were asked for. {fix}"),
    ]


def test_limits_that_a_stable_proposal_passes_over_are_told(tmp_path: Path) -> None:
    mentees = "id,occupation,agency,prefers\nE1,21300,North,M1\nE2,21300,,M1\nE3,21300,North,M2\n"
    found = remarks(
        tmp_path,
        mentees,
        mentors="id,occupation,minimum,capacity,prefers\nM1,21300,,1,E1\nM2,21300,3,3,\n",
        mode=STABLE,
        quotas=(Quota(AGENCY, "North", 0, 1), Quota(AGENCY, "North", 3)),
    )
    fix = "The mode “stable” passes over this limit: choose another mode where it must hold."
    assert found == [
        ("mentees.csv, column agency", f"Places of “North”: 2, and 1 at most were asked for. {fix}"),
        ("mentees.csv, column agency", f"Places of “North”: 2, and 3 at least were asked for. {fix}"),
        ("mentors.csv, row 3, column minimum", f"Mentees: 2, and 3 at least were asked for. {fix}"),
    ]
