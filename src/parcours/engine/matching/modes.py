"""How each mode chooses (`settings.MODES`), and whom people would rather have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parcours.engine.matching.balanced import joint
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.features import Features, PairTable
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.grouped import Grouped
from parcours.engine.matching.listing import ListedPairs, Listing, Pairs, join, nothing
from parcours.engine.matching.problem import Person, Problem
from parcours.engine.matching.quotas import AGENCY, HOST, Sides, side
from parcours.engine.matching.resume import Start, resume
from parcours.engine.matching.settings import BALANCED, FULL_SCORE, OPTIMAL, STABLE
from parcours.engine.matching.solver import Solution, solve
from parcours.engine.matching.stable import stable
from parcours.engine.matching.standing import Standing, Wishes, standing


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

    `priced` are all eligible pairs with what they are worth in this mode; `exact` says whether the solution is that of
    these very pairs by their scores.
    """

    pairs: Listing
    solution: Solution
    bounds: Bounds
    standing: Standing
    priced: Pairs
    exact: bool


def choose(
    problem: Problem, features: Features, pairs: RuledPairs, bounds: Bounds, start: Start | None
) -> Chosen:
    """Return the choice of the mode of `problem`.

    `stable` passes over minimums, quotas and earlier pairs. Raises solver.Impossible or quotas.Clash where limits
    clash.
    """
    mode, orders = problem.settings.mode, Orders(problem)
    if mode == STABLE:
        none = np.zeros_like
        bounds = replace(bounds, left_min=none(bounds.left_min), right_min=none(bounds.right_min))
    given: Pairs = pairs
    if mode == BALANCED:
        listing = _everything(pairs)
        bonus = listing.value - listing.score
        given = ListedPairs(
            pairs.lefts, pairs.rights, replace(listing, value=joint(orders.of(listing)) + bonus)
        )
    groups = groups_of(problem) if mode != STABLE else None
    solution, bounds = _solved(problem, features, given, bounds, groups, start if mode != BALANCED else None)
    chosen = solution.chosen
    if mode == STABLE:
        listing = _everything(pairs)
        draws = features.draw(listing.left.astype(np.int64), listing.right.astype(np.int64))
        chosen = listing.take(stable(orders.of(listing), bounds, draws))
    parts: Iterator[Wishes] = map(orders.of, pairs.chunks())
    stands = standing(parts, orders.of(chosen), bounds)
    return Chosen(chosen, solution, bounds, stands, given, exact=mode == OPTIMAL)


def _solved(
    problem: Problem,
    features: Features,
    pairs: Pairs,
    bounds: Bounds,
    groups: Sides | None,
    start: Start | None,
) -> tuple[Solution, Bounds]:
    if groups is None:
        found = resume(pairs, bounds, features.draw, start) if start else None
        return found or solve(pairs, bounds, features.draw), bounds
    grouped = Grouped(pairs, bounds, groups, tuple(place.id for place in problem.places))
    at = {participant.id: place for place, participant in enumerate(problem.participants)}
    fixed = groups.left.of[np.array([at[participant] for participant, _ in problem.locks], dtype=np.int64)]
    people = len(problem.participants) if problem.settings.agency_floor else None
    return grouped.solve(features.draw, people=people, fixed=fixed), grouped.bounds


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


def _everything(pairs: Pairs) -> Listing:
    return join([nothing(), *pairs.chunks()])
