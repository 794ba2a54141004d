import re
from typing import Any

import pytest

from parcours.engine.matching.problem import Problem
from tests.engine.matching.factories import people, place

TWO = people("p1", "p2")
ONE_PLACE = (place("m1"),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"participants": people("p1", "p1")}, "id p1 stands twice"),
        ({"places": (place("m1"), place("m1"))}, "id m1 stands twice"),
        ({"locks": (("p9", "m1"),)}, "lock p9 - m1: unknown id"),
        ({"locks": (("p1", "m9"),)}, "lock p1 - m9: unknown id"),
        ({"locks": (("m1", "p1"),)}, "lock m1 - p1: unknown id"),
        ({"places": (place("m1", capacity=2),), "locks": (("p1", "m1"), ("p1", "m1"))}, "locked twice"),
        ({"locks": (("p1", "m1"), ("p2", "m1"))}, "m1: 2 locks exceed capacity 1"),
        ({"places": (place("m1", minimum=2),)}, "m1: minimum 2 does not fit capacity 1"),
        ({"places": (place("m1", minimum=-1),)}, "m1: minimum -1 does not fit capacity 1"),
        ({"places": (place("m1", capacity=-1),)}, "m1: minimum 0 does not fit capacity -1"),
    ],
)
def test_a_problem_that_cannot_be_meant_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        Problem(**{"participants": TWO, "places": ONE_PLACE, **fields})


def test_one_id_may_stand_on_both_sides() -> None:
    problem = Problem(participants=people("x"), places=(place("x"),), locks=(("x", "x"),))
    assert problem.locks == (("x", "x"),)


def test_an_earlier_run_may_name_anybody() -> None:
    previous = (("gone", "m1"), ("p1", "gone"))
    assert Problem(participants=TWO, places=ONE_PLACE, previous=previous).previous == previous
