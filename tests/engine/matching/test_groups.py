import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import groups as grouping
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import Ints
from parcours.engine.matching.groups import Groups
from parcours.engine.matching.rules import RULE
from tests.engine.matching.factories import cohort


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**9),
    digits=st.integers(1, 5),
    by_occupation=st.booleans(),
    at_once=st.sampled_from([1, 10, grouping.AT_ONCE]),
)
def test_groups_meet_whom_the_rule_lets_them_meet(
    *, seed: int, digits: int, by_occupation: bool, at_once: int
) -> None:
    features = encode(cohort(seed, 9, 6))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "AT_ONCE", at_once)
        groups = Groups(features, digits, by_occupation=by_occupation)
    lefts, rights = np.arange(9), np.arange(6)
    may = RULE["occupation"].holds(features, lefts[:, None], rights[None, :], digits) | (not by_occupation)
    may &= features.capacity > 0
    allowed = pairs(*np.nonzero(may))
    some, others = lefts[:: 1 + seed % 3], rights[:: 1 + seed % 2]
    assert pairs(*groups.rows(some)) == {pair for pair in allowed if pair[0] in some}
    assert pairs(*groups.columns(others)) == {pair for pair in allowed if pair[1] in others}


def pairs(i: Ints, j: Ints) -> set[tuple[int, int]]:
    found = list(zip(i.tolist(), j.tolist(), strict=True))
    assert len(set(found)) == len(found)
    return set(found)


@pytest.mark.parametrize(("people", "places"), [(0, 3), (3, 0), (0, 0)])
def test_a_side_may_be_empty(people: int, places: int) -> None:
    groups = Groups(encode(cohort(1, people, places)), 3, by_occupation=True)
    assert [len(found) for found in groups.columns(np.arange(places))] == [0, 0]
    assert [len(found) for found in groups.rows(np.arange(people))] == [0, 0]
