from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Clash, Participant, Place, Problem, match
from parcours.engine.matching.result import Unmatched
from parcours.engine.matching.unmatched import NAMED
from tests.engine.matching import reference
from tests.engine.matching.factories import (
    ENGINEER,
    NURSE_AIDE,
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
ALL_RULES = with_rules(*reference.RULES)


def explained(participants: tuple[Participant, ...], places: tuple[Place, ...]) -> Unmatched:
    """Return why p1 has no place."""
    result = match(Problem(participants=participants, places=places, settings=ALL_RULES))
    (found,) = [unmatched for unmatched in result.unmatched if unmatched.participant == "p1"]
    return found


def test_without_any_open_place_nothing_else_is_said() -> None:
    found = explained(people("p1"), (place(capacity=0),))
    assert found == Unmatched("p1", "no_open_place", {})


KNOWN = participant(
    languages={"en": 9},
    meeting=frozenset({"in_person"}),
    city="ottawa",
    province="on",
    availability=frozenset({"weekend"}),
    employer="college",
    avoid_ids=frozenset({"avoided"}),
)
MENTORS = (
    place("far", occupations=(ENGINEER,)),
    place("french", languages={"fr": 9}),
    place("online", meeting=frozenset({"online"})),
    place("busy", availability=frozenset({"weekday_day"})),
    place("avoided"),
    place("colleague", employer="college"),
)


@pytest.mark.parametrize("rule", reference.RULES)
def test_the_rule_that_left_nobody_is_named_with_how_many_were_left(rule: str) -> None:
    at = reference.RULES.index(rule)
    found = explained((KNOWN,), MENTORS[: at + 1])
    assert found.reason == rule
    assert list(found.remaining) == list(reference.RULES)
    assert list(found.remaining.values()) == [max(at - step, 0) for step in range(6)]
    assert found.open_by_rule == {
        name: (mentor.id,)
        for name, mentor in zip(reference.RULES, MENTORS[: at + 1], strict=False)
        if name != "avoid"
    }
    assert (found.rivals, found.seats, found.contested) == (0, 0, ())


def test_a_paused_mentor_is_not_counted() -> None:
    found = explained((KNOWN,), (place("french", languages={"fr": 9}), place("paused", capacity=0)))
    assert (found.reason, found.remaining["occupation"]) == ("language", 1)


def test_competition_says_who_competes_for_what() -> None:
    participants = (
        participant("p1", languages={"en": 5, "fr": 5}),
        participant("p2", languages={"en": 12}),
        participant("p3", languages={"en": 12, "fr": 12}),
        participant("p4", languages={"fr": 12}),
        participant("p5", occupations=(ENGINEER,)),
    )
    places = (
        place("m1", languages={"en": 9}),
        place("m2", languages={"fr": 12}, capacity=2),
        place("m3", occupations=(ENGINEER,)),
    )
    found = explained(participants, places)
    assert (found.reason, found.rivals, found.seats, found.contested) == ("competition", 4, 3, ("m1", "m2"))
    assert found.open_by_rule == {}


def test_the_place_that_suits_best_is_named_first() -> None:
    places = tuple(place(f"m{at}", languages={"en": level}) for at, level in enumerate((5, 9, 7)))
    rivals = people("p2", "p3", "p4", languages={"en": 12}, prefers=("m0", "m1", "m2"))
    found = explained((participant("p1", languages={"en": 9}), *rivals), places)
    assert found.contested == ("m1", "m2", "m0")


def test_who_holds_a_place_by_hand_competes_and_who_has_another_does_not() -> None:
    problem = Problem(
        participants=(
            participant("p1"),
            participant("p2", occupations=(ENGINEER,)),
            participant("p3"),
            participant("p4"),
        ),
        places=(place("m1", capacity=2), place("m2", occupations=(ENGINEER,))),
        locks=(("p2", "m1"), ("p3", "m2")),
    )
    (found,) = match(problem).unmatched
    assert (found.reason, found.rivals, found.seats) == ("competition", 3, 2)


def test_an_exemption_helps_too_where_others_would_move_on() -> None:
    participants = (
        participant("p1", occupations=(NURSE_AIDE,)),
        participant("p2", availability=frozenset({"weekday_day"})),
    )
    places = (
        place("m1", availability=frozenset({"weekday_day"}), languages={"en": 9}),
        place("m2", languages={"fr": 9}, availability=frozenset({"weekday_day"})),
    )
    found = explained(participants, places)
    assert (found.reason, found.open_by_rule) == ("occupation", {"occupation": ("m1", "m2")})


def test_an_exemption_does_not_help_where_every_place_is_taken() -> None:
    found = explained((participant("p1", occupations=(ENGINEER,)), participant("p2")), (place("m1"),))
    assert (found.reason, found.open_by_rule) == ("occupation", {})


def test_at_most_five_who_could_give_a_place_are_named_the_best_first() -> None:
    places = tuple(
        place(f"m{at}", occupations=(ENGINEER,), languages={"en": level})
        for at, level in enumerate((3, 5, 9, 4, 8, 6, 7))
    )
    found = explained((participant("p1", languages={"en": 9}),), places)
    assert found.open_by_rule == {"occupation": ("m2", "m4", "m6", "m5", "m1")}
    assert NAMED == 5


def test_a_kept_pair_that_lost_its_seat_is_competition_whatever_the_rules() -> None:
    problem = Problem(
        participants=people("p1", "p2"),
        places=(place("m1", occupations=(ENGINEER,)), place("m2", occupations=(ENGINEER,))),
        previous=(("p1", "m1"), ("p2", "m1")),
    )
    (found,) = match(problem).unmatched
    assert (found.reason, found.contested, found.rivals, found.seats) == ("competition", ("m1",), 2, 1)
    assert found.open_by_rule == {"occupation": ("m2",)}


@settings(max_examples=100)
@given(SEEDS)
def test_what_is_said_is_true(seed: int) -> None:
    problem = small_cohort(seed)
    try:
        with narrow(seed):
            result = match(problem)
    except Clash:
        assume(False)  # noqa: FBT003 - hypothesis wants it so
    for found in result.unmatched:
        assert_true(problem, found, len(made(result)))


def assert_true(problem: Problem, found: Unmatched, placed: int) -> None:
    (p,) = [p for p in problem.participants if p.id == found.participant]
    having = [m for m in problem.places if m.capacity]
    eligible = reference.eligible(problem)
    if not having:
        assert found == Unmatched(p.id, "no_open_place", {})
        return
    on = [name for name in reference.RULES if problem.settings.rules[name]]
    broken = {
        m.id: set() if m.id in eligible[p.id] else set(reference.broken(p, m, problem.settings))
        for m in having
    }
    left = {name: sum(not broken[m.id] & set(on[: at + 1]) for m in having) for at, name in enumerate(on)}
    assert dict(found.remaining) == left
    assert found.reason == next((name for name in on if not left[name]), "competition")
    assert sorted(found.contested) == sorted(eligible[p.id])
    if found.contested:
        assert_competition(problem, found, placed)
    for name in on:
        gained = reference.most(problem, [(p.id, name)]) - placed
        assert gained == (name in found.open_by_rule or (name == "avoid" and gained))
        for id_ in found.open_by_rule.get(name, ()):
            assert broken[id_] == {name}


def assert_competition(problem: Problem, found: Unmatched, placed: int) -> None:
    """Check that the seats are fewer than the rivals, and that a seat more at any of the places would do."""
    locked = dict(problem.locks)
    contested = set(found.contested)
    rivals = {
        p
        for p, places in reference.eligible(problem).items()
        if locked.get(p) in contested or (p not in locked and contested & set(places))
    }
    assert found.rivals == len(rivals) > found.seats
    assert found.seats == sum(m.capacity for m in problem.places if m.id in contested)
    for id_ in contested:
        places = tuple(replace(m, capacity=m.capacity + (m.id == id_)) for m in problem.places)
        assert reference.most(replace(problem, places=places)) == placed + 1


@settings(max_examples=15)
@given(SEEDS)
def test_an_exemption_really_opens_a_place_in_a_larger_cohort(seed: int) -> None:
    problem = cohort(seed, 30, 14)
    result = match(problem)
    for found in result.unmatched[:3]:
        for name, names in found.open_by_rule.items():
            lock = replace(problem, locks=((found.participant, names[0]),))
            assert len(match(lock).pairs) == len(result.pairs) + 1
            assert name in result.rule_costs
