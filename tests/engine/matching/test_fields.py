import numpy as np
import pytest

from parcours.engine.matching.encoding import encode
from parcours.engine.matching.fields import Fields
from parcours.engine.matching.problem import Problem
from tests.engine.matching.factories import participant, place

PEOPLE = (
    participant("p1", occupations=("21231",)),
    participant("p2", occupations=("21231", "31100")),
    participant("p3", occupations=()),
)
PLACES = (
    place("m1", occupations=("21232",)),
    place("m2", occupations=("31102", "21211")),
    place("m3", occupations=()),
    place("m4", occupations=("21231",), capacity=0),
    place("m5", occupations=("41300",)),
)
EVERYBODY, ANYWHERE = np.ones(3, dtype=np.bool_), np.ones(5, dtype=np.bool_)


def met(*, digits: int = 2, by_occupation: bool = True) -> list[tuple[int, int]]:
    fields = Fields(encode(Problem(participants=PEOPLE, places=PLACES)), digits, by_occupation=by_occupation)
    found = []
    for field in fields.of(EVERYBODY, ANYWHERE):
        again = {(row, int(column)) for row, columns in field.again for column in columns}
        found += [
            (i, j)
            for row, i in enumerate(field.lefts.tolist())
            for column, j in enumerate(field.rights.tolist())
            if (row, column) not in again
        ]
    return sorted(found)


def test_a_pair_with_two_occupations_in_common_is_looked_at_once() -> None:
    assert met() == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (2, 4)]


def test_without_the_rule_everybody_may_meet_whoever_has_room() -> None:
    assert met(by_occupation=False) == [(i, j) for i in range(3) for j in (0, 1, 2, 4)]


@pytest.mark.parametrize("side", [0, 1])
def test_nobody_is_in_no_field(side: int) -> None:
    fields = Fields(encode(Problem(participants=PEOPLE, places=PLACES)), 2, by_occupation=True)
    some = [EVERYBODY, ANYWHERE]
    some[side] = ~some[side]
    assert all(not len(field.lefts) * len(field.rights) for field in fields.of(*some))
