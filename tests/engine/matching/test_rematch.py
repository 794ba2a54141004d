from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Participant, Place, Problem, match
from parcours.engine.matching.rematch import keep_bonus, kept_pairs
from parcours.engine.matching.result import Change, Result
from parcours.engine.matching.settings import ALWAYS, BALANCED
from tests.engine.matching import reference
from tests.engine.matching.factories import ENGINEER, cohort, made, participant, people, place
from tests.engine.matching.factories import settings as with_rules

SEEDS = st.integers(0, 10**9)


def rematch(
    participants: tuple[Participant, ...],
    places: tuple[Place, ...],
    previous: Iterable[tuple[str, str]],
    keep: int | str = ALWAYS,
    locks: tuple[tuple[str, str], ...] = (),
) -> Result:
    chosen = with_rules("occupation", "language", "avoid", keep_bonus=keep, language=1)
    return match(
        Problem(
            participants=participants, places=places, settings=chosen, previous=tuple(previous), locks=locks
        )
    )


LOW, HIGH = {"en": 4}, {"en": 9}
BETTER = (place("m1", languages=LOW), place("m2", languages=HIGH))
FLUENT = (participant("p1", languages={"en": 12}),)


def test_a_pair_is_kept_always_or_for_its_bonus() -> None:
    for keep, expected in ((ALWAYS, "m1"), (1000, "m1"), (900, "m1"), (100, "m2"), (0, "m2")):
        result = rematch(FLUENT, BETTER, [("p1", "m1")], keep)
        assert made(result) == {"p1": expected}
        assert result.pairs[0].kept == (expected == "m1")
        assert result.changes == (() if expected == "m1" else (Change("p1", "m1", "m2", "moved"),))
        assert result.certificate.score == result.certificate.dual_bound
        assert result.dropped == ()


def test_a_kept_pair_moves_where_that_places_somebody_more() -> None:
    newcomer = participant("p2", languages=LOW)
    places = (place("m1", languages=LOW), place("m2", languages={"fr": 9}))
    settled = participant("p1", languages={"en": 4, "fr": 3})
    result = rematch((settled, newcomer), places, [("p1", "m1")])
    assert made(result) == {"p1": "m2", "p2": "m1"}
    assert result.changes == (
        Change("p1", "m1", "m2", "moved", "p2", "p2"),
        Change("p2", None, "m1", "freed", "p1"),
    )


def test_nobody_placed_is_dropped_for_a_better_newcomer() -> None:
    result = rematch(
        (participant("p1", languages=LOW), participant("p2", languages=HIGH)), BETTER[1:], [("p1", "m2")], 0
    )
    assert made(result) == {"p1": "m2"}
    assert [found.participant for found in result.unmatched] == ["p2"]


def test_a_kept_pair_holds_against_a_rule_and_says_which() -> None:
    result = rematch(people("p1"), (place(occupations=(ENGINEER,)),), [("p1", "m1")])
    assert (made(result), result.pairs[0].assessment.broken) == ({"p1": "m1"}, ("occupation",))


def test_who_left_is_said() -> None:
    result = rematch(people("p1", "p2"), (place("m1"),), [("p1", "gone"), ("left", "m1"), ("left", "gone")])
    assert result.changes == (
        Change("left", "gone", None, "participant_left"),
        Change("left", "m1", None, "participant_left"),
        Change("p1", "gone", "m1", "place_left"),
    )


def test_who_withdrew_is_said_and_nobody_else_is_dropped() -> None:
    previous = (("p1", "m1"), ("p2", "m2"), ("p3", "m3"))
    result = match(
        Problem(
            participants=people("p1", "p2"),
            places=(place("m2"), place("m3")),
            previous=previous,
            withdrawn=(frozenset({"p3"}), frozenset({"m1"})),
        )
    )
    assert result.changes == (
        Change("p1", "m1", "m3", "place_withdrew"),
        Change("p3", "m3", None, "participant_withdrew"),
    )
    assert (made(result), result.dropped) == ({"p1": "m3", "p2": "m2"}, ())


def test_a_place_that_takes_fewer_is_said() -> None:
    previous = [("p1", "m1"), ("p2", "m1")]
    result = rematch(people("p1", "p2"), (place("m1"), place("m2")), previous)
    ((was, before, now, reason),) = [(c.participant, c.before, c.now, c.reason) for c in result.changes]
    assert (before, now, reason) == ("m1", "m2", "capacity")
    assert made(result)[was] == "m2"
    paused = rematch(people("p1"), (place("m1", capacity=0),), previous)
    assert paused.changes == (
        Change("p1", "m1", None, "capacity"),
        Change("p2", "m1", None, "participant_left"),
    )
    assert paused.dropped == ("p1",)


def test_who_leaves_makes_room_for_who_stays() -> None:
    result = rematch(FLUENT, BETTER, [("left", "m1"), ("p1", "m1")], 0)
    assert result.changes[1] == Change("p1", "m1", "m2", "moved")


def test_somebody_who_asks_not_to_meet_ends_the_pair() -> None:
    one = participant("p1", avoid_ids=frozenset({"m1"}))
    result = rematch((one,), (place("m1"),), [("p1", "m1")])
    assert (made(result), result.changes) == ({}, (Change("p1", "m1", None, "avoid"),))
    assert result.dropped == ("p1",)


