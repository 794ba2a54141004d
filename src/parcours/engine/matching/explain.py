"""Why each pair, and what the participant's next best place would cost everybody."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat

import numpy as np

from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.features import Bools, Floats, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, best, join, nothing
from parcours.engine.matching.prices import counts
from parcours.engine.matching.problem import Problem
from parcours.engine.matching.rematch import keep_bonus
from parcours.engine.matching.result import Assessment, RunnerUp
from parcours.engine.matching.settings import ALWAYS
from parcours.engine.matching.solver import Solution

SHORT_LIST = 5
"""How many places a short-list holds."""

EXACT_PLACES = 300
"""Up to so many places, the cost of a switch is worked out exactly; its time grows with their cube."""


class _Parts(dict[tuple[int, ...], Mapping[str, int]]):
    """The parts of a score by their points: pairs with the same points share one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __missing__(self, points: tuple[int, ...]) -> Mapping[str, int]:
        parts = self[points] = dict(zip(self._names, points, strict=True))
        return parts


def assess(problem: Problem, pairs: RuledPairs, left: Ints, right: Ints) -> list[Assessment]:
    """Return the assessment of each pair (left[p], right[p])."""
    points, unknown = pairs.scoring.parts(left, right)
    rules = pairs.rules
    unsure = {name: rules.unsure(name, left, right) for name in rules.on}
    broken = {name: ~rules.holds(name, left, right) for name in rules.on}
    parts, table = _Parts(points), np.array(list(points.values()), dtype=np.int64)
    participants, places = [p.id for p in problem.participants], [p.id for p in problem.places]
    return list(
        map(
            tuple.__new__,  # as Assessment._make does, without a call of Python for each
            repeat(Assessment),
            zip(
                map(participants.__getitem__, left.tolist()),
                map(places.__getitem__, right.tolist()),
                table.sum(axis=0).tolist(),
                map(parts.__getitem__, zip(*table.tolist(), strict=True)),
                _names(unknown, len(left)),
                _names(unsure, len(left)),
                _names(broken, len(left)),
                strict=True,
            ),
        )
    )


def _names(flags: dict[str, Bools], size: int) -> Iterator[tuple[str, ...]]:
    """Yield for each of `size` pairs the names whose flag is up; equal answers share one tuple."""
    if not flags:
        return repeat((), size)
    bits = np.packbits(np.array(list(flags.values())), axis=0, bitorder="little")[0]
    table = {
        value: tuple(name for at, name in enumerate(flags) if value >> at & 1)
        for value in np.unique(bits).tolist()
    }
    return map(table.__getitem__, bits.tolist())


def short_lists(pairs: Pairs) -> Listing:
    """Return each participant's best places by score, taken or not, the best first."""
    return join([nothing(), *pairs.each_part(_short_lists, SHORT_LIST)])


def _short_lists(pairs: Pairs, most: int) -> Listing:
    return join([nothing(), *(best(chunk, chunk.score, most) for chunk in pairs.chunks())])


def runners_up(
    problem: Problem, pairs: Pairs, bounds: Bounds, solution: Solution, shortest: Listing
) -> dict[int, RunnerUp]:
    """Return by participant (index) the best other place and what it would cost; `shortest` are the short-lists.

    Choosing that place means going round a circle in the residual network: over the unchosen pair, on by the
    shortest way to the old place, and back over the chosen pair. The way is known for few places only; without it
    the two pairs alone are a lower bound, since no step costs less than nothing.
    """
    chosen = solution.chosen
    taken = np.full(pairs.lefts, -1)
    taken[chosen.left] = chosen.right
    spent = np.zeros(pairs.lefts, dtype=np.int64)
    spent[chosen.left] = solution.prices.slack(chosen)
    other = shortest.take((taken[shortest.left] >= 0) & (taken[shortest.left] != shortest.right))
    other = best(other, other.score, 1)
    cost = (spent[other.left] - solution.prices.slack(other)).astype(np.float64)
    exact = pairs.rights <= EXACT_PLACES and solution.prices.groups is None
    if exact:
        cost += _distances(pairs, bounds, solution)[other.right, taken[other.left]]
    cost[bounds.right_max[other.right] == 0] = np.inf
    if problem.settings.keep_bonus == ALWAYS:  # what is left beside whole bonuses is the score
        cost -= keep_bonus(problem) * np.rint(np.where(np.isinf(cost), 0, cost) / keep_bonus(problem))
    impossible = np.isinf(cost)
    points = np.where(impossible, 0, cost).astype(np.int64)
    return {
        left: RunnerUp(problem.places[right].id, score, None if none else lost, int(none), exact)
        for left, right, score, lost, none in zip(
            other.left.tolist(),
            other.right.tolist(),
            other.score.tolist(),
            points.tolist(),
            impossible.tolist(),
            strict=True,
        )
    }


def _distances(pairs: Pairs, bounds: Bounds, solution: Solution) -> Floats:
    """Return the shortest ways between places in the residual network, in reduced costs (Floyd and Warshall).

    From a place one goes on through a participant who has it, to any other place they may take; or through two
    more knots, for the participants without a place and for the places with room.
    """
    chosen, prices, size = solution.chosen, solution.prices, pairs.rights
    idle, room = size, size + 1
    way = np.full((size + 2, size + 2), np.inf)
    taken, filled = counts(chosen, pairs.lefts, size)
    held = np.full(pairs.lefts, idle)
    held[chosen.left] = chosen.right
    spent = -prices.left.copy()
    spent[chosen.left] = prices.slack(chosen)
    leaves = chosen.take(taken[chosen.left] > bounds.left_min[chosen.left])
    np.minimum.at(way[:, idle], leaves.right, prices.slack(leaves) + prices.left[leaves.left])
    for chunk in pairs.chunks():
        free = chunk.take((bounds.left_max[chunk.left] > 0) & (bounds.right_max[chunk.right] > 0))
        np.minimum.at(way, (held[free.left], free.right), spent[free.left] - prices.slack(free))
    has_room, can_give = filled < bounds.right_max, filled > bounds.right_min
    way[:size, room][has_room] = -prices.right[has_room]
    way[room, :size][can_give] = prices.right[can_give]
    np.fill_diagonal(way, 0.0)
    for knot in range(size + 2):
        np.minimum(way, way[:, knot, None] + way[None, knot, :], out=way)
    return way
