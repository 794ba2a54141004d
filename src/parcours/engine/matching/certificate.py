"""The proof of an answer, worked out again from the pairs, the prices and the cut alone."""

import numpy as np

from parcours.engine.matching.counting import Cut
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Pairs, within
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.solver import Solution


def certify(pairs: Pairs, bounds: Bounds, solution: Solution) -> Certificate:
    """Return the certificate of `solution` over all eligible `pairs`.

    The bound is the capacity of the cut, or what prices for the number alone grant: no choice has more pairs. The dual
    bound adds up what the prices grant to every minimum, maximum and pair: no choice of as many pairs is worth more
    (weak duality). Both hold for any cut and any prices; only at the optimum do they meet the answer.
    """
    chosen, prices, cut = solution.chosen, solution.prices, solution.cut
    granted = prices.granted(bounds, len(chosen))
    chosen_keys = np.sort(chosen.keys(pairs.rights), kind="stable")
    may, may_right = bounds.left_max > 0, bounds.right_max > 0
    priced = violations = 0
    for size, part in pairs.reaching(prices.floor(1), prices.right):
        priced += size
        above = part.take(may[part.left] & may_right[part.right])
        granted += int(prices.slack(above).sum())
        violations += int((~within(above.keys(pairs.rights), chosen_keys)).sum())
    if isinstance(cut, Cut):
        bound = int(bounds.left_max[~cut.left].sum() + bounds.right_max[cut.right].sum())
        bound += pairs.count(cut.left & may, ~cut.right & may_right)
    else:
        bound = cut.granted(bounds, 0)
        for chunk in pairs.chunks():
            free = chunk.take(may[chunk.left] & may_right[chunk.right])
            bound += int((1 - cut.left[free.left] - cut.right[free.right]).clip(min=0).sum())
    score, value = int(chosen.score.sum()), int(chosen.value.sum())
    return Certificate(
        placed=len(chosen),
        bound=bound,
        score=score,
        dual_bound=score + granted - value,
        gap=granted - value,
        pairs_priced=priced,
        violations=violations,
    )
