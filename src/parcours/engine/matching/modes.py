"""How each mode chooses (`settings.MODES`), and whom people would rather have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from parcours.engine.matching.balanced import joint
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import most_by
from parcours.engine.matching.counting import Impossible
from parcours.engine.matching.features import Features, PairTable
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.grouped import Grouped
from parcours.engine.matching.grouped_again import near_prices
from parcours.engine.matching.largest import largest
from parcours.engine.matching.listing import ListedPairs, Listing, Pairs, join, nothing, within
from parcours.engine.matching.problem import Person, Problem
from parcours.engine.matching.progress import Told, at_ease
from parcours.engine.matching.quotas import AGENCY, HOST, Sides, no_groups, side
from parcours.engine.matching.resume import Start, resume
from parcours.engine.matching.sampling import first_look
from parcours.engine.matching.settings import BALANCED, FULL_SCORE, OPTIMAL, STABLE
from parcours.engine.matching.solver import Solution, solve
from parcours.engine.matching.standing import Against, Held, Standing, Wishes

LISTED = 56
"""Bytes of a pair while all are looked at at once, with what each is worth to either side."""


class Orders:
    """Whom each person would rather have: those they wish for, the dearest first, then all others by score."""

    def __init__(self, problem: Problem) -> None:
        """Look up the wishes of both sides."""
        places = len(problem.places)
        self._left = _wished(problem.participants, problem.places, places, turned=False)
        self._right = _wished(problem.places, problem.participants, places, turned=True)

    def of(self, listing: Listing) -> Wishes:
        """Return what these pairs are worth to either side."""
        i, j = listing.left.astype(np.int64), listing.right.astype(np.int64)
        sides = []
        for table in (self._left, self._right):
            where, points = table.find(i, j)
            worth = listing.score
            if len(where):
                worth = worth.copy()
                worth[where] += points.astype(np.int64)
            sides.append(worth)
        return Wishes(listing, *sides)


def _wished(people: Sequence[Person], others: Sequence[Person], places: int, *, turned: bool) -> PairTable:
    known = {person.id: at for at, person in enumerate(others)}
    found: dict[int, int] = {}
    for at, person in enumerate(people):
        for rank, wish in enumerate(person.prefers):
            if wish in known:
                key = known[wish] * places + at if turned else at * places + known[wish]
                found.setdefault(key, (len(person.prefers) - rank) * (FULL_SCORE + 1))
    keys = np.array(sorted(found), dtype=np.int64)
    return PairTable(keys, np.array([found[key] for key in keys.tolist()], dtype=np.float64), places)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a mode chose: its `pairs`, the `solution` that proves how good it is, within `bounds`, and `standing`.

    `exact` says whether the solution is that of these very pairs. No stable choice has more pairs than `stable_bound`,
    which is None in other modes.
    """

    pairs: Listing
    solution: Solution
    bounds: Bounds
    standing: Standing
    stable_bound: int | None
    exact: bool


