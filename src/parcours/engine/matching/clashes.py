"""Limits that clash by name, as they were set: the search knows what is left of them beside pairs fixed by hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.circulation import Arcs
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.irreducible import Found
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.quotas import AGENCY, HOST, PLACE, Clash, Conflict, Limit, Sides


class Names(NamedTuple):
    """Who the arcs of a network stand for; `places` are the ids of the rights."""

    groups: Sides
    places: tuple[str, ...]

    def limits(self, arcs: Arcs, said: Bools, numbers: Ints, *, least: bool) -> tuple[Limit, ...]:
        """Return the limits of the arcs that are `said`, with these numbers."""
        names = (self.groups.left.names, (), self.places, self.groups.right.names)
        parts = zip((AGENCY, "", PLACE, HOST), names, arcs.split(said), arcs.split(numbers), strict=False)
        return tuple(
            Limit(kind, own[at], int(limits[at]), least=least)
            for kind, own, mine, limits in parts
            for at in np.flatnonzero(mine).tolist()
        )


def clash(conflicts: Iterable[Found], arcs: Arcs, names: Names) -> Clash:
    """Return which limits of the `arcs` exclude each other."""
    return Clash(
        tuple(
            Conflict(
                names.limits(arcs, one.least, one.low, least=True)
                + names.limits(arcs, one.most, arcs.high, least=False),
                names.limits(arcs, one.eased, one.nearest, least=True),
            )
            for one in conflicts
        )
    )


def with_fixed(clash: Clash, problem: Problem) -> Clash:
    """Return the limits with the pairs fixed by hand."""
    agencies = {one.id: one.agency for one in problem.participants}
    employers = {one.id: one.employer for one in problem.places}
    fixed: Counter[tuple[str, str]] = Counter()
    for participant, place in problem.locks:
        fixed.update([(AGENCY, agencies[participant]), (HOST, employers[place]), (PLACE, place)])
    most: dict[tuple[str, str], int] = {}
    for quota in problem.settings.quotas:
        if quota.most is not None:
            own = quota.kind, quota.name
            most[own] = min(most.get(own, quota.most), quota.most)

    def as_set(limit: Limit) -> Limit:
        own = limit.kind, limit.name
        return replace(limit, number=limit.number + fixed[own] if limit.least else most[own])

    return clash.told(as_set)
