"""What the whole cohort looks like: supply and demand, what each rule costs, who would rather swap, agencies."""

from collections.abc import Mapping

import numpy as np

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, join, within
from parcours.engine.matching.prices import counts
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.result import Supply
from parcours.engine.matching.settings import FULL_SCORE, RULES
from parcours.engine.matching.solver import Solution, widen

_NEARLY = FULL_SCORE // 100
"""Ways to one more place lead mostly over pairs that lack no more than this to be worth their prices."""


def supply_and_demand(problem: Problem, placed: Mapping[str, str]) -> tuple[Supply, ...]:
    """Return demand and supply by group of main occupations; the empty group stands for unknown ones."""
    digits = problem.settings.occupation_digits
    groups: dict[str, list[int]] = {}

    def row(occupations: tuple[str, ...]) -> list[int]:
        return groups.setdefault(occupations[0][:digits] if occupations else "", [0, 0, 0, 0])

    for participant in problem.participants:
        mine = row(participant.occupations)
        mine[0] += 1
        mine[1] += participant.id in placed
    for place in problem.places:
        theirs = row(place.occupations)
        theirs[2] += 1
        theirs[3] += place.capacity
    return tuple(Supply(group, *figures) for group, figures in sorted(groups.items()))


def agency_shares(problem: Problem, placed: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return for each agency how many participants it has and how many of them are placed."""
    shares: dict[str, tuple[int, int]] = {}
    for participant in problem.participants:
        people, done = shares.get(participant.agency, (0, 0))
        shares[participant.agency] = people + 1, done + (participant.id in placed)
    return dict(sorted(shares.items()))


def rule_costs(problem: Problem, pairs: RuledPairs, bounds: Bounds, solution: Solution) -> dict[str, int]:
    """Return for each rule that holds how many more people would be placed if it alone were off.

    Only pairs across the cut that proves the bound can raise it.
    """
    cut, costs = solution.cut, {}
    nearly = solution.near.take(solution.prices.slack(solution.near) >= -_NEARLY)
    near = np.sort(nearly.keys(pairs.rights))
    behind = np.flatnonzero(~cut.right & (bounds.right_max > 0))
    for name in RULES:
        if problem.settings.rules[name]:
            off = pairs.without(name)
            across = off.columns(behind, cut.left & (bounds.left_max > 0))
            new = across.take(~within(across.keys(pairs.rights), near))
            costs[name] = 0
            if len(new):
                edges = join([nearly, new])
                _, most, _ = widen(off, edges, bounds.left_max, bounds.right_max)
                costs[name] = len(most) - len(solution.chosen)
    return costs


def blocking_pairs(pairs: Pairs, bounds: Bounds, chosen: Listing) -> int:
    """Return how many eligible pairs would both score higher together than in this proposal.

    Somebody without a place, or a place with room, would take any eligible pair.
    """
    own = np.full(pairs.lefts, -1, dtype=np.int64)
    own[chosen.left] = chosen.score
    worst = np.full(pairs.rights, np.iinfo(np.int64).max)
    np.minimum.at(worst, chosen.right, chosen.score)
    worst[counts(chosen, pairs.lefts, pairs.rights)[1] < bounds.right_max] = -1
    total = 0
    for chunk in pairs.chunks():
        free = (bounds.left_max[chunk.left] > 0) & (bounds.right_max[chunk.right] > 0)
        total += int((free & (chunk.score > own[chunk.left]) & (chunk.score > worst[chunk.right])).sum())
    return total
