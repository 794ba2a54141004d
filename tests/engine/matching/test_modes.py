"""The modes on whole cohorts, against the pairs as one would look at them by hand."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parcours.engine.matching import Clash, Problem, Settings, match, modes
from parcours.engine.matching.settings import BALANCED, MODES, STABLE
from tests.engine.matching import reference
from tests.engine.matching.factories import made, narrow, participant, place, small_cohort

SEEDS = st.integers(0, 10**9)


def in_mode(problem: Problem, mode: str) -> Problem:
    return replace(problem, settings=replace(problem.settings, mode=mode))


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_in_a_stable_proposal_nobody_would_rather_have_each_other(seed: int) -> None:
    problem = replace(small_cohort(seed), previous=())
    with narrow(seed):
        result = match(in_mode(problem, STABLE))
    assert (result.blocking_pairs, reference.blocking(problem, made(result))) == (0, 0)
    possible = proposals_without_minimums(problem)
    assert result.certificate.bound == max(map(len, possible))
    placed = len(made(result))
    assert result.stable_bound == placed
    assert all(reference.blocking(problem, larger) for larger in possible if len(larger) > placed)
    assert result.certificate.gap >= 0


def proposals_without_minimums(problem: Problem) -> list[reference.Proposal]:
    return list(
        reference.proposals(
            replace(problem, places=tuple(replace(place_, minimum=0) for place_ in problem.places))
        )
    )


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_balanced_proposal_places_as_many_as_possible(seed: int) -> None:
    problem = in_mode(small_cohort(seed), BALANCED)
    with narrow(seed):
        try:
            result = match(problem)
        except Clash:
            assume(False)  # noqa: FBT003 - hypothesis has it so
    assert len(made(result)) == reference.most(problem)
    proof = result.certificate
    assert (proof.placed, proof.gap >= 0, proof.gap > 0 or not proof.violations) == (proof.bound, True, True)
    known = reference.scores(problem)
    assert proof.score == sum(known[pair] for pair in made(result).items())
    assert result.blocking_pairs == reference.blocking(problem, made(result))


def test_each_mode_is_after_something_else() -> None:
    """The balance prefers three pairs that suit both well enough to a first choice that leaves a last one."""
    problem = Problem(
        participants=(
            participant("p1", prefers=("m1", "m2")),
            participant("p2", prefers=("m1", "m2")),
            participant("p3", prefers=("m1", "m3")),
        ),
        places=(place("m1", prefers=("p3",)), place("m2"), place("m3")),
        settings=Settings(),
    )
    results = {mode: match(in_mode(problem, mode)) for mode in MODES}
    assert [made(result)["p3"] for result in results.values()] == ["m1", "m1", "m3"]
    assert [result.settings.mode for result in results.values()] == list(MODES)
    assert all(pair.runner_up is None for pair in results[STABLE].pairs)


def test_wishes_come_before_scores_in_a_stable_proposal() -> None:
    wished = participant("p1", prefers=("m2",), years=5)
    problem = Problem(
        participants=(wished, participant("p2", years=5)),
        places=(place("m1", years=10, prefers=("p2",)), place("m2", years=30, prefers=("p1",))),
        settings=Settings(weights={**Settings().weights, "wishes": 0}, mode=STABLE),
    )
    assert made(match(problem)) == {"p1": "m2", "p2": "m1"}


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="mode must be one of optimal, stable, balanced"):
        Settings(mode="best")


@pytest.mark.parametrize("mode", [STABLE, BALANCED])
def test_where_there_is_no_memory_for_all_pairs_it_is_said_at_once(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(participants=(participant("p1"),), places=(place("m1"),), settings=Settings())
    assert made(match(in_mode(problem, mode), keeping=0)) == {"p1": "m1"}
    monkeypatch.setattr(modes, "LISTED", 1 << 60)
    with pytest.raises(MemoryError):
        match(in_mode(problem, mode), keeping=0)
    assert made(match(problem, keeping=0)) == {"p1": "m1"}
