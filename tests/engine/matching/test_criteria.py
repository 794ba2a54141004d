from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching.criteria import CRITERION, closeness
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import UNKNOWN
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.settings import CRITERIA
from tests.engine.matching import reference
from tests.engine.matching.factories import cohort, participant, place

ONE = np.array([0])
NAN = float("nan")
Fields = dict[str, Any]


def value(criterion: str, mine: Fields, theirs: Fields) -> float:
    features = encode(Problem(participants=(participant(**mine),), places=(place(**theirs),)))
    return float(CRITERION[criterion](features, ONE, ONE)[0])


def test_closeness_grows_with_the_digits_in_common() -> None:
    codes = np.array([31301, UNKNOWN])
    others = np.array([31301, 31302, 31311, 31201, 32301, 41301, UNKNOWN])
    assert closeness(codes, others).tolist() == [[1, 0.8, 0.6, 0.25, 0.1, 0, 0], [0] * 7]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("31301",), ("31301",), 1.0),
        (("31301",), ("31302",), 0.8),
        (("21300", "31301"), ("31301",), 0.9),
        (("21300",), ("31301", "21300"), 0.9),
        (("31301", "21300"), ("31302", "21300"), 0.9),
        (("31301", "21300"), ("31301", "21300"), 1.0),
        (("31301", "21300"), ("31302", "21301"), 0.8),
        (("00012",), ("00018",), 0.8),
        (("31301",), ("72106",), 0.0),
        ((), ("72106",), NAN),
        (("31301",), (), NAN),
    ],
)
def test_the_closest_occupations_count_the_main_ones_most(
    mine: tuple[str, ...], theirs: tuple[str, ...], expected: float
) -> None:
    found = value("occupation", {"occupations": mine}, {"occupations": theirs})
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("goals", "offers", "expected"),
    [
        ({"cv"}, {"cv", "network"}, 1.0),
        ({"cv", "network"}, {"cv"}, 0.5),
        ({"cv", "licence", "network"}, {"interview"}, 0.0),
        ({"cv"}, set(), NAN),
        (set(), {"cv"}, NAN),
    ],
)
def test_goals_count_by_the_share_that_is_offered(goals: set[str], offers: set[str], expected: float) -> None:
    found = value("goals", {"goals": frozenset(goals)}, {"offers": frozenset(offers)})
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (10, 0, 0.0),
        (5, 0, 0.0),
        (5, 2.5, 0.15),
        (5, 5, 0.3),
        (0, 1.5, 0.65),
        (0, 3, 1.0),
        (0, 12, 1.0),
        (0, 18.5, 0.7),
        (0, 25, 0.4),
        (0, 60, 0.4),
        (None, 5, NAN),
        (5, None, NAN),
    ],
)
def test_experience_is_best_between_three_and_twelve_years_apart(
    mine: float | None, theirs: float | None, expected: float
) -> None:
    assert value("experience", {"years": mine}, {"years": theirs}) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"en": 9}, {"en": 12}, 1.0),
        ({"en": 6}, {"en": 12}, 0.5),
        ({"en": 12}, {"en": 6}, 0.5),
        ({"en": 3}, {"en": 9}, 0.0),
        ({"en": 1}, {"en": 9}, 0.0),
        ({"en": 6}, {"en": None}, 0.5),
        ({"en": None}, {"en": None}, NAN),
        ({"en": 5, "fr": 8}, {"en": 12, "fr": 12}, 5 / 6),
        ({"en": 5, "fr": None}, {"en": 12, "fr": None}, 2 / 6),
        ({"en": 3, "fr": None}, {"en": 3, "fr": None}, 0.0),
        ({"en": 9}, {"fr": 9}, 0.0),
        ({"en": 9, "fr": 9}, {"es": None, "uk": 9}, 0.0),
        ({}, {"fr": 9}, NAN),
        ({"en": 9}, {}, NAN),
    ],
)
def test_language_counts_the_best_one_in_common_by_the_lower_level(
    mine: dict[str, int | None], theirs: dict[str, int | None], expected: float
) -> None:
    found = value("language", {"languages": mine}, {"languages": theirs})
    assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ((), (), 0.0),
        (("m1",), (), 0.5),
        (("x", "m1"), ("p1",), 0.9),
        (("m1",), ("p1",), 1.0),
    ],
)
def test_wishes_are_never_unknown(mine: tuple[str, ...], theirs: tuple[str, ...], expected: float) -> None:
    assert value("wishes", {"prefers": mine}, {"prefers": theirs}) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("matters", "mine", "theirs", "expected"),
    [
        (True, {"newcomer", "parent"}, {"parent"}, 0.5),
        (True, {"newcomer"}, {"newcomer", "parent"}, 1.0),
        (True, {"newcomer"}, {"parent"}, 0.0),
        (True, set(), {"parent"}, NAN),
        (True, {"parent"}, set(), NAN),
        (False, {"parent"}, {"parent"}, 0.0),
        (False, set(), set(), 0.0),
    ],
)
def test_background_counts_only_for_who_asks(
    matters: bool,  # noqa: FBT001
    mine: set[str],
    theirs: set[str],
    expected: float,
) -> None:
    fields = {"background": frozenset(mine), "background_matters": matters}
    found = value("background", fields, {"background": frozenset(theirs)})
    assert found == pytest.approx(expected, nan_ok=True)


def test_waiting_counts_in_relation_to_the_others_and_alike_with_everybody() -> None:
    days = (date(2026, 1, 1), date(2026, 1, 5), None)
    people = tuple(participant(f"p{at}", waiting_since=day) for at, day in enumerate(days))
    features = encode(Problem(participants=people, places=(place("m1"), place("m2"))))
    block = CRITERION["waiting"](features, np.arange(3)[:, None], np.arange(2)[None, :])
    assert block.ravel().tolist() == pytest.approx([1, 1, 0, 0, NAN, NAN], nan_ok=True)


def test_the_criteria_stand_in_the_order_they_are_shown() -> None:
    assert tuple(CRITERION) == CRITERIA


@settings(max_examples=50)
@given(st.integers(0, 10**9))
def test_all_pairs_at_once_are_valued_as_one_by_one(seed: int) -> None:
    problem = cohort(seed, 7, 6)
    features = encode(problem)
    rows, columns = np.arange(7)[:, None], np.arange(6)[None, :]
    listed = np.repeat(np.arange(7), 6), np.tile(np.arange(6), 7)
    expected = [reference.criteria(p, m, problem) for p in problem.participants for m in problem.places]
    for name in CRITERIA:
        wanted = [NAN if pair[name] is None else pair[name] for pair in expected]
        block = CRITERION[name](features, rows, columns)
        assert block.ravel().tolist() == pytest.approx(wanted, nan_ok=True)
        assert CRITERION[name](features, *listed).tolist() == pytest.approx(wanted, nan_ok=True)
