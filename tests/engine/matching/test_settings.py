import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.engine.matching.settings import ALWAYS, CRITERIA, FULL_SCORE, RULES, Settings
from tests.engine.matching import reference
from tests.engine.matching.factories import settings

WEIGHTS = dict.fromkeys(CRITERIA, 1)


def test_by_default_every_rule_but_the_employer_holds_and_every_criterion_weighs() -> None:
    chosen = Settings()
    assert [name for name in RULES if not chosen.rules[name]] == ["employer"]
    assert chosen.shares() == {
        "occupation": 400,
        "goals": 150,
        "experience": 100,
        "language": 100,
        "wishes": 120,
        "waiting": 60,
        "background": 70,
    }
    assert (chosen.occupation_digits, chosen.keep_bonus) == (3, ALWAYS)


def test_shares_are_whole_and_the_largest_remainders_are_rounded_up() -> None:
    thirds = settings(occupation=1, goals=1, language=1).shares()
    assert {name: share for name, share in thirds.items() if share} == {
        "occupation": 334,
        "goals": 333,
        "language": 333,
    }
    sevenths = settings(wishes=1, waiting=6).shares()
    assert (sevenths["wishes"], sevenths["waiting"]) == (143, 857)


@given(st.lists(st.integers(0, 10**6), min_size=len(CRITERIA), max_size=len(CRITERIA)).filter(any))
def test_shares_add_up_in_proportion(weights: list[int]) -> None:
    chosen = Settings(weights=dict(zip(CRITERIA, weights, strict=True)))
    shares = chosen.shares()
    assert sum(shares.values()) == FULL_SCORE
    assert shares == reference.shares(chosen)
    for name, weight in chosen.weights.items():
        assert abs(shares[name] - FULL_SCORE * weight / sum(weights)) < 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rules": {"occupation": True}}, "rules must name exactly occupation, language"),
        ({"rules": {**dict.fromkeys(RULES, True), "age": True}}, "rules must name exactly"),
        ({"weights": {"occupation": 1}}, "weights must name exactly occupation, goals"),
        ({"weights": {**WEIGHTS, "goals": -1}}, "weights must not be negative"),
        ({"weights": dict.fromkeys(CRITERIA, 0)}, "one must be above 0"),
        ({"occupation_digits": 0}, "occupation_digits must be from 1 to 5"),
        ({"occupation_digits": 6}, "occupation_digits must be from 1 to 5"),
        ({"keep_bonus": -1}, "keep_bonus must be 'always' or from 0 to 1,000,000"),
        ({"keep_bonus": 1_000_001}, "keep_bonus must be 'always' or from 0 to 1,000,000"),
        ({"keep_bonus": "sometimes"}, "keep_bonus must be 'always' or from 0 to 1,000,000"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        Settings(**fields)


@pytest.mark.parametrize("keep_bonus", [0, 1_000_000, ALWAYS])
def test_a_keep_bonus_is_a_number_or_always(keep_bonus: int | str) -> None:
    assert Settings(keep_bonus=keep_bonus).keep_bonus == keep_bonus
