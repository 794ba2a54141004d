"""Another choice in place of the engine's, with every figure changed to fit, holds only where it is as good."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.checking.counted import counted
from parcours.engine.checking.proposal import check
from parcours.engine.checking.said import Pair, Said
from parcours.engine.matching import Clash, match
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.settings import OPTIMAL, STABLE
from tests.engine.checking.cohorts import as_checked, as_said
from tests.engine.matching import reference
from tests.engine.matching.factories import made, small_cohort, with_quotas
from tests.engine.matching.test_grouped import allowed, worth

TRIED = 8
"""So many choices of each cohort are put in place of the engine's."""


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.booleans(), st.booleans())
def test_nothing_worse_holds(seed: int, quotas: bool, stable: bool) -> None:  # noqa: FBT001 - drawn
    problem = small_cohort(seed)
    problem = with_quotas(problem, seed) if quotas else problem
    mode = STABLE if stable else OPTIMAL
    problem = replace(problem, settings=replace(problem.settings, mode=mode))
    free = replace(problem, places=tuple(replace(place, minimum=0) for place in problem.places))
    try:
        result = match(problem)
    except Clash:
        return
    said, known = as_said(problem, result), reference.scores(problem)
    possible = [*reference.proposals(free)] if stable else allowed(problem)
    best = worth(problem, made(result), known)
    for choice in Random(seed).sample(possible, min(len(possible), TRIED)):  # noqa: S311 - any will do
        good = not reference.blocking(problem, choice) if stable else worth(problem, choice, known) == best
        assert good or check(as_checked(problem), forged(problem, said, choice)).faults


def test_whoever_is_held_by_prices_that_know_of_nobody_else() -> None:
    """A cohort where one of two can be held: with the prices for the other one, only the total tells."""
    problem = small_cohort(348)
    held = match(problem)
    before = [pair for pair in problem.previous if pair[0] not in made(held)]
    other = match(replace(problem, previous=tuple(before)))
    assert made(other) != made(held)
    said = forged(problem, as_said(problem, other), made(other))
    assert {fault.kind for fault in check(as_checked(problem), said).faults} == {"rather"}


def forged(problem: Problem, said: Said, choice: reference.Proposal) -> Said:
    """Return what was said of another choice, as whoever forges it would say it."""
    mentees = {one.id: one for one in problem.participants}
    mentors = {one.id: one for one in problem.places}
    pairs = []
    for pair in sorted(choice.items()):
        parts = reference.points(mentees[pair[0]], mentors[pair[1]], problem)
        pairs.append(Pair(*pair, sum(parts.values()), parts, pair in problem.locks, pair in problem.previous))
    cohort = as_checked(problem)
    said = replace(
        said,
        pairs=pairs,
        dropped=frozenset(mentee for mentee, _ in problem.previous if mentee in mentees) - choice.keys(),
        counts=counted(cohort, choice),
        unplaced=frozenset(mentees) - choice.keys(),
        stable_bound=None if said.stable_bound is None else max(said.stable_bound, len(choice)),
    )
    return replace(said, figures={**said.figures, **check(cohort, said).figures})
