"""Why somebody has no place, and the smallest change that would open one."""

from collections.abc import Iterator

import numpy as np

from parcours.engine.matching.candidates import Listing, Pairs
from parcours.engine.matching.features import Bools, Features, Ints, PairTable
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.prices import counts
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.result import Unmatched
from parcours.engine.matching.rules import RULE
from parcours.engine.matching.scoring import score
from parcours.engine.matching.settings import RULES

NAMED = 5
"""How many people a suggestion names at most."""

_CELLS = 1_000_000


def explain_unmatched(
    problem: Problem,
    features: Features,
    pairs: Pairs,
    bounds: Bounds,
    chosen: Listing,
    *,
    kept: PairTable | None,
    locked: tuple[Ints, Ints],
) -> tuple[Unmatched, ...]:
    """Return the explanation for every participant without a place, in the order of their ids.

    `bounds` are those left after the pairs fixed by hand, `locked`, whose participants have a maximum of 0.
    """
    taken, filled = counts(chosen, pairs.lefts, pairs.rights)
    without = np.flatnonzero((taken == 0) & (bounds.left_max > 0))
    having = np.flatnonzero(features.capacity > 0)
    if not len(having):
        return tuple(Unmatched(problem.participants[at].id, "no_open_place", {}) for at in without.tolist())
    opening = _leads_to_room(pairs, bounds, chosen, filled)[having]
    rivals = _Rivals(pairs, without, bounds, locked)
    step = max(1, _CELLS // len(having))
    return tuple(
        explanation
        for first in range(0, len(without), step)
        for explanation in _block(
            problem, features, without[first : first + step], having, opening, rivals, kept
        )
    )


def _block(
    problem: Problem,
    features: Features,
    rows: Ints,
    having: Ints,
    opening: Bools,
    rivals: "_Rivals",
    kept: PairTable | None,
) -> Iterator[Unmatched]:
    on = [name for name in RULES if problem.settings.rules[name]]
    digits = problem.settings.occupation_digits
    anyway = np.zeros((len(rows), len(having)), dtype=np.bool_)
    if kept is not None:
        avoided = features.avoid.at(rows[:, None], having[None, :]) if "avoid" in on else 0
        anyway = (kept.at(rows[:, None], having[None, :]) != 0) & (avoided == 0)
    broken, left = {}, {}
    fails = np.zeros((len(rows), len(having)), dtype=np.int8)
    for name in on:
        broken[name] = ~RULE[name].holds(features, rows[:, None], having[None, :], digits) & ~anyway
        fails += broken[name]
        left[name] = (fails == 0).sum(axis=1).tolist()
    near = (fails == 1) & opening
    contested = _ranked(problem, features, rows, having, fails == 0)
    lifting = {
        name: _ranked(problem, features, rows, having, near & broken[name]) for name in on if name != "avoid"
    }
    for at, row in enumerate(rows.tolist()):
        remaining = {name: left[name][at] for name in on}
        emptied = next((name for name in on if not remaining[name]), None)
        places = contested.get(at, [])
        yield Unmatched(
            problem.participants[row].id,
            emptied or "competition",
            remaining,
            rivals=rivals.count(places),
            seats=int(features.capacity[places].sum()),
            contested=tuple(problem.places[place].id for place in places),
            open_by_rule={
                name: tuple(problem.places[place].id for place in found[at][:NAMED])
                for name, found in lifting.items()
                if at in found
            },
        )


def _ranked(
    problem: Problem, features: Features, rows: Ints, having: Ints, mask: Bools
) -> dict[int, list[int]]:
    """Return for each row with a true cell in `mask` the places it stands for, those that score highest first."""
    row, column = np.nonzero(mask)
    places = having[column]
    order = np.lexsort((places, -score(features, problem.settings, rows[row], places), row))
    ranked: dict[int, list[int]] = {}
    for at, place in zip(row[order].tolist(), places[order].tolist(), strict=True):
        ranked.setdefault(at, []).append(place)
    return ranked


def _leads_to_room(pairs: Pairs, bounds: Bounds, chosen: Listing, filled: Ints) -> Bools:
    """Return for each place whether somebody more could take it, others moving on where they must."""
    leads = filled < bounds.right_max
    size = -1
    while size < leads.sum():
        size = int(leads.sum())
        moving = np.zeros(pairs.lefts, dtype=np.bool_)
        for chunk in pairs.chunks():
            moving[chunk.left[leads[chunk.right]]] = True
        leads[chosen.right[moving[chosen.left]]] = True
    return leads


class _Rivals:
    """Counts who holds or could take any of some places, from one bit per participant and contested place."""

    def __init__(self, pairs: Pairs, without: Ints, bounds: Bounds, locked: tuple[Ints, Ints]) -> None:
        contested = np.zeros(pairs.rights, dtype=np.bool_)
        contested[pairs.rows(without, np.ones(pairs.rights, dtype=np.bool_)).right] = True
        self._line = np.cumsum(contested) - 1
        self._bits = np.zeros((int(contested.sum()), -(-pairs.lefts // 8)), dtype=np.uint8)
        for chunk in pairs.chunks():
            free = chunk.take(contested[chunk.right] & (bounds.left_max[chunk.left] > 0))
            self._note(free.left.astype(np.int64), free.right.astype(np.int64))
        left, right = locked
        self._note(left[contested[right]], right[contested[right]])

    def _note(self, left: Ints, right: Ints) -> None:
        flag = np.left_shift(np.uint8(1), (left & 7).astype(np.uint8))
        np.bitwise_or.at(self._bits, (self._line[right], left >> 3), flag)

    def count(self, places: list[int]) -> int:
        """Return how many participants hold or could take at least one of these places."""
        return int(np.bitwise_count(np.bitwise_or.reduce(self._bits[self._line[places]])).sum())
