from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.people import Cohort, Mentee, Mentor, Program
from parcours.engine.checking.points import Points, shared_out
from parcours.engine.matching.settings import CRITERIA
from tests.engine.checking.cohorts import as_checked
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort

ROOTS = frozenset({"parent", "veteran"})


def test_what_is_left_over_goes_to_those_cut_most() -> None:
    assert shared_out({"a": 1, "b": 1, "c": 1}) == {"a": 334, "b": 333, "c": 333}
    assert shared_out({"a": 1, "b": 0, "c": 2}) == {"a": 333, "b": 0, "c": 667}


@pytest.mark.parametrize(
    ("criterion", "mentee", "mentor", "points"),
    [
        ("occupation", {}, {"occupations": ("31301",)}, 0),
        ("occupation", {"occupations": ("31301",)}, {"occupations": ("31302",)}, 800),
        ("occupation", {"occupations": ("72106", "31301")}, {"occupations": ("31301",)}, 900),
        ("goals", {"goals": ROOTS}, {"offers": frozenset({"parent"})}, 500),
        ("experience", {"years": 5}, {}, 0),
        ("experience", {"years": 10}, {"years": 5}, 0),
        ("experience", {"years": 5}, {"years": 5}, 300),
        ("experience", {"years": 1}, {"years": 13}, 1000),
        ("experience", {"years": 1}, {"years": 40}, 400),
        ("language", {"languages": {"en": 6, "fr": None}}, {"languages": {"en": None, "fr": None}}, 500),
        ("wishes", {"prefers": ("x", "m")}, {"prefers": ("p",)}, 900),
        ("wishes", {"prefers": ("a", "b", "c", "d", "e", "m")}, {}, 100),
        ("waiting", {"waiting_since": date(2026, 1, 1)}, {}, 1000),
        ("waiting", {}, {}, 0),
        ("background", {"background": ROOTS}, {"background": ROOTS}, 0),
        ("background", {"background": ROOTS, "background_matters": True}, {"background": ROOTS}, 1000),
    ],
)
def test_a_criterion_gives_points(
    criterion: str, mentee: Mapping[str, object], mentor: Mapping[str, object], points: int
) -> None:
    pair = Mentee(id="p", **mentee), Mentor(id="m", **mentor)  # type: ignore[arg-type]
    later = Mentee(id="q", waiting_since=date(2026, 3, 1))
    program = Program(rules=frozenset(), digits=3, weights={**dict.fromkeys(CRITERIA, 0), criterion: 1})
    found = Points(Cohort(mentees=(pair[0], later), mentors=(pair[1],), program=program))
    assert found.of(*pair) == {criterion: points}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_points_are_those_that_the_tests_of_the_engine_find(seed: int) -> None:
    problem = cohort(seed, 8, 8, chosen=any_settings(seed))
    checked = as_checked(problem)
    points = Points(checked)
    found = {(p.id, m.id): sum(points.of(p, m).values()) for p in checked.mentees for m in checked.mentors}
    assert found == reference.scores(problem)
