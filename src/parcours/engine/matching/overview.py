"""What the whole cohort looks like: supply and demand, what each rule costs, who would rather swap, agencies."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.counting import Cut, widen
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.grouped import Grouped
from parcours.engine.matching.listing import join, within
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.quotas import AGENCY, HOST, Quota
from parcours.engine.matching.result import Supply
from parcours.engine.matching.settings import FULL_SCORE, RULES
from parcours.engine.matching.solver import Solution

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
    cut = solution.cut
    if not isinstance(cut, Cut):
        return _costs_in_groups(problem, pairs, bounds, solution)
    costs = {}
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


def _costs_in_groups(
    problem: Problem, pairs: RuledPairs, bounds: Bounds, solution: Solution
) -> dict[str, int]:
    """Return the same within the limits of groups."""
    groups = solution.prices.groups
    rules = [name for name in RULES if groups and problem.settings.rules[name]]
    return {
        name: Grouped(pairs.without(name), bounds, groups.sides, (), solution.near).most()[0]
        - len(solution.chosen)
        for name in rules
        if groups
    }


def quota_costs(problem: Problem, pairs: RuledPairs, bounds: Bounds, solution: Solution) -> dict[str, int]:
    """Return for the quotas of each kind how many more people would be placed if none of that kind held."""
    groups = solution.prices.groups
    kinds = {quota.kind for quota in problem.settings.quotas} if groups else set()
    return {
        kind: Grouped(pairs, bounds, groups.sides.without(kind), (), solution.near).most()[0]
        - len(solution.chosen)
        for kind in (AGENCY, HOST)
        if groups and kind in kinds
    }


def quota_use(problem: Problem, placed: Mapping[str, str]) -> tuple[tuple[Quota, int], ...]:
    """Return how many pairs each quota has."""
    employers = {place.id: place.employer for place in problem.places}
    agencies = {person.id: person.agency for person in problem.participants}
    have = Counter((AGENCY, agencies[one]) for one in placed)
    have.update((HOST, employers[one]) for one in placed.values())
    return tuple((quota, have[quota.kind, quota.name]) for quota in problem.settings.quotas)
