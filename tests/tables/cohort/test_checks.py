from pathlib import Path

import pytest

from parcours.core.language import speak
from parcours.reporting.findings import what_and_fix
from parcours.tables.findings import Refused
from tests.tables.cohort.people import MENTEES, MENTORS, read, refusal, warnings

NOBODY = "is not an identifier of the other file, so there is nobody to lock with."


def mentees(*locks: str) -> str:
    return "id,name,occupation,Jumelé avec\n" + "".join(
        f"P{n},{name},21300,{lock}\n"
        for n, (name, lock) in enumerate(zip(("Ana", "Bob", "Zoé"), locks, strict=False), 1)
    )


def mentors(*locks: str, capacity: int = 2) -> str:
    return "id,name,occupation,Locked with,capacity\n" + "".join(
        f"M{n},{name},21300,{lock},{capacity}\n"
        for n, (name, lock) in enumerate(zip(("Eve", "Jo"), locks, strict=True), 1)
    )


def test_locks_said_on_either_side(tmp_path: Path) -> None:
    cohort = read(tmp_path, mentees("M2", "", ""), mentors("P3; P2", "P1"))
    assert cohort.locks == [("P1", "M2"), ("P2", "M1"), ("P3", "M1")]
    assert cohort.mentors[0].locked_with == ("P3", "P2")
    assert cohort.mentees_table.header("locked_with") == "Jumelé avec"


def test_locks_with_nobody(tmp_path: Path) -> None:
    assert refusal(tmp_path, mentees("M3", "zzz", ""), mentors("P9", "")) == [
        f"mentees.csv:2:Jumelé avec “M3” {NOBODY}",
        f"mentees.csv:3:Jumelé avec “zzz” {NOBODY}",
        f"mentors.csv:2:Locked with “P9” {NOBODY}",
    ]


def test_the_closest_identifier_is_offered_to_the_first_who_need_it(tmp_path: Path) -> None:
    wrong = "id,occupation,locked_with\n" + "".join(f"P{n},1,M-01{n:02}\n" for n in range(25))
    with pytest.raises(Refused) as refused:
        read(tmp_path, wrong, "id,occupation\nM-0101x,1\n")
    fixes = [what_and_fix(finding, speak("en"))[1] for finding in refused.value.findings]
    assert fixes[0] == "Did you mean “M-0101x”? Separate several identifiers with “;”."
    assert fixes[24] == "Write an identifier of the other file; separate several with “;”."
    assert [fix for fix in fixes if "M-0101x" in fix] == fixes[:20]


def test_a_lock_by_name_says_the_identifier(tmp_path: Path) -> None:
    assert refusal(tmp_path, mentees("eve", "", ""), mentors("", "")) == [
        "mentees.csv:2:Jumelé avec The lock must give an identifier; “eve” is a name."
    ]


def test_a_lock_within_ones_own_side(tmp_path: Path) -> None:
    assert refusal(tmp_path, mentees("P2", "", ""), mentors("Jo", "")) == [
        "mentees.csv:2:Jumelé avec A lock joins a mentee and a mentor; “P2” is in this same file.",
        "mentors.csv:2:Locked with A lock joins a mentee and a mentor; “Jo” is in this same file.",
    ]


def test_one_mentee_with_two_mentors(tmp_path: Path) -> None:
    two = "The mentee “P1” is locked with several mentors: M1 and M2."
    assert refusal(tmp_path, mentees("M1; M2"), mentors("", "")) == [f"mentees.csv:2:Jumelé avec {two}"]
    assert refusal(tmp_path, mentees("M1"), mentors("", "P1")) == [f"mentors.csv:3:Locked with {two}"]
    assert refusal(tmp_path, MENTEES, mentors("P1", "P1")) == [f"mentors.csv:3:Locked with {two}"]


def test_more_locks_than_places(tmp_path: Path) -> None:
    assert refusal(tmp_path, mentees("M1", "M1", "M2"), mentors("", "", capacity=1)) == [
        "mentors.csv:2:capacity The mentor “M1” is locked with P1 and P2 and has a capacity of 1."
    ]
    assert refusal(tmp_path, mentees("M1"), mentors("", "", capacity=0)) == [
        "mentors.csv:2:capacity The mentor “M1” is locked with P1 and has a capacity of 0."
    ]


def test_whom_people_avoid(tmp_path: Path) -> None:
    found = "id,name,occupation,avoid\nP1,Ana,21300,M2; eve cote; GÉNIE NORD; Nobody; P2\nP2,Bob,21300,\n"
    ana, bob = read(tmp_path, found).mentees
    assert (sorted(ana.avoid_ids), sorted(ana.avoid_employers)) == (["M1", "M2"], ["genie nord"])
    assert bob.avoid_ids | bob.avoid_employers == frozenset()
    assert ana.avoid == ("M2", "eve cote", "GÉNIE NORD", "Nobody", "P2")
    nothing = "is neither a person nor an employer of the other file, so nothing is avoided."
    assert warnings(tmp_path, found) == [
        f"mentees.csv:2:avoid “Nobody” {nothing}",
        f"mentees.csv:2:avoid “P2” {nothing}",
    ]


def test_whom_people_prefer(tmp_path: Path) -> None:
    found = MENTORS.replace("employer", "employer,Choix").replace(
        "Génie Nord", 'Génie Nord,"P2; P9; Ana Silva; P1; P2"'
    )
    eve, jo = read(tmp_path, mentors=found).mentors
    assert (eve.prefers, jo.prefers) == (("P2", "P1"), ())
    assert warnings(tmp_path, mentors=found) == [
        "mentors.csv:2:Choix “P9” is nobody in the other file and is left out.",
        "mentors.csv:2:Choix “P1” is named twice; the first place counts.",
    ]


def test_a_name_of_two_people_is_nobodys_wish(tmp_path: Path) -> None:
    twins = "id,name,occupation\nP1,Ana,1\nP2,Ana,1\n"
    found = (
        MENTORS.replace("employer", "avoid,prefers").replace("Génie Nord", "Ana,Ana").replace("Ville", ",")
    )
    eve, _jo = read(tmp_path, twins, found).mentors
    assert (sorted(eve.avoid_ids), eve.prefers) == (["P1", "P2"], ())
