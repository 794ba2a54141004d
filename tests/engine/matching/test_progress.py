from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from parcours.engine.matching import Clash, Problem, Progress, Quota, Result, match
from parcours.engine.matching.progress import EXPLAINING, LOOKING, PHASES, PROVING, Watch
from parcours.engine.matching.quotas import AGENCY
from tests.engine.matching.factories import cohort, narrow, small_cohort


def until(steps: int) -> Callable[[Progress], bool]:
    """Say yes so many times, and then no."""
    left = iter(range(steps))
    return lambda _progress: next(left, None) is not None


def stopped(problem: Problem, steps: int) -> Result:
    with narrow(steps):
        return match(problem, until(steps))


def large() -> Problem:
    """Return a cohort that the engine needs several rounds for."""
    return cohort(7, 60, 50)


@pytest.mark.parametrize("steps", range(12))
def test_whenever_the_time_is_over_the_certificate_says_how_much_better_the_best_may_be(steps: int) -> None:
    best, found = match(large()).certificate, stopped(large(), steps).certificate
    assert found.placed <= best.placed <= found.bound
    if found.placed == best.placed:
        assert found.score <= best.score <= found.dual_bound
    assert found.gap == found.dual_bound - found.score >= 0


@pytest.mark.parametrize("steps", range(8))
def test_with_quotas_too_an_answer_may_come_early_and_keeps_to_them(steps: int) -> None:
    quotas = Quota(AGENCY, "north", 2, 9), Quota(AGENCY, "south", 0, 7)
    problem = replace(large(), settings=replace(large().settings, quotas=quotas))
    best, found = match(problem).certificate, stopped(problem, steps)
    agency = {person.id: person.agency for person in problem.participants}
    placed = Counter(agency[pair.assessment.participant] for pair in found.pairs)
    assert 2 <= placed["north"] <= 9
    assert placed["south"] <= 7
    assert found.certificate.placed <= best.placed
    if found.certificate.placed == best.placed:
        assert found.certificate.score <= best.score <= found.certificate.dual_bound


def possible(seed: int) -> bool:
    """Return whether the minimums of this cohort can be met at all."""
    try:
        match(small_cohort(seed))
    except Clash:
        return False
    return True


@pytest.mark.parametrize("seed", [seed for seed in range(25) if possible(seed)])
def test_whatever_limits_there_are_an_answer_found_in_no_time_keeps_to_them(seed: int) -> None:
    problem = small_cohort(seed)
    best, found = match(problem), stopped(problem, 0)
    taken = [pair.assessment.place for pair in found.pairs]
    for place in problem.places:
        assert place.minimum <= taken.count(place.id) <= place.capacity
    assert found.certificate.placed <= best.certificate.placed <= found.certificate.bound
    assert set(best.dropped) == set(found.dropped)


def test_a_run_says_whether_it_came_to_its_end() -> None:
    assert [match(large()).complete, stopped(large(), 0).complete] == [True, False]


def test_a_run_tells_its_phases_in_order_and_what_is_reached() -> None:
    told: list[Progress] = []

    def note(progress: Progress) -> bool:
        told.append(progress)
        return True

    result = match(large(), note)
    phases = [progress.phase for progress in told]
    assert phases == sorted(phases, key=PHASES.index)
    assert phases[0] == LOOKING
    assert phases[-2:] == [PROVING, EXPLAINING]
    assert told[-1] == Progress(EXPLAINING, result.certificate.pairs_priced, result.certificate.placed, 0)


def test_what_it_raises_ends_the_run() -> None:
    class Stopped(Exception):
        pass

    def stop(_progress: Progress) -> bool:
        raise Stopped

    with pytest.raises(Stopped):
        match(large(), stop)


def test_a_watch_that_was_told_no_stays_over() -> None:
    answers = iter([True, False, True])
    watch = Watch(lambda _progress: next(answers))
    assert [watch(Progress(LOOKING)), watch(Progress(LOOKING)), watch(Progress(LOOKING))] == [
        True,
        False,
        False,
    ]
