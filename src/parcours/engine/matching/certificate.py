"""The proof of an answer, worked out again from the pairs, the prices and the cut alone."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.counting import Cut
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, within
from parcours.engine.matching.prices import FAR, Prices
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.solver import Solution


def certify(pairs: Pairs, bounds: Bounds, solution: Solution) -> Certificate:
    """Return the certificate of `solution` over all eligible `pairs`.

    The bound is the capacity of the cut, or what prices for the number alone grant: no choice has more pairs. The dual
    bound adds up what the prices grant to every minimum, maximum and pair: no choice of as many pairs is worth more
    (weak duality). Both hold for any cut and any prices; only at the optimum do they meet the answer. Violations are
    the pairs that their left would rather have, at the prices of all others, than what it has.
    """
    chosen, prices, cut = solution.chosen, solution.prices, solution.cut
    now = replace(prices, left=_left_to(chosen, prices, bounds))
    chosen_keys = np.sort(chosen.keys(pairs.rights), kind="stable")
    parts = pairs.each_part(_held_against, _Asked(prices, now, chosen_keys, *_may(bounds)))
    priced, beyond, violations = map(sum, zip(*parts, strict=True))
    granted = prices.granted(bounds, len(chosen)) + beyond
    score, value = int(chosen.score.sum()), int(chosen.value.sum())
    return Certificate(
        placed=len(chosen),
        bound=most_by(pairs, bounds, cut),
        score=score,
        dual_bound=score + granted - value,
        gap=granted - value,
        pairs_priced=priced,
        violations=violations,
    )


class _Asked(NamedTuple):
    """The prices, those with what each left has now, the keys of the chosen pairs, and who may have pairs at all."""

    prices: Prices
    now: Prices
    chosen: Ints
    left: Bools
    right: Bools


def _held_against(pairs: Pairs, asked: _Asked) -> tuple[int, int, int]:
    """Return how many pairs there are, what they are worth beyond their prices in all, and how many are violations."""
    prices, now = asked.prices, asked.now
    lower = replace(prices, left=np.minimum(prices.left, now.left))
    priced = granted = violations = 0
    for size, part in pairs.reaching(lower.floor(1), prices.right):
        priced += size
        above = part.take(asked.left[part.left] & asked.right[part.right])
        granted += int(prices.slack(above).clip(min=0).sum())
        better = above.take(now.slack(above) > 0)
        violations += int((~within(better.keys(pairs.rights), asked.chosen)).sum())
    return priced, granted, violations


def _may(bounds: Bounds) -> tuple[Bools, Bools]:
    return bounds.left_max > 0, bounds.right_max > 0


def most_by(pairs: Pairs, bounds: Bounds, cut: Cut | Prices) -> int:
    """Return the number of pairs that no choice exceeds, by this cut or by prices for the number alone."""
    may, may_right = _may(bounds)
    if isinstance(cut, Cut):
        bound = int(bounds.left_max[~cut.left].sum() + bounds.right_max[cut.right].sum())
        return bound + pairs.count(cut.left & may, ~cut.right & may_right)
    return cut.granted(bounds, 0) + sum(pairs.each_part(_beyond, (cut, may, may_right)))


def _beyond(pairs: Pairs, asked: tuple[Prices, Bools, Bools]) -> int:
    """Return by how much pairs that count as one are beyond these prices in all."""
    prices, may, may_right = asked
    beyond = 0
    for chunk in pairs.chunks():
        free = chunk.take(may[chunk.left] & may_right[chunk.right])
        beyond += int((1 - prices.left[free.left] - prices.right[free.right]).clip(min=0).sum())
    return beyond


def _left_to(chosen: Listing, prices: Prices, bounds: Bounds) -> Ints:
    """Return what each left has at the prices of all others: what the least of its pairs leaves it, or nothing.

    With what its group adds, as in `Prices`.
    """
    groups = prices.groups
    added = groups.left[groups.sides.left.of] if groups else np.zeros_like(prices.left)
    have = np.bincount(chosen.left, minlength=len(added))
    least = np.full_like(added, FAR)
    np.minimum.at(least, chosen.left, replace(prices, left=added).slack(chosen))
    least = np.where(have < bounds.left_max, np.minimum(least, 0), least)
    return added + np.where(have > bounds.left_min, np.maximum(least, 0), least)
