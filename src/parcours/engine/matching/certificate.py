"""The proof of an answer, worked out again from the pairs, the prices and the cut alone."""

import numpy as np

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Pairs, within
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.solver import Solution


def certify(pairs: Pairs, bounds: Bounds, solution: Solution) -> Certificate:
    """Return the certificate of `solution` over all eligible `pairs`.

    The bound is the capacity of the cut: no choice has more pairs, whatever it is. The dual bound adds up what the
    prices grant to every minimum, maximum and pair: no choice of as many pairs is worth more (weak duality). Both
    hold for any cut and any prices; only at the optimum do they meet the answer.
    """
    chosen, prices, cut = solution.chosen, solution.prices, solution.cut
    bound = int(bounds.left_max[~cut.left].sum() + bounds.right_max[cut.right].sum())
    granted = (
        prices.pair * len(chosen)
        + int(np.where(prices.left > 0, bounds.left_max, bounds.left_min) @ prices.left)
        + int(np.where(prices.right > 0, bounds.right_max, bounds.right_min) @ prices.right)
    )
    chosen_keys = np.sort(chosen.keys(pairs.rights), kind="stable")
    beyond = ~cut.right
    may, may_right = bounds.left_max > 0, bounds.right_max > 0
    everybody = bool(may.all() and may_right.all())
    priced = violations = 0
    for chunk in pairs.chunks():
        priced += len(chunk)
        free = chunk if everybody else chunk.take(may[chunk.left] & may_right[chunk.right])
        crossing = np.flatnonzero(beyond.take(free.right))
        bound += int(np.count_nonzero(cut.left.take(free.left.take(crossing))))
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
