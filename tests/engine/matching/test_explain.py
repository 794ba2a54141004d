import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Clash, Problem, explain, match
from parcours.engine.matching.explain import SHORT_LIST
from parcours.engine.matching.result import RunnerUp
from parcours.engine.matching.settings import ALWAYS
from tests.engine.matching import factories, reference
from tests.engine.matching.factories import cohort, made, narrow, participant, people, place, small_cohort

SEEDS = st.integers(0, 10**9)
LEVELS = factories.settings("language", language=1)


def runner_up(problem: Problem, id_: str) -> RunnerUp | None:
    (found,) = [pair.runner_up for pair in match(problem).pairs if pair.assessment.participant == id_]
    return found


def test_what_is_missing_is_to_check_where_a_rule_asks_and_unknown_where_a_criterion_does() -> None:
    problem = Problem(
        participants=(participant(meeting=frozenset({"in_person"}), city="ottawa", years=3),),
        places=(place(meeting=frozenset({"in_person"}), years=9),),
    )
    (pair,) = match(problem).pairs
    assert pair.assessment.to_check == ("language", "meeting", "availability")
    assert pair.assessment.unknown == ("goals", "language", "waiting")
    assert (pair.assessment.score, pair.assessment.broken) == (500, ())


def test_everything_is_to_check_about_somebody_who_said_nothing() -> None:
    everything = factories.settings(*reference.RULES, occupation=1, experience=1)
    problem = Problem(
        participants=(participant(occupations=()),), places=(place(occupations=()),), settings=everything
    )
    (pair,) = match(problem).pairs
    assert pair.assessment.to_check == ("occupation", "language", "meeting", "availability", "employer")
    assert pair.assessment.unknown == ("occupation", "experience")
    assert (pair.assessment.score, pair.runner_up) == (0, None)


def test_a_short_list_holds_the_five_best_taken_or_not() -> None:
    places = tuple(place(f"m{at}", languages={"en": level}) for at, level in enumerate((4, 9, 6, 9, 5, 7, 3)))
    problem = Problem(
        participants=(participant("p1", languages={"en": 9}), participant("p2", languages={"fr": 9})),
        places=(*places, place("paused", languages={"en": 9}, capacity=0)),
        settings=LEVELS,
        locks=(("p2", "m1"),),
    )
    lists = match(problem).short_lists
    assert [found.place for found in lists["p1"]] == ["m1", "m3", "m5", "m2", "m4"]
    assert [found.score for found in lists["p1"]] == [1000, 1000, 667, 500, 333]
    assert lists["p2"] == ()


@settings(max_examples=20)
@given(SEEDS)
def test_short_lists_are_those_found_by_sorting(seed: int) -> None:
    problem = cohort(seed, 12, 15, previous=4)
    with narrow(seed):
        lists = match(problem).short_lists
    places = {m.id: m for m in problem.places}
    for p in problem.participants:
        scores = {id_: reference.score(p, places[id_], problem) for id_ in reference.eligible(problem)[p.id]}
        wanted = sorted(scores, key=lambda id_: (-scores[id_], id_))[:SHORT_LIST]
        assert [(found.place, found.score) for found in lists[p.id]] == [(id_, scores[id_]) for id_ in wanted]
        for found in lists[p.id]:
            assert dict(found.parts) == reference.points(p, places[found.place], problem)
            values = reference.criteria(p, places[found.place], problem)
            assert list(found.unknown) == [name for name in found.parts if values[name] is None]
            assert list(found.to_check) == reference.unsure(p, places[found.place], problem.settings)
            assert list(found.broken) == reference.broken(p, places[found.place], problem.settings)


def test_a_switch_costs_what_both_lose() -> None:
    problem = Problem(
        participants=(participant("p1", languages={"en": 9}), participant("p2", languages={"en": 6})),
        places=(place("m1", languages={"en": 9}), place("m2", languages={"en": 6})),
        settings=LEVELS,
    )
    assert made(match(problem)) == {"p1": "m1", "p2": "m2"}
    assert runner_up(problem, "p1") == RunnerUp("m2", 500, 500, 0, exact=True)


