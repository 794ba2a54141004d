"""A run after an earlier one: who must stay placed, what a kept pair is worth, and where the search begins."""

from dataclasses import replace
from itertools import repeat

import numpy as np

from parcours.engine.matching.balanced import joint
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.counting import widen
from parcours.engine.matching.features import Ints, PairTable
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import ListedPairs, Pairs, join, nothing
from parcours.engine.matching.modes import Orders
from parcours.engine.matching.prices import Prices, counts
from parcours.engine.matching.problem import KnownPrices, Problem
from parcours.engine.matching.resume import Start
from parcours.engine.matching.settings import ALWAYS, BALANCED, FULL_SCORE
from parcours.engine.matching.solver import Draw, solve

_MOST, _NONE = 1 << 45, -1 << 62
"""A price beyond `_MOST` is none that a run came to, and may be too large to count with; `_NONE` stands for none."""


def kept_pairs(problem: Problem) -> PairTable | None:
    """Return the pairs of the earlier run whose people are both still here and not fixed by hand, or None."""
    participants = {person.id: at for at, person in enumerate(problem.participants)}
    places = {place.id: at for at, place in enumerate(problem.places)}
    locked = {participant for participant, _ in problem.locks}
    rights = len(places)
    keys = np.unique(
        np.array(
            [
                participants[participant] * rights + places[place]
                for participant, place in problem.previous
                if participant in participants and place in places and participant not in locked
            ],
            dtype=np.int64,
        )
    )
    if not len(keys):
        return None
    return PairTable(keys, np.ones(len(keys)), rights)


def keep_bonus(problem: Problem) -> int:
    """Return what a kept pair is worth beyond its score; under `ALWAYS` more than twice all scores together.

    Twice, so that a difference between two proposals says how many kept pairs and how much score it stands for.
    """
    bonus = problem.settings.keep_bonus
    return 2 * FULL_SCORE * len(problem.participants) + 1 if bonus == ALWAYS else int(bonus)


def start_from(problem: Problem, kept: PairTable | None) -> Start | None:
    """Return where a search may start, or None where too little is known of the earlier run."""
    known = problem.prices
    if known is None or kept is None:
        return None
    seat = np.full(len(problem.participants), -1, dtype=np.int64)
    left, right = np.divmod(kept.keys, kept.places)
    seat[left] = right
    ids = [place.id for place in problem.places]
    try:
        prices = np.fromiter(map(known.places.get, ids, repeat(_NONE)), np.int64, len(ids))
    except OverflowError:
        return None
    given = prices != _NONE
    prices[~given] = 0
    if max(abs(known.pair), int(prices.max(initial=0)), -int(prices.min(initial=0))) > _MOST:
        return None
    return Start(seat, prices, given, known.pair)


def known_prices(problem: Problem, prices: Prices) -> KnownPrices:
    """Return those of the `prices` from which a later run can start."""
    groups = prices.groups
    return KnownPrices(
        prices.pair,
        dict(zip((place.id for place in problem.places), prices.right.tolist(), strict=True)),
        dict(zip(groups.sides.left.names, groups.left.tolist(), strict=True)) if groups else {},
        dict(zip(groups.sides.right.names, groups.right.tolist(), strict=True)) if groups else {},
    )


def placed_before(problem: Problem, pairs: RuledPairs, bounds: Bounds) -> Ints:
    """Return 1 for each participant who was placed before and may have a pair, whatever became of theirs."""
    start = pairs.kept()
    placed = np.zeros(pairs.lefts, dtype=np.bool_)
    placed[start.left] = True
    if len(start) < len(problem.previous):  # some pairs are no more
        before = dict(problem.previous)
        placed |= np.fromiter((person.id in before for person in problem.participants), np.bool_, pairs.lefts)
    return np.where(placed, bounds.left_max, 0)


def hold_placed(problem: Problem, pairs: RuledPairs, bounds: Bounds, draw: Draw) -> Bounds:
    """Return `bounds` in which everybody placed before must be placed again, as far as that is possible.

    Where it is not (a mentor left and nobody else is eligible), as many as possible are held: those sets form a
    matroid, so that holding them never costs anybody else a place. Whoever takes their places otherwise was placed
    before as well, so which of them are held can be decided among them alone.
    """
    wanted, start = placed_before(problem, pairs, bounds), pairs.kept()
    if not wanted.any():
        return bounds
    taken, filled = counts(start, pairs.lefts, pairs.rights)
    if (taken == wanted).all() and (filled <= bounds.right_max).all():
        return replace(bounds, left_min=wanted)
    if len(widen(pairs, start, wanted, bounds.right_max)[1]) == wanted.sum():
        return replace(bounds, left_min=wanted)
    none = np.zeros_like(bounds.left_min)
    alone = Bounds(none, wanted, np.zeros_like(bounds.right_min), bounds.right_max)
    held = none.copy()
    held[solve(_as_weighed(problem, pairs), alone, draw).chosen.left] = 1
    return replace(bounds, left_min=held)


def _as_weighed(problem: Problem, pairs: RuledPairs) -> Pairs:
    """Return the pairs with what each is worth to the mode of `problem`: which of several are held, that decides."""
    if problem.settings.mode != BALANCED:
        return pairs
    listing = join([nothing(), *pairs.chunks()])
    value = joint(Orders(problem).of(listing)) + listing.value - listing.score
    return ListedPairs(pairs.lefts, pairs.rights, replace(listing, value=value))
