"""The proof of an answer, worked out again from the pairs, the prices and the cut alone."""

from dataclasses import replace

import numpy as np

from parcours.engine.matching.counting import Cut
from parcours.engine.matching.features import Ints
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
    granted = prices.granted(bounds, len(chosen))
    chosen_keys = np.sort(chosen.keys(pairs.rights), kind="stable")
    may, may_right = bounds.left_max > 0, bounds.right_max > 0
    now = replace(prices, left=_left_to(chosen, prices, bounds))
    lower = replace(prices, left=np.minimum(prices.left, now.left))
    priced = violations = 0
    for size, part in pairs.reaching(lower.floor(1), prices.right):
        priced += size
        above = part.take(may[part.left] & may_right[part.right])
        granted += int(prices.slack(above).clip(min=0).sum())
        better = above.take(now.slack(above) > 0)
        violations += int((~within(better.keys(pairs.rights), chosen_keys)).sum())
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


def most_by(pairs: Pairs, bounds: Bounds, cut: Cut | Prices) -> int:
    """Return the number of pairs that no choice exceeds, by this cut or by prices for the number alone."""
    may, may_right = bounds.left_max > 0, bounds.right_max > 0
    if isinstance(cut, Cut):
        bound = int(bounds.left_max[~cut.left].sum() + bounds.right_max[cut.right].sum())
        return bound + pairs.count(cut.left & may, ~cut.right & may_right)
    bound = cut.granted(bounds, 0)
    for chunk in pairs.chunks():
        free = chunk.take(may[chunk.left] & may_right[chunk.right])
        bound += int((1 - cut.left[free.left] - cut.right[free.right]).clip(min=0).sum())
    return bound


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
