import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching.encoding import encode
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.scoring import Scoring
from parcours.engine.matching.settings import CRITERIA, FULL_SCORE, Settings
from tests.engine.matching import reference
from tests.engine.matching.factories import any_settings, cohort, participant, place, settings

ONE = np.array([0])
PERFECT = (
    participant(
        years=1,
        languages={"en": 10},
        prefers=("m1",),
        goals=frozenset({"cv"}),
        background=frozenset({"parent"}),
        background_matters=True,
    ),
    place(
        years=8,
        languages={"en": 10},
        prefers=("p1",),
        offers=frozenset({"cv"}),
        background=frozenset({"parent"}),
    ),
)


def test_the_parts_add_up_to_the_score() -> None:
    features = encode(Problem(participants=PERFECT[:1], places=PERFECT[1:]))
    points, unknown = Scoring(features, Settings()).parts(ONE, ONE)
    assert {name: part.tolist() for name, part in points.items()} == {
        "occupation": [400],
        "goals": [150],
        "experience": [100],
        "language": [100],
        "wishes": [120],
        "waiting": [0],
        "background": [70],
    }
    assert [name for name in CRITERIA if unknown[name][0]] == ["waiting"]
    assert Scoring(features, Settings()).score(ONE, ONE).tolist() == [FULL_SCORE - 60]


def test_what_meets_every_criterion_wholly_scores_in_full() -> None:
    features = encode(Problem(participants=PERFECT[:1], places=PERFECT[1:]))
    known = {name: 1 for name in CRITERIA if name != "waiting"}
    assert Scoring(features, settings(**known)).score(ONE, ONE).tolist() == [FULL_SCORE]


def test_a_criterion_without_weight_is_not_mentioned() -> None:
    features = encode(Problem(participants=(participant(),), places=(place(years=3),)))
    points, unknown = Scoring(features, settings(occupation=1, experience=1)).parts(ONE, ONE)
    assert list(points) == ["occupation", "experience"]
    assert points["experience"].tolist() == [0]
    assert unknown["experience"].tolist() == [True]


def test_a_weight_too_small_for_a_point_gives_none() -> None:
    features = encode(Problem(participants=(participant(),), places=(place(),)))
    points, _ = Scoring(features, settings(occupation=10_000, wishes=1)).parts(ONE, ONE)
    assert {name: part.tolist() for name, part in points.items()} == {"occupation": [1000]}


@given(st.integers(0, 10**9))
def test_scores_are_those_worked_out_by_hand(seed: int) -> None:
    problem = cohort(seed, 6, 5, chosen=any_settings(seed))
    features = encode(problem)
    listed = np.repeat(np.arange(6), 5), np.tile(np.arange(5), 6)
    by_hand = [reference.points(p, m, problem) for p in problem.participants for m in problem.places]
    points, _ = Scoring(features, problem.settings).parts(*listed)
    assert [{n: int(points[n][at]) for n in points} for at in range(30)] == by_hand
    totals = [sum(pair.values()) for pair in by_hand]
    assert Scoring(features, problem.settings).score(*listed).tolist() == totals
    block = Scoring(features, problem.settings).score(np.arange(6)[:, None], np.arange(5)[None, :])
    assert block.ravel().tolist() == totals
    assert 0 <= min(totals) <= max(totals) <= FULL_SCORE