def test_to_avoid_means_nothing_where_the_rule_is_off() -> None:
    one = participant("p1", avoid_ids=frozenset({"m1"}), languages=HIGH)
    chosen = with_rules("occupation", keep_bonus=0, language=1)
    problem = Problem(participants=(one,), places=BETTER, settings=chosen, previous=(("p1", "m1"),))
    assert match(problem).changes == (Change("p1", "m1", "m2", "moved"),)
    elsewhere = (place("m1", occupations=(ENGINEER,)),)
    assert made(match(replace(problem, places=elsewhere))) == {"p1": "m1"}


def test_a_lock_that_takes_the_person_or_the_place_is_said() -> None:
    two = people("p1", "p2")
    result = rematch(two, (place("m1"), place("m2")), [("p1", "m1"), ("p2", "m2")], locks=(("p1", "m2"),))
    assert result.changes == (Change("p1", "m1", "m2", "locked"), Change("p2", "m2", "m1", "locked"))
    kept = rematch(two, (place("m1"), place("m2")), [("p1", "m1"), ("p2", "m2")], locks=(("p1", "m1"),))
    assert (kept.changes, [pair.kept for pair in kept.pairs]) == ((), [True, True])


def test_a_lock_on_what_was_there_before_takes_nobody_s_place() -> None:
    places = (place("m1", languages=LOW, capacity=2), BETTER[1])
    two = people("p1", "p2", languages=HIGH)
    result = rematch(two, places, [("p1", "m1"), ("p2", "m1")], 0, locks=(("p1", "m1"),))
    assert result.changes == (Change("p2", "m1", "m2", "moved"),)


def test_a_pair_named_twice_is_one_change() -> None:
    result = rematch(FLUENT, BETTER, [("p1", "m1"), ("p1", "m1")], 0)
    assert result.changes == (Change("p1", "m1", "m2", "moved"),)


def test_what_is_kept_is_what_can_be_chosen() -> None:
    previous = (("p1", "m1"), ("p2", "m1"), ("p2", "gone"), ("left", "m1"))
    problem = Problem(
        participants=people("p1", "p2"), places=(place("m1"),), previous=previous, locks=(("p2", "m1"),)
    )
    kept = kept_pairs(problem)
    assert kept is not None
    assert kept.keys.tolist() == [0]
    assert kept_pairs(replace(problem, previous=previous[1:])) is None
    assert keep_bonus(problem) > 2 * 1000 * 2
    assert keep_bonus(replace(problem, settings=with_rules(keep_bonus=40))) == 40


@settings(max_examples=40)
@given(SEEDS)
def test_after_arrivals_and_departures_as_few_pairs_change_as_can_be(seed: int) -> None:
    first = cohort(seed, 6, 5)
    previous = tuple(made(match(first)).items())
    arrived, changed = cohort(seed + 1, 7, 6), cohort(seed + 2, 0, 6)
    second = replace(
        first,
        participants=(*first.participants[1:], replace(arrived.participants[6], id="new")),
        places=(*first.places[1:], changed.places[0], replace(changed.places[1], id="new")),
        previous=previous,
    )
    result = match(second)
    proposals = list(reference.proposals(second))
    here = {p.id for p in second.participants} & dict(previous).keys()
    most = max(map(len, proposals))
    held = max(len(here & proposal.keys()) for proposal in proposals)
    assert (len(made(result)), len(here & made(result).keys())) == (most, held)
    best = [m for m in proposals if len(m) == most and len(here & m.keys()) == held]
    kept = max(len(set(previous) & set(proposal.items())) for proposal in best)
    assert len(set(previous) & set(made(result).items())) == kept
    assert sum(change.before is not None for change in result.changes) == len(previous) - kept
    newly = {change.participant for change in result.changes if change.before is None}
    assert newly == (made(result).keys() - dict(previous).keys() if previous else set())
    assert set(result.dropped) == here - made(result).keys()


@settings(max_examples=12)
@given(SEEDS, st.sampled_from([0, 100, ALWAYS]))
def test_new_arrivals_drop_nobody(seed: int, keep: int | str) -> None:
    first = cohort(seed, 40, 30)
    before = made(match(first))
    arrivals = tuple(replace(p, id=f"new {p.id}") for p in cohort(seed + 1, 6, 0).participants)
    chosen = replace(first.settings, keep_bonus=keep)
    second = replace(
        first, participants=(*first.participants, *arrivals), previous=tuple(before.items()), settings=chosen
    )
    result = match(second)
    assert result.dropped == ()
    assert before.keys() <= made(result).keys()
    assert {change.reason for change in result.changes if change.before is not None} <= {"moved"}
    unchanged = match(
        replace(first, previous=tuple(before.items()), settings=replace(first.settings, keep_bonus=ALWAYS))
    )
    assert (made(unchanged), unchanged.changes) == (before, ())


def test_of_those_who_cannot_all_stay_whoever_suits_both_sides_better_does() -> None:
    """Both had m1, and p1 scores higher there; but p1 would rather have two others, who are full."""
    others = people("q2", "q3")
    problem = Problem(
        participants=(
            participant("p1", prefers=("m2", "m3"), goals=frozenset({"cv"})),
            participant("p2", avoid_ids=frozenset({"m2", "m3"})),
            *others,
        ),
        places=(place("m1", offers=frozenset({"cv"})), place("m2"), place("m3")),
        settings=with_rules("avoid"),
        locks=(("q2", "m2"), ("q3", "m3")),
        previous=(("p1", "m1"), ("p2", "m1")),
    )
    balanced = replace(problem, settings=replace(problem.settings, mode=BALANCED))
    assert match(problem).dropped == ("p2",)
    assert match(balanced).dropped == ("p1",)
