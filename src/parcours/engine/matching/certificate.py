"""The proof of an answer, worked out again from the pairs, the prices and the cut alone."""

import numpy as np

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, within
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.solver import Cut, Solution


def certify(pairs: Pairs, bounds: Bounds, solution: Solution) -> Certificate:
    """Return the certificate of `solution` over all eligible `pairs`.

    The bound is the capacity of the cut, or what prices for the number alone grant: no choice has more pairs. The dual
    bound adds up what the prices grant to every minimum, maximum and pair: no choice of as many pairs is worth more
    (weak duality). Both hold for any cut and any prices; only at the optimum do they meet the answer.
    """
    chosen, prices, cut = solution.chosen, solution.prices, solution.cut
    granted = prices.granted(bounds, len(chosen))
    if isinstance(cut, Cut):
        bound = int(bounds.left_max[~cut.left].sum() + bounds.right_max[cut.right].sum())
    else:
        bound = cut.granted(bounds, 0)
    chosen_keys = np.sort(chosen.keys(pairs.rights), kind="stable")
    may, may_right = bounds.left_max > 0, bounds.right_max > 0
    everybody = bool(may.all() and may_right.all())
    priced = violations = 0
    for chunk in pairs.chunks():
        priced += len(chunk)
        free = chunk if everybody else chunk.take(may[chunk.left] & may_right[chunk.right])
        bound += _beyond(cut, free)
        above, slack = prices.reaching(free, 1)
        granted += int(slack.sum())
        violations += int((~within(free.take(above).keys(pairs.rights), chosen_keys)).sum())
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


def _beyond(cut: Cut | Prices, free: Listing) -> int:
    """Return how many of these pairs lead out of the cut, or what they are worth as pairs beyond their prices."""
    if isinstance(cut, Cut):
        crossing = np.flatnonzero(~cut.right.take(free.right))
        return int(np.count_nonzero(cut.left.take(free.left.take(crossing))))
    return int((1 - cut.left[free.left] - cut.right[free.right]).clip(min=0).sum())
