from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching.encoding import encode
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.rules import RULE
from parcours.engine.matching.settings import RULES
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort, participant, place

ONE = np.array([0])
IN_PERSON, ONLINE, BOTH = frozenset({"in_person"}), frozenset({"online"}), frozenset({"in_person", "online"})
Fields = dict[str, Any]


def asked(rule: str, mine: Fields, theirs: Fields, digits: int = 3) -> tuple[bool, bool]:
    """Return whether the pair may meet, and whether only because a side is missing."""
    features = encode(Problem(participants=(participant(**mine),), places=(place(**theirs),)))
    holds = RULE[rule].holds(features, ONE, ONE, digits)
    return bool(holds[0]), bool(RULE[rule].unsure(features, ONE, ONE, digits)[0])


@pytest.mark.parametrize(
    ("mine", "theirs", "deepest"),
    [
        (("31301",), ("31301",), 5),
        (("31301",), ("31302",), 4),
        (("31301",), ("31311",), 3),
        (("31301",), ("31201",), 2),
        (("31301",), ("32301",), 1),
        (("31301",), ("41301",), 0),
        (("00012",), ("00018",), 4),
        (("21300", "31301"), ("72106", "31300"), 4),
        (("21300",), ("72106", "31300", "21301"), 4),
    ],
)
def test_the_first_digits_of_two_codes_must_agree(
    mine: tuple[str, ...], theirs: tuple[str, ...], deepest: int
) -> None:
    answers = [
        asked("occupation", {"occupations": mine}, {"occupations": theirs}, digits) for digits in range(1, 6)
    ]
    assert answers == [(digits <= deepest, False) for digits in range(1, 6)]


@pytest.mark.parametrize(
    ("rule", "mine", "theirs", "answer"),
    [
        ("occupation", {"occupations": ()}, {}, (True, True)),
        ("occupation", {}, {"occupations": ()}, (True, True)),
        ("language", {"languages": {"en": 5}}, {"languages": {"fr": 9, "en": None}}, (True, False)),
        ("language", {"languages": {"en": 5}}, {"languages": {"fr": 9}}, (False, False)),
        ("language", {"languages": {"en": 5}}, {}, (True, True)),
        ("language", {}, {"languages": {"en": 5}}, (True, True)),
        (
            "availability",
            {"availability": frozenset({"weekend"})},
            {"availability": frozenset({"weekend"})},
            (True, False),
        ),
        (
            "availability",
            {"availability": frozenset({"weekend"})},
            {"availability": frozenset({"weekday_day"})},
            (False, False),
        ),
        ("availability", {"availability": frozenset({"weekend"})}, {}, (True, True)),
        ("availability", {}, {"availability": frozenset({"weekend"})}, (True, True)),
        ("avoid", {}, {}, (True, False)),
        ("avoid", {"avoid_ids": {"m1"}}, {}, (False, False)),
        ("avoid", {"avoid_ids": {"m2"}}, {}, (True, False)),
        ("avoid", {}, {"avoid_ids": {"p1"}}, (False, False)),
        ("avoid", {"avoid_employers": {"college"}}, {"employer": "college"}, (False, False)),
        ("avoid", {"employer": "college"}, {"avoid_employers": {"college"}}, (False, False)),
        ("avoid", {"employer": "college", "avoid_employers": {"college"}}, {}, (True, False)),
        ("employer", {"employer": "college"}, {"employer": "college"}, (False, False)),
        ("employer", {"employer": "college"}, {"employer": "hospital"}, (True, False)),
        ("employer", {"employer": "college"}, {}, (True, True)),
        ("employer", {}, {"employer": "college"}, (True, True)),
        ("employer", {}, {}, (True, True)),
    ],
)
def test_a_rule_looks_at_both_sides(
    rule: str, mine: Fields, theirs: Fields, answer: tuple[bool, bool]
) -> None:
    assert asked(rule, mine, theirs) == answer


OTTAWA, GATINEAU = {"city": "ottawa", "province": "on"}, {"city": "gatineau", "province": "qc"}


@pytest.mark.parametrize(
    ("mine", "theirs", "answer"),
    [
        ({"meeting": ONLINE}, {"meeting": BOTH}, (True, False)),
        ({"meeting": ONLINE}, {"meeting": IN_PERSON}, (False, False)),
        ({"meeting": IN_PERSON, **OTTAWA}, {"meeting": IN_PERSON, **OTTAWA}, (True, False)),
        ({"meeting": IN_PERSON, **OTTAWA}, {"meeting": IN_PERSON, **GATINEAU}, (False, False)),
        ({"meeting": BOTH, **OTTAWA}, {"meeting": BOTH, **GATINEAU}, (True, False)),
        ({"meeting": BOTH, **OTTAWA}, {"meeting": IN_PERSON, **GATINEAU}, (False, False)),
        ({"meeting": IN_PERSON, **OTTAWA}, {"meeting": IN_PERSON}, (True, True)),
        ({"meeting": IN_PERSON}, {"meeting": IN_PERSON, **OTTAWA}, (True, True)),
        ({"meeting": BOTH}, {"meeting": BOTH}, (True, False)),
        ({**OTTAWA}, {"meeting": IN_PERSON, **GATINEAU}, (True, True)),
        ({"meeting": ONLINE}, {}, (True, True)),
    ],
)
def test_people_meet_online_or_in_one_city(mine: Fields, theirs: Fields, answer: tuple[bool, bool]) -> None:
    assert asked("meeting", mine, theirs) == answer


@pytest.mark.parametrize(
    ("province", "other", "near"), [("on", "on", True), ("on", "", True), ("", "", True), ("on", "ns", False)]
)
def test_cities_of_one_name_in_two_provinces_are_two(province: str, other: str, near: bool) -> None:  # noqa: FBT001
    mine = {"meeting": IN_PERSON, "city": "windsor", "province": province}
    theirs = {"meeting": IN_PERSON, "city": "windsor", "province": other}
    assert asked("meeting", mine, theirs) == (near, False)


def test_the_rules_stand_in_the_order_they_are_tried() -> None:
    assert tuple(RULE) == RULES


@settings(max_examples=50)
@given(st.integers(0, 10**9))
def test_all_pairs_at_once_are_judged_as_one_by_one(seed: int) -> None:
    problem = cohort(seed, 7, 6, chosen=any_settings(seed))
    features, digits = encode(problem), problem.settings.occupation_digits
    rows, columns = np.arange(7)[:, None], np.arange(6)[None, :]
    for name in RULES:
        if problem.settings.rules[name]:
            holds = RULE[name].holds(features, rows, columns, digits)
            unsure = RULE[name].unsure(features, rows, columns, digits)
            for at, p in enumerate(problem.participants):
                for other, m in enumerate(problem.places):
                    assert holds[at, other] == (not reference.breaks(name, p, m, digits))
                    assert unsure[at, other] == (name in reference.unsure(p, m, problem.settings))
