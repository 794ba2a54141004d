from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Clash, Problem, match
from parcours.engine.matching.result import Supply
from tests.engine.matching import reference
from tests.engine.matching.factories import (
    ENGINEER,
    NURSE,
    cohort,
    made,
    narrow,
    participant,
    people,
    place,
    small_cohort,
)
from tests.engine.matching.factories import settings as with_rules

SEEDS = st.integers(0, 10**9)


def test_supply_and_demand_are_counted_by_main_occupation() -> None:
    problem = Problem(
        participants=(
            participant("p1"),
            participant("p2", occupations=("31300", ENGINEER)),
            participant("p3", occupations=()),
        ),
        places=(
            place("m1", capacity=3),
            place("m2", capacity=0),
            place("m3", occupations=(ENGINEER, NURSE)),
        ),
    )
    assert match(problem).supply == (
        Supply("", participants=1, placed=1, places=0, capacity=0),
        Supply("213", participants=0, placed=0, places=1, capacity=1),
        Supply("313", participants=2, placed=2, places=2, capacity=3),
    )


def test_the_depth_of_the_rule_is_the_depth_of_the_groups() -> None:
    problem = Problem(participants=people("p1"), places=(place("m1"),), settings=with_rules(digits=1))
    assert match(problem).supply == (Supply("3", participants=1, placed=1, places=1, capacity=1),)


def test_agencies_are_counted_in_order() -> None:
    participants = (
        participant("p1", agency="south"),
        participant("p2", agency="north", occupations=(ENGINEER,)),
        participant("p3", agency="south"),
        participant("p4"),
    )
    result = match(Problem(participants=participants, places=(place(capacity=3),)))
    assert list(result.agencies.items()) == [("", (1, 1)), ("north", (1, 0)), ("south", (2, 2))]


def test_a_rule_costs_the_places_that_it_alone_keeps_shut() -> None:
    participants = (participant("p1", languages={"en": 9}), participant("p2", occupations=(ENGINEER,)))
    places = (place("m1", languages={"fr": 9}), place("m2", languages={"fr": 9}))
    problem = Problem(participants=participants, places=places, settings=with_rules("occupation", "language"))
    assert match(problem).rule_costs == {"occupation": 1, "language": 1}


def test_two_who_would_rather_have_each_other_block() -> None:
    one = participant("p1", languages={"en": 9, "fr": 9})
    places = (place("m1", languages={"en": 6}), place("m2", languages={"fr": 12}))
    for level, blocking in ((6, 1), (9, 0)):
        other = participant("p2", languages={"fr": level})
        problem = Problem(
            participants=(one, other), places=places, settings=with_rules("language", language=1)
        )
        result = match(problem)
        assert (made(result), result.blocking_pairs) == ({"p1": "m1", "p2": "m2"}, blocking)


@settings(max_examples=80)
@given(SEEDS)
def test_rules_cost_what_is_gained_with_them_off_and_blocking_pairs_are_counted(seed: int) -> None:
    problem = small_cohort(seed)
    try:
        with narrow(seed):
            result = match(problem)
    except Clash:
        assume(False)  # noqa: FBT003 - hypothesis wants it so
    for name, cost in result.rule_costs.items():
        assert cost == reference.most(reference.without(problem, name)) - len(result.pairs)
    assert list(result.rule_costs) == [name for name in reference.RULES if problem.settings.rules[name]]
    assert result.blocking_pairs == reference.blocking(problem, made(result))


@settings(max_examples=5)
@given(SEEDS)
def test_rules_cost_what_a_run_with_them_off_gains(seed: int) -> None:
    problem = cohort(seed, 50, 30, locks=3, previous=10)
    result = match(problem)
    for name, cost in result.rule_costs.items():
        assert cost == len(match(reference.without(problem, name)).pairs) - len(result.pairs)