def choose(
    problem: Problem,
    features: Features,
    pairs: RuledPairs,
    bounds: Bounds,
    start: Start | None,
    told: Told = at_ease,
) -> Chosen:
    """Return the choice of the mode of `problem`.

    `stable` passes over minimums, quotas and earlier pairs. Raises quotas.Clash where limits clash, MemoryError where
    there is no memory for all pairs at once and the mode needs them so.
    """
    mode, orders = problem.settings.mode, Orders(problem)
    if mode != OPTIMAL and pairs.many:
        everybody, anywhere = (np.ones(size, dtype=np.bool_) for size in (pairs.lefts, pairs.rights))
        np.empty(LISTED * pairs.count(everybody, anywhere), dtype=np.uint8)  # before hours of work, not after
    people = len(problem.participants) if problem.settings.agency_floor else None
    limits = _Limits(problem, features, bounds, groups_of(problem), people, told)
    if mode == STABLE:
        none = np.zeros_like
        free = replace(bounds, left_min=none(bounds.left_min), right_min=none(bounds.right_min))
        limits = _Limits(problem, features, free, None, None, told)
    balanced = nothing()
    if mode == BALANCED:
        listing = _everything(pairs)
        value = joint(orders.of(listing)) + listing.value - listing.score
        both = ListedPairs(pairs.lefts, pairs.rights, replace(listing, value=value))
        found, limits = limits.best(both)
        balanced = listing.take(within(listing.keys(pairs.rights), np.sort(found.chosen.keys(pairs.rights))))
    solution, best_limits = limits.best(pairs, start)
    if mode != BALANCED:  # which is held to what its own pairs keep, also where the best had no time to
        limits = best_limits
    chosen, stable_bound = solution.chosen, None
    if mode == STABLE:
        listing = _everything(pairs)
        draws = features.draw(listing.left.astype(np.int64), listing.right.astype(np.int64))
        most = most_by(pairs, limits.bounds, solution.cut)
        answer = largest(orders.of(listing), limits.bounds, draws, most, told)
        chosen, stable_bound = listing.take(answer.chosen), answer.most
    elif mode == BALANCED:
        chosen = balanced
    held = Held(orders.of(chosen), limits.bounds)
    stands = held.standing(chain.from_iterable(pairs.each_part(_against, (held, orders))))
    return Chosen(chosen, solution, limits.bounds, stands, stable_bound, exact=mode == OPTIMAL)


@dataclass(frozen=True, slots=True)
class _Limits:
    """What the best choice has to keep to; `people` is how many there are where each agency gets its share."""

    problem: Problem
    features: Features
    bounds: Bounds
    groups: Sides | None
    people: int | None
    told: Told

    def best(self, pairs: Pairs, start: Start | None = None) -> tuple[Solution, "_Limits"]:
        """Return the best choice, and the limits with what it could keep of those to be held and of the shares."""
        bounds, groups = self.bounds, self.groups
        if groups is None:
            found = self._without_groups(pairs, start)
            if found:
                return found, self
            groups = no_groups(pairs.lefts, pairs.rights)  # that search says which minimums clash
        places = tuple(place.id for place in self.problem.places)
        near = near_prices(pairs, bounds, start) if start else None
        grouped = Grouped(pairs, bounds, groups, places, near, told=self.told)
        at = {participant.id: place for place, participant in enumerate(self.problem.participants)}
        locked = np.array([at[participant] for participant, _ in self.problem.locks], dtype=np.int64)
        solution = grouped.solve(self.features.draw, people=self.people, fixed=groups.left.of[locked])
        return solution, replace(self, bounds=grouped.bounds, groups=grouped.groups, people=None)

    def _without_groups(self, pairs: Pairs, start: Start | None) -> Solution | None:
        """Return the best choice where only people have limits, or None where those cannot all be met."""
        draw, bounds = self.features.draw, self.bounds
        try:
            found = resume(pairs, bounds, draw, start) if start else None
            if found:
                return found
            edges = first_look(pairs, bounds) if isinstance(pairs, RuledPairs) and pairs.many else None
            return solve(pairs, bounds, draw, self.told, edges)
        except Impossible:
            return None


def groups_of(problem: Problem) -> Sides | None:
    """Return the groups that have limits, less what is fixed by hand; None where no group has any."""
    settings = problem.settings
    if not settings.quotas and not settings.agency_floor:
        return None
    left = side(AGENCY, [person.agency for person in problem.participants], settings.quotas)
    right = side(HOST, [place.employer for place in problem.places], settings.quotas)
    participants = {person.id: at for at, person in enumerate(problem.participants)}
    places = {place.id: at for at, place in enumerate(problem.places)}
    return Sides(
        left.holding(np.array([participants[one] for one, _ in problem.locks], dtype=np.int64)),
        right.holding(np.array([places[one] for _, one in problem.locks], dtype=np.int64)),
    )


def _against(pairs: Pairs, asked: tuple[Held, Orders]) -> list[Against]:
    held, orders = asked
    return [held.against(orders.of(chunk)) for chunk in pairs.chunks()]


def _everything(pairs: Pairs) -> Listing:
    return join([nothing(), *pairs.chunks()])
