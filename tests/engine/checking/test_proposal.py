"""Every answer of the engine holds, and whatever is changed in one is found and named."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.limits import Limits
from parcours.engine.checking.people import NO_LIMIT
from parcours.engine.checking.proposal import check
from parcours.engine.checking.said import Fault, Said
from parcours.engine.matching import Clash, Quota, match
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.settings import MODES, OPTIMAL
from tests.engine.checking.cohorts import as_checked, as_said
from tests.engine.matching.factories import (
    WELDER,
    any_settings,
    cohort,
    participant,
    place,
    small_cohort,
)
from tests.engine.matching.factories import settings as with_rules
from tests.engine.matching.test_progress import stopped

FLOORS = 0.5


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from((OPTIMAL, *MODES)), st.booleans(), st.booleans())
def test_every_answer_holds(seed: int, mode: str, quotas: bool, larger: bool) -> None:  # noqa: FBT001 - drawn
    draw = random.Random(seed)  # noqa: S311 - any cohort will do
    problem = small_cohort(seed)
    if larger:
        chosen = any_settings(seed, keep_bonus=draw.choice(("always", 0, 50)))
        problem = cohort(
            seed, 30, 25, chosen=chosen, locks=draw.choice((0, 2)), previous=draw.choice((0, 20))
        )
    asked = (*_quotas(draw, "agency", "north", "south"), *_quotas(draw, "host", "hospital", "college"))
    own = replace(
        problem.settings, mode=mode, quotas=asked if quotas else (), agency_floor=draw.random() < 0.3
    )
    problem = replace(problem, settings=own)
    try:
        result = match(problem)
    except Clash:
        return
    assert check(as_checked(problem), as_said(problem, result)).faults == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(MODES), st.booleans(), st.integers(0, 6))
def test_an_answer_that_came_early_holds(seed: int, mode: str, quotas: bool, steps: int) -> None:  # noqa: FBT001 - drawn
    draw = random.Random(seed)  # noqa: S311 - any cohort will do
    chosen = any_settings(seed, keep_bonus=draw.choice(("always", 0, 50)))
    problem = cohort(seed, 30, 25, chosen=chosen, locks=draw.choice((0, 2)), previous=draw.choice((0, 20)))
    asked = (*_quotas(draw, "agency", "north", "south"), *_quotas(draw, "host", "hospital", "college"))
    floor = draw.random() < FLOORS
    own = replace(problem.settings, mode=mode, quotas=asked if quotas else (), agency_floor=floor)
    problem = replace(problem, settings=own)
    try:
        result = stopped(problem, steps)
    except Clash:
        return
    assert check(as_checked(problem), as_said(problem, result)).faults == ()


def _quotas(draw: random.Random, kind: str, *names: str) -> list[Quota]:
    limits = [(0, None), (1, None), (0, 2), (1, 4)]
    return [Quota(kind, name, *draw.choice(limits)) for name in names if draw.random() < 0.6]


LOCKED = Problem(
    participants=(
        participant("p1", goals=frozenset({"cv"})),
        participant("p2", agency="north"),
        participant("p3"),
        participant("p4", occupations=(WELDER,)),
    ),
    places=(
        place("m1", offers=frozenset({"cv"})),
        place("m2", capacity=2, minimum=1, employer="clinic"),
        place("m3", occupations=(WELDER,), capacity=0),
    ),
    settings=replace(
        with_rules("occupation"), quotas=(Quota("agency", "north", 1, 1), Quota("host", "clinic", 1))
    ),
    locks=(("p3", "m2"),),
    previous=(("p2", "m2"), ("p4", "m3")),
)
SAID = as_said(LOCKED, match(LOCKED))


def test_what_a_cohort_with_everything_says_holds() -> None:
    found = check(as_checked(LOCKED), SAID)
    assert [(one.mentee, one.mentor) for one in SAID.pairs] == [("p1", "m1"), ("p2", "m2"), ("p3", "m2")]
    assert (found.faults, found.figures) == ((), SAID.figures)


def without(mentee: str) -> Callable[[Said], Said]:
    return lambda said: replace(said, pairs=[one for one in said.pairs if one.mentee != mentee])


def with_pair(mentee: str, /, **changed: Any) -> Callable[[Said], Said]:
    def tampered(said: Said) -> Said:
        pairs = [one._replace(**changed) if one.mentee == mentee else one for one in said.pairs]
        return replace(said, pairs=pairs)

    return tampered


def with_figure(name: str, number: int) -> Callable[[Said], Said]:
    return lambda said: replace(said, figures={**said.figures, name: number})


@pytest.mark.parametrize(
    ("tampered", "fault"),
    [
        (lambda said: replace(said, pairs=[*said.pairs, said.pairs[0]]), Fault("twice", {"mentee": "p1"})),
        (with_pair("p1", mentor="gone"), Fault("unknown", {"mentee": "p1", "mentor": "gone"})),
        (with_pair("p1", mentee="gone"), Fault("unknown", {"mentee": "gone", "mentor": "m1"})),
        (
            with_pair("p1", mentee="p4"),
            Fault("forbidden", {"mentee": "p4", "mentor": "m1", "rules": ["occupation"]}),
        ),
        (with_pair("p1", locked=True), Fault("marks", {"mentee": "p1", "mentor": "m1"})),
        (with_pair("p2", kept=False), Fault("marks", {"mentee": "p2", "mentor": "m2"})),
        (without("p3"), Fault("lock", {"mentee": "p3", "mentor": "m2"})),
        (
            with_pair("p1", parts={**SAID.pairs[0].parts, "goals": 149}),
            Fault(
                "points", {"mentee": "p1", "mentor": "m1", "criterion": "goals", "points": 150, "said": 149}
            ),
        ),
        (
            with_pair("p1", score=SAID.pairs[0].score + 1),
            Fault(
                "score",
                {
                    "mentee": "p1",
                    "mentor": "m1",
                    "points": SAID.pairs[0].score,
                    "said": SAID.pairs[0].score + 1,
                },
            ),
        ),
        (
            with_pair("p1", mentor="m2"),
            Fault("capacity", {"mentor": "m2", "number": 3, "most": 2, "least": 1}),
        ),
        (
            without("p2"),
            Fault("agency", {"name": "north", "number": 0, "least": 1, "most": 1}),
        ),
        (lambda said: replace(said, dropped=frozenset()), Fault("dropped", {"mentee": "p4"})),
        (with_figure("placed", 4), Fault("figure", {"figure": "placed", "found": 3, "said": 4})),
        (with_figure("bound", 4), Fault("figure", {"figure": "bound", "found": 3, "said": 4})),
        (with_figure("gap", 1), Fault("figure", {"figure": "gap", "found": 0, "said": 1})),
        (with_figure("pairs_priced", 5), Fault("figure", {"figure": "pairs_priced", "found": 6, "said": 5})),
        (with_figure("violations", 1), Fault("figure", {"figure": "violations", "found": 0, "said": 1})),
        (without("p1"), Fault("fewer", {"placed": 2, "bound": 3})),
        (
            with_figure("blocking_pairs", 1),
            Fault("figure", {"figure": "blocking_pairs", "found": 0, "said": 1}),
        ),
        (
            with_figure("mentors_rank", 2),
            Fault("figure", {"figure": "mentors_rank", "found": 1, "said": 2}),
        ),
        (
            lambda said: replace(said, counts={**said.counts, ("agency", "north"): (1, 0)}),
            Fault("count", {"group": "agency", "name": "north", "found": (1, 1), "said": (1, 0)}),
        ),
        (
            lambda said: replace(said, counts={**said.counts, ("host quota", "clinic"): (3,)}),
            Fault("count", {"group": "host quota", "name": "clinic", "found": (2,), "said": (3,)}),
        ),
        (
            lambda said: replace(said, counts={**said.counts, ("supply", "999"): (1, 0, 0, 0)}),
            Fault("count", {"group": "supply", "name": "999", "found": (), "said": (1, 0, 0, 0)}),
        ),
        (lambda said: replace(said, unplaced=frozenset()), Fault("unplaced", {"mentee": "p4"})),
        (lambda said: replace(said, stable_bound=3), Fault("stable_unasked", {"said": 3})),
    ],
)
def test_what_was_tampered_with_is_named(tampered: Callable[[Said], Said], fault: Fault) -> None:
    assert fault in check(as_checked(LOCKED), tampered(SAID)).faults


FREE = Problem(
    participants=(participant("p1", prefers=("m1",)), participant("p2")),
    places=(place("m1"), place("m2", occupations=("31300",))),
    settings=with_rules("occupation"),
)


@pytest.mark.parametrize("name", ["pair", "mentors", "pairs"])
def test_nothing_worse_is_proven(name: str) -> None:
    said = as_said(FREE, match(FREE))
    (first, second), points = said.pairs, {"m1": 1, "m2": 2}
    worse = {
        "pair": replace(said, pair=said.pair + 1, mentors=dict.fromkeys(said.mentors, 5)),
        "mentors": replace(said, mentors={**said.mentors, **points}, pair=0),
        "pairs": replace(said, pairs=[first._replace(mentor="m2"), second._replace(mentor="m1")]),
    }[name]
    assert "unproven" in {fault.kind for fault in check(as_checked(FREE), worse).faults}


def test_no_share_is_asked_for_those_without_an_agency() -> None:
    mentees = (participant("p1", agency="north"), participant("p2", agency="north"), participant("p3"))
    limits = Limits(as_checked(replace(FREE, participants=mentees)), {"p1": "m1", "p3": "m2"})
    limits.ask_for_shares(limits.shares(2))
    assert limits.agencies == {"north": (1, NO_LIMIT), "": (0, NO_LIMIT)}


def test_where_the_time_was_over_the_best_may_be_nearer_than_said_and_no_further() -> None:
    mine = replace(SAID, complete=False)
    high, low = (with_figure("bound", number)(mine) for number in (4, 2))
    assert check(as_checked(LOCKED), high).faults == ()
    assert check(as_checked(LOCKED), low).faults == (
        Fault("figure", {"figure": "bound", "found": 3, "said": 2}),
    )
    fewer = {fault.kind for fault in check(as_checked(LOCKED), without("p1")(mine)).faults}
    assert not fewer & {"fewer", "unproven"}


def test_minimums_that_clash_leave_no_bound() -> None:
    clash = replace(FREE, places=(place("m1", capacity=3, minimum=3),), settings=with_rules("occupation"))
    empty = replace(FREE, places=())
    nothing = replace(as_said(empty, match(empty)), pairs=[])
    found = check(as_checked(clash), nothing)
    assert found.figures["bound"] is None
    assert Fault("fewer", {"placed": 0, "bound": None}) in found.faults


def test_whoever_had_a_place_is_counted_with_the_limits_of_mentors_only() -> None:
    """With a minimum of another mentor that those who had a place cannot meet."""
    problem = replace(
        FREE,
        participants=(participant("p1"), participant("p2", occupations=(WELDER,))),
        places=(place("m1"), place("m2", occupations=(WELDER,), minimum=1)),
        previous=(("p1", "m1"),),
    )
    said = as_said(problem, match(problem))
    tampered = replace(said, pairs=said.pairs[1:], dropped=frozenset({"p1"}))
    assert Fault("held", {"possible": 1, "held": 0}) in check(as_checked(problem), tampered).faults


def as_pairs(problem: Problem, pairs: dict[str, str]) -> Said:
    """Return a result with other pairs, all of its marks as they should be."""
    said = as_said(problem, match(replace(problem, previous=(), locks=tuple(pairs.items()))))
    kept = [
        one._replace(locked=False, kept=(one.mentee, one.mentor) in problem.previous) for one in said.pairs
    ]
    had = {mentee for mentee, _ in problem.previous}
    return replace(said, pairs=kept, dropped=frozenset(had - pairs.keys()), complete=True)


def kinds(problem: Problem, pairs: dict[str, str]) -> set[str]:
    return {fault.kind for fault in check(as_checked(problem), as_pairs(problem, pairs)).faults}


QUOTA = (Quota("agency", "north", 0, 1),)
TWO = Problem(
    participants=(participant("p1", agency="north"), participant("p2", agency="north"), participant("p3")),
    places=(place("m1", avoid_ids=frozenset({"p3"})), place("m2")),
    settings=with_rules("avoid"),
)


def test_others_could_be_held_or_make_room_for_more() -> None:
    """North has one place: if that is p1’s, whose mentor p3 may not have, p3 has the other; p2 may have been first."""
    own = replace(TWO.settings, quotas=QUOTA)
    alone = replace(TWO, settings=own, previous=(("p1", "m1"),))
    assert "others" not in kinds(alone, {"p1": "m1", "p3": "m2"})
    assert "others" in kinds(alone, {"p2": "m1", "p3": "m2"})
    either = replace(
        alone,
        participants=(
            *alone.participants[:1],
            participant("p2", agency="north", avoid_ids=frozenset({"m1"})),
            TWO.participants[2],
        ),
        previous=(("p1", "m1"), ("p2", "m2")),
    )
    assert "further" not in kinds(either, {"p1": "m1", "p3": "m2"})
    assert "further" in kinds(either, {"p2": "m2"})


@pytest.mark.parametrize("quotas", [QUOTA, ()])
def test_others_who_had_a_place_could_bring_a_higher_total(quotas: tuple[Quota, ...]) -> None:
    mentees = (participant("p1", agency="north"), participant("p2", agency="north", occupations=("31300",)))
    problem = replace(
        TWO,
        participants=mentees,
        places=TWO.places[:1],
        settings=replace(with_rules("avoid", keep_bonus=0, occupation=1), quotas=quotas),
        previous=(("p1", "m1"), ("p2", "m1")),
    )
    assert "rather" not in kinds(problem, {"p1": "m1"})
    assert "rather" in kinds(problem, {"p2": "m1"})


def test_shares_could_be_nearer() -> None:
    mentees = (
        participant("p1", agency="north"),
        participant("p2", agency="south"),
        participant("p3", agency="north"),
        participant("p4", agency="south"),
    )
    problem = replace(TWO, participants=mentees, settings=replace(with_rules(), agency_floor=True))
    assert "shares" not in kinds(problem, {"p1": "m1", "p2": "m2"})
    assert "shares" in kinds(problem, {"p1": "m1", "p3": "m2"})


def test_other_pairs_could_suit_both_sides_better() -> None:
    mentees = (participant("p1", prefers=("m1",)), participant("p2", prefers=("m2",)))
    problem = replace(TWO, participants=mentees, settings=replace(with_rules(), mode="balanced"))
    assert "suits" not in kinds(problem, {"p1": "m1", "p2": "m2"})
    assert "suits" in kinds(problem, {"p1": "m2", "p2": "m1"})


def test_a_stable_proposal_is_stable_and_says_no_less_than_can_be_placed() -> None:
    mentees = (participant("p1", prefers=("m1",)), participant("p2", prefers=("m1",)))
    mentors = (place("m1", prefers=("p1",)), place("m2"))
    stable = replace(with_rules(), mode="stable")
    problem = replace(TWO, participants=mentees, places=mentors, settings=stable)
    said = as_said(problem, match(problem))
    assert (said.stable_bound, check(as_checked(problem), said).stable) == (2, 2)
    low = check(as_checked(problem), replace(said, stable_bound=1))
    assert low.faults == (Fault("stable_low", {"said": 1, "placed": 2}),)
    assert "unstable" in kinds(problem, {"p1": "m2", "p2": "m1"})
