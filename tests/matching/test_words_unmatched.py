"""Why somebody has no place, and what would help."""

import pytest

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from tests.reporting.factories import CIVIL, NURSE, Facts, mentee, mentor, proposal, settings

ENGINEERING = "Professional occupations in engineering (213)"
NEW_ENGINEER = f"No single change would help; a new mentor in this field would: {ENGINEERING}."
EVENING, WEEKEND = frozenset({"weekday_evening"}), frozenset({"weekend"})
IN_PERSON, ONLINE = frozenset({"in_person"}), frozenset({"online"})


def said(found: Proposal, language: str = "en") -> list[tuple[str, list[str]]]:
    words = Words(found, language)
    return [words.unmatched(person) for person in found.result.unmatched]


def test_no_mentor_has_a_place() -> None:
    assert said(proposal([mentee(), mentee("P2", occupations=())], [mentor(capacity=0)])) == [
        (
            "No mentor has a place to give.",
            [NEW_ENGINEER],
        ),
        ("No mentor has a place to give.", ["No single change would help; a new mentor would."]),
    ]


def test_no_mentor_in_the_field() -> None:
    found = proposal(
        [mentee(occupations=(CIVIL, NURSE, "21301"))], [mentor(name="Sam Ray", occupations=("11100",))]
    )
    ((why, ways),) = said(found)
    assert why == (
        "No mentor with a place works in this field: Professional occupations in engineering (213) or "
        "Nursing and allied health professionals (313)."
    )
    assert ways == ["If a less close occupation is enough, Sam Ray (M1) could give a place."]


def test_rules_narrow_the_mentors_down() -> None:
    mentors = [
        mentor("M1", languages={"fr": 9}, availability=EVENING),
        mentor("M2", languages={"en": 9}, availability=EVENING),
        mentor("M3", languages={"en": 9}, availability=EVENING),
        mentor("M4", occupations=(NURSE,)),
    ]
    ((why, ways),) = said(proposal([mentee(languages={"en": 9}, availability=WEEKEND)], mentors))
    assert why == "3 mentors in the field, 2 of them with a common language, none free at the same time."
    assert ways == [
        "If this person were also free on weekday evenings, M2 or M3 could give a place.",
        "If a less close occupation is enough, M4 could give a place.",
    ]


@pytest.mark.parametrize(
    ("language", "why", "way"),
    [
        (
            "en",
            "1 mentor with a place, none in the same city or online.",
            "If this person could also meet online, M1 could give a place.",
        ),
        (
            "fr",
            "1 mentor ayant une place, aucun dans la même ville ou en ligne.",
            "Si cette personne pouvait aussi faire les rencontres en ligne, une place se libérerait auprès de M1.",
        ),
    ],
)
def test_online_would_help(language: str, why: str, way: str) -> None:
    found = proposal(
        [mentee(meeting=IN_PERSON)],
        [mentor(meeting=ONLINE, occupations=(NURSE,))],
        settings(off=("occupation",)),
    )
    assert said(found, language) == [(why, [way])]


def test_another_city() -> None:
    mentees, mentors = [mentee(meeting=IN_PERSON, city="Ottawa")], [mentor(meeting=IN_PERSON, city="Toronto")]
    ((_, ways),) = said(proposal(mentees, mentors))
    assert ways == ["If they found a way to meet, M1 could give a place."]


@pytest.mark.parametrize(
    ("mine", "theirs", "why", "ways"),
    [
        (
            {"languages": {"en": 9}},
            {"languages": {"fr": 9}},
            "1 mentor in the field, none with a common language.",
            ["Without the rule “Shared language” for this person, M1 could give a place."],
        ),
        (
            {"employer": "City"},
            {"employer": "city"},
            "1 mentor in the field, none with another employer.",
            ["Without the rule “Different employers” for this person, M1 could give a place."],
        ),
        (
            {"avoid_ids": frozenset({"M1"})},
            {},
            "1 mentor in the field, none after those to avoid.",
            [NEW_ENGINEER],
        ),
    ],
)
def test_other_rules(mine: Facts, theirs: Facts, why: str, ways: list[str]) -> None:
    assert said(proposal([mentee(**mine)], [mentor(**theirs)], settings(on=("employer",)))) == [(why, ways)]


def test_competition() -> None:
    mentees = [mentee(f"P{n}") for n in range(3)]
    ((why, ways),) = said(proposal(mentees, [mentor("M1", name="Nadia Roy", capacity=2)]))
    assert why == "3 people compete for 2 places, with Nadia Roy (M1)."
    assert ways == ["One more place with Nadia Roy (M1) would do."]


def test_one_more_place_comes_before_another_occupation() -> None:
    mentees = [mentee("P1", availability=EVENING), mentee("P2", availability=EVENING)]
    mentors = [
        mentor("M1", availability=EVENING),
        mentor("M2", availability=WEEKEND),
        mentor("M3", occupations=(NURSE,)),
    ]
    ((why, ways),) = said(proposal(mentees, mentors))
    assert why == "2 people compete for 1 place, with M1."
    assert ways == [
        "If this person were also free on weekends, M2 could give a place.",
        "One more place with M1 would do.",
        "If a less close occupation is enough, M3 could give a place.",
    ]


def test_many_mentors_are_counted() -> None:
    mentees, mentors = [mentee(f"P{n}") for n in range(9)], [mentor(f"M{n}") for n in range(8)]
    ((why, _),) = said(proposal(mentees, mentors))
    assert why.startswith("9 people compete for 8 places, with ")
    assert why.endswith(" and 3 others.")