def test_a_switch_to_a_free_place_costs_the_difference() -> None:
    problem = Problem(
        participants=(participant("p1", languages={"en": 9}),),
        places=(place("m1", languages={"en": 9}), place("m2", languages={"en": 6})),
        settings=LEVELS,
    )
    assert runner_up(problem, "p1") == RunnerUp("m2", 500, 500, 0, exact=True)


def test_a_switch_may_cost_somebody_their_place() -> None:
    problem = Problem(
        participants=(
            participant("p1", languages={"en": 9, "fr": 9}),
            participant("p2", languages={"fr": 9}),
        ),
        places=(place("m1", languages={"en": 6}), place("m2", languages={"fr": 9})),
        settings=LEVELS,
    )
    assert runner_up(problem, "p1") == RunnerUp("m2", 1000, None, 1, exact=True)
    assert runner_up(problem, "p2") is None


def test_nobody_can_switch_to_a_place_that_is_fixed_by_hand() -> None:
    problem = Problem(
        participants=people("p1", "p2"), places=(place("m1"), place("m2")), locks=(("p2", "m2"),)
    )
    for places, exact in ((2, True), (1, False)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(explain, "EXACT_PLACES", places)
            assert runner_up(problem, "p1") == RunnerUp("m2", 400, None, 1, exact=exact)


@settings(max_examples=120)
@given(SEEDS)
def test_a_runner_up_costs_what_the_best_proposal_with_it_loses(seed: int) -> None:
    problem = small_cohort(seed)
    try:
        with narrow(seed):
            result = match(problem)
    except Clash:
        assume(False)  # noqa: FBT003 - hypothesis wants it so
    before = {p for p, _ in problem.previous} & made(result).keys()
    known, size = reference.scores(problem), len(result.pairs)
    as_good = [m for m in reference.proposals(problem) if len(m) == size and before <= m.keys()]
    value = reference.worth(problem, made(result), known)
    eligible = reference.eligible(problem)
    for pair in result.pairs:
        id_, runner = pair.assessment.participant, pair.runner_up
        others = [m for m in eligible[id_] if m != pair.assessment.place]
        if runner is None:
            assert pair.locked or not others
            continue
        assert runner.exact
        assert runner.score == max(known[id_, m] for m in others)
        forced = [proposal for proposal in as_good if proposal.get(id_) == runner.place]
        if not forced:
            assert (runner.points_lost, runner.places_lost) == (None, 1)
        else:
            lost = value[-1] - max(reference.worth(problem, m, known) for m in forced)[-1]
            assert (runner.points_lost, runner.places_lost) == (lost, 0)


@settings(max_examples=30)
@given(SEEDS, st.integers(0, 1))
def test_with_very_many_places_a_switch_costs_at_least_what_is_said(seed: int, previous: int) -> None:
    problem = cohort(seed, 20, 15, chosen=factories.any_settings(seed, keep_bonus=100), previous=9 * previous)
    exact = {pair.assessment.participant: pair.runner_up for pair in match(problem).pairs}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explain, "EXACT_PLACES", 14)
        guessed = {pair.assessment.participant: pair.runner_up for pair in match(problem).pairs}
    for id_, runner in guessed.items():
        known = exact[id_]
        assert (runner is None) == (known is None)
        if runner and known:
            assert (runner.place, runner.score, runner.exact) == (known.place, known.score, False)
            assert runner.points_lost is not None
            assert runner.points_lost >= 0
            assert known.points_lost is None or runner.points_lost <= known.points_lost


def test_giving_up_kept_pairs_is_not_counted_under_always() -> None:
    problem = Problem(
        participants=(participant("p1", languages={"en": 9}),),
        places=(place("m1", languages={"en": 6}), place("m2", languages={"en": 9})),
        settings=LEVELS,
        previous=(("p1", "m1"),),
    )
    assert problem.settings.keep_bonus == ALWAYS
    assert made(match(problem)) == {"p1": "m1"}
    assert runner_up(problem, "p1") == RunnerUp("m2", 1000, -500, 0, exact=True)
