from dataclasses import replace

import numpy as np
import pytest

from parcours.engine.matching import approach as approaching
from parcours.engine.matching import candidates
from parcours.engine.matching.approach import Approach, approach, bid_once
from parcours.engine.matching.bidding import WIDEST
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing
from parcours.engine.matching.nearness import dearer
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.progress import WEIGHING, Progress, at_ease
from parcours.engine.matching.sampling import first_look
from parcours.engine.matching.solver import solve
from tests.engine.matching.factories import any_settings, cohort
from tests.engine.matching.scored_pairs import Scored, chosen, ones, quick_draw


def asked(problem: Scored) -> bool:
    """Return whether there is an approach to the best choice of these pairs."""
    return approach(problem.pairs, problem.pairs.listed(), problem.bounds, at_ease) is not None


def test_whoever_must_have_a_pair_or_takes_several_is_not_bid_for() -> None:
    problem = ones({(0, 0): 5, (1, 0): 9}, 2, 1)
    assert asked(problem)
    assert not asked(problem._replace(left_min=[1, 0]))
    assert not asked(problem._replace(right_min=[1]))
    assert not asked(problem._replace(left_max=[1, 2]))
    assert not asked(problem._replace(scores={(0, 0): WIDEST + 1}))
    assert not asked(problem._replace(scores={}))


def test_a_right_that_is_far_too_cheap_costs_what_some_left_would_give() -> None:
    problem = ones({(0, 0): 50, (0, 1): 50, (0, 2): 50, (1, 0): 99}, 2, 3)
    cheap = Prices(np.array([10, 0]), np.array([5, 30, 42]), 2)
    assert dearer(problem.pairs, cheap, 8).right.tolist() == [38, 38, 42]


def of_a_program(seed: int) -> tuple[RuledPairs, Bounds]:
    problem = cohort(seed, 60, 30, chosen=any_settings(seed))
    features = encode(problem)
    none, one = np.zeros_like(features.goals), np.ones_like(features.goals)
    pairs = RuledPairs(features, problem.settings, keeping=0)
    return pairs, Bounds(none, one, np.zeros_like(features.capacity), features.capacity)


@pytest.mark.parametrize("most", [1, 12])
@pytest.mark.parametrize("seed", range(6))
def test_no_choice_of_as_many_is_better_by_more_than_the_gap(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "BLOCK_CELLS", 40)
    monkeypatch.setattr(approaching, "MOST_ADDED", most)
    pairs, bounds = of_a_program(seed)
    found = approach(pairs, first_look(pairs, bounds), bounds, at_ease)
    assert found is not None
    assert chosen(found.chosen) <= chosen(found.edges)
    best = solve(pairs, replace(bounds), quick_draw(pairs.lefts, pairs.rights)).chosen
    if len(best) == len(found.chosen):
        assert 0 <= best.value.sum() - found.chosen.value.sum() <= found.gap


@pytest.mark.parametrize(
    ("gaps", "taken"),
    [([900, 300, 100, 40, 10], [16, 2, 1, 1, 1]), ([900, 300, 250], [16, 2, 1]), ([900, 300, 9], [16, 2, 1])],
)
def test_the_last_step_is_taken_again_while_that_helps(
    gaps: list[int], taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    def shown(pairs: RuledPairs, edges: Listing, bounds: Bounds, step: int) -> Approach:
        steps.append(step)
        return replace(bid_once(pairs, edges, bounds, step), gap=gaps[len(steps) - 1])

    monkeypatch.setattr(approaching, "bid_once", shown)
    pairs, bounds = of_a_program(1)
    found = approach(pairs, first_look(pairs, bounds), bounds, at_ease)
    assert found is not None
    assert 20 < len(found.chosen) < 80  # half a step for each is between the two last gaps
    assert steps == taken


@pytest.mark.parametrize("seed", range(6))
def test_the_last_choice_is_the_answer_where_the_time_is_over(seed: int) -> None:
    pairs, bounds = of_a_program(seed)
    seen: list[Progress] = []

    def at_first(progress: Progress) -> bool:
        seen.append(progress)
        return progress.gap is None

    answer = solve(pairs, bounds, quick_draw(pairs.lefts, pairs.rights), at_first, first_look(pairs, bounds))
    proof = certify(pairs, bounds, answer)
    best = solve(pairs, bounds, quick_draw(pairs.lefts, pairs.rights), edges=first_look(pairs, bounds))
    assert proof.placed == proof.bound == len(best.chosen)
    assert proof.score <= best.chosen.score.sum() <= proof.dual_bound
    assert [progress.phase for progress in seen].count(WEIGHING) <= 4
