"""Why somebody has no place, and the smallest change that would open one."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.features import Bools, Features, Ints, PairTable
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, join, nothing, once
from parcours.engine.matching.prices import counts
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.quotas import Side, Sides
from parcours.engine.matching.result import Unmatched

NAMED = 5
"""How many people a suggestion names at most."""

_CELLS = 1_000_000


def explain_unmatched(
    problem: Problem,
    features: Features,
    pairs: RuledPairs,
    bounds: Bounds,
    chosen: Listing,
    *,
    kept: PairTable | None,
    locked: tuple[Ints, Ints],
    groups: Sides | None = None,
) -> tuple[Unmatched, ...]:
    """Return the explanation for every participant without a place, in the order of their ids.

    `bounds` are those left after the pairs fixed by hand, `locked`, whose participants have a maximum of 0; `groups`
    likewise have the limits that are left.
    """
    taken, filled = counts(chosen, pairs.lefts, pairs.rights)
    without = np.flatnonzero((taken == 0) & (bounds.left_max > 0))
    having = np.flatnonzero(features.capacity > 0)
    if not len(having):
        return tuple(Unmatched(problem.participants[at].id, "no_open_place", {}) for at in without.tolist())
    full = _Full(pairs, groups, chosen)
    opening = having[_leads_to_room(pairs, chosen, (filled < bounds.right_max) & ~full.right)[having]]
    rivals = _Rivals(pairs, without, bounds, locked)
    rules = _Rules(features, pairs, kept)
    step = max(1, _CELLS // len(having))
    return tuple(
        explanation
        for first in range(0, len(without), step)
        for explanation in _block(
            problem, features, without[first : first + step], opening, rivals, rules, full
        )
    )


def _block(
    problem: Problem,
    features: Features,
    rows: Ints,
    opening: Ints,
    rivals: "_Rivals",
    rules: "_Rules",
    full: "_Full",
) -> Iterator[Unmatched]:
    left, lifting = rules.remaining(rows), rules.lifting(rows, opening)
    contested = rules.contested(rows)
    for at, row in enumerate(rows.tolist()):
        remaining = {name: left[name][at] for name in rules.on}
        emptied = next((name for name in rules.on if not remaining[name]), None)
        places = contested.get(row, [])
        by_quota = bool(full.left[row] or full.right[places].any())
        yield Unmatched(
            problem.participants[row].id,
            emptied or ("quota" if by_quota else "competition"),
            remaining,
            rivals=rivals.count(places) if places else 0,
            seats=int(features.capacity[places].sum()) if places else 0,
            contested=tuple(problem.places[place].id for place in places),
            open_by_rule={
                name: tuple(problem.places[place].id for place in found[row][:NAMED])
                for name, found in lifting.items()
                if row in found and not full.left[row]
            },
        )


class _Rules:
    """Answers, for some participants, with how many people each rule leaves them, and whom it alone keeps away."""

    def __init__(self, features: Features, pairs: RuledPairs, kept: PairTable | None) -> None:
        self.on = pairs.rules.on
        self._features, self._pairs, self._kept = features, pairs, kept

    def _broken(self, name: str, i: Ints, j: Ints) -> Bools:
        return ~self._pairs.rules.holds(name, i, j)

    def _anyway(self, i: Ints, j: Ints) -> Bools:
        """Return which pairs are eligible for having been kept."""
        if self._kept is None:
            return np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.bool_)
        anyway: Bools = self._kept.at(i, j) != 0
        if "avoid" in self.on:
            anyway &= ~self._features.avoid.at(i, j)
        return anyway

    def remaining(self, rows: Ints) -> dict[str, list[int]]:
        """Return after each rule with how many people each of `rows` could still meet."""
        i, j = self._pairs.likely(rows)
        left = {}
        for name in self.on:
            if name != "occupation":  # which is how likely pairs were found
                passed = ~self._broken(name, i, j) | self._anyway(i, j)
                i, j = i[passed], j[passed]
            left[name] = np.bincount(np.searchsorted(rows, i), minlength=len(rows)).tolist()
        return left

    def contested(self, rows: Ints) -> dict[int, list[int]]:
        """Return for each of `rows` the places they may have, those that score highest first."""
        eligible = self._pairs.rows(rows, np.ones(self._pairs.rights, dtype=np.bool_))
        return _ranked(eligible.left, eligible.right, eligible.score)

    def lifting(self, rows: Ints, places: Ints) -> dict[str, dict[int, list[int]]]:
        """Return for each rule but `avoid`, and each of `rows`, which of `places` that rule alone keeps away."""
        i, j = rows[:, None], places[None, :]
        fails = np.zeros((len(rows), len(places)), dtype=np.int8)
        broken = {}
        for name in self.on:
            broken[name] = self._broken(name, i, j) & ~self._anyway(i, j)
            fails += broken[name]
        found = {}
        for name in self.on:
            if name != "avoid":
                row, column = np.nonzero(broken[name] & (fails == 1))
                left, right = rows[row], places[column]
                found[name] = _ranked(left, right, self._pairs.scoring.score(left, right))
        return found


def _ranked(rows: NDArray[np.integer], places: NDArray[np.integer], scores: Ints) -> dict[int, list[int]]:
    """Return for each row its places, those that score highest first."""
    order = np.lexsort((places, -scores, rows))
    ranked: dict[int, list[int]] = {}
    for row, place in zip(rows[order].tolist(), places[order].tolist(), strict=True):
        ranked.setdefault(row, []).append(place)
    return ranked


class _Full:
    """Who is in a group that has all the pairs it may have."""

    def __init__(self, pairs: Pairs, groups: Sides | None, chosen: Listing) -> None:
        self.left, self.right = (np.zeros(size, dtype=np.bool_) for size in (pairs.lefts, pairs.rights))
        if groups:
            self.left = _at_most(groups.left, chosen.left)
            self.right = _at_most(groups.right, chosen.right)


def _at_most(side: Side, chosen: NDArray[np.int32]) -> Bools:
    full: Bools = np.bincount(side.of[chosen], minlength=len(side.names)) >= side.most
    return full[side.of]


def _leads_to_room(pairs: Pairs, chosen: Listing, room: Bools) -> Bools:
    """Return for each place whether somebody more could take it, others moving on where they must."""
    leads = room.copy()
    size = -1
    while size < leads.sum():
        size = int(leads.sum())
        moving = np.zeros(pairs.lefts, dtype=np.bool_)
        for some in pairs.each_part(_moving, leads):
            moving[some] = True
        leads[chosen.right[moving[chosen.left]]] = True
    return leads


def _moving(pairs: Pairs, leads: Bools) -> NDArray[np.int32]:
    """Return the participants who could take a place that leads on."""
    return once(np.concatenate([chunk.left[leads[chunk.right]] for chunk in (nothing(), *pairs.chunks())]))


class _Rivals:
    """Counts who holds or could take any of some places, from one bit per participant and contested place."""

    def __init__(self, pairs: Pairs, without: Ints, bounds: Bounds, locked: tuple[Ints, Ints]) -> None:
        contested = np.zeros(pairs.rights, dtype=np.bool_)
        contested[pairs.rows(without, np.ones(pairs.rights, dtype=np.bool_)).right] = True
        self._line = np.cumsum(contested) - 1
        self._bits = np.zeros((int(contested.sum()), -(-pairs.lefts // 8)), dtype=np.uint8)
        for some, where in pairs.each_part(_contested, (contested, bounds.left_max > 0)):
            self._note(some, where)
        left, right = locked
        self._note(left[contested[right]], right[contested[right]])

    def _note(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> None:
        flag = np.left_shift(np.uint8(1), (left & 7).astype(np.uint8))
        np.bitwise_or.at(self._bits.reshape(-1), self._line[right] * self._bits.shape[1] + (left >> 3), flag)

    def count(self, places: list[int]) -> int:
        """Return how many participants hold or could take at least one of these places."""
        return int(np.bitwise_count(np.bitwise_or.reduce(self._bits[self._line[places]])).sum())


def _contested(pairs: Pairs, asked: tuple[Bools, Bools]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return both sides of the pairs between contested places and participants who may have one."""
    contested, may = asked
    found = [nothing()]
    for chunk in pairs.chunks():
        at = np.flatnonzero(contested.take(chunk.right))
        found.append(chunk.take(at[may[chunk.left[at]]]))
    rivals = join(found)
    return rivals.left, rivals.right
