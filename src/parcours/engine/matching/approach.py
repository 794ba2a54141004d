"""Near the best choice of very many pairs without a flow: rights bid, and all pairs are held against the prices.

The prices of a few pairs that a flow leaves are far from those of all pairs, and a flow takes several times as long as
bidding does. So rounds of bidding come first, in ever finer steps, and each goes on with the pairs that are near the
prices of the one before. A flow then has the right pairs, and `solver` proves what comes of it; where the time is over,
the last choice is the answer, and its prices prove how much better another could be.
"""

from dataclasses import dataclass

import numpy as np

from parcours.engine.matching.bidding import WIDEST, bid
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.exchange import bid_in_parts
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, best_at, join
from parcours.engine.matching.nearness import MOST_ADDED, dearer, few_each, near_margin, near_pairs
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.progress import WEIGHING, Progress, Told

STEPS = (16, 2, 1)
"""In steps of so many points rights bid, one round after the other.

The last is gone through again while that takes a quarter off the gap, if it is more than half a step for each pair.
"""


@dataclass(frozen=True, slots=True)
class Approach:
    """The `chosen` pairs, the `edges` to go on with, and the `prices` they are near.

    No pair is worth more than the prices `raised`, so that no choice of as many is worth `gap` points more. `near` are
    the pairs that are nearly worth these prices.
    """

    chosen: Listing
    edges: Listing
    prices: Prices
    raised: Prices
    near: Listing
    gap: int


def approach(pairs: Pairs, edges: Listing, bounds: Bounds, told: Told) -> Approach | None:
    """Return a choice near to the best one, found from `edges`, within the maximums of `bounds`.

    None where it cannot be bid for: somebody has a minimum, a left takes several, or values are too far apart.
    """
    lefts_take_one = int(bounds.left_max.max(initial=0)) <= 1
    asked = bool(bounds.left_min.any() or bounds.right_min.any())
    if asked or not lefts_take_one or not len(edges) or int(np.abs(edges.value).max()) > WIDEST:
        return None
    before, coming = 0, list(STEPS)
    while True:
        step = coming.pop(0)
        found = bid_once(pairs, edges, bounds, step)
        edges = found.edges
        if not told(Progress(WEIGHING, len(edges), len(found.chosen), found.gap)):
            return found
        far = step * len(found.chosen) < 2 * found.gap and 4 * found.gap < 3 * before
        before = found.gap
        if not coming and not far:
            return found
        del found  # before the next round makes its own
        coming = coming or [step]


def bid_once(pairs: Pairs, edges: Listing, bounds: Bounds, step: int) -> Approach:
    """Return the choice that comes of bidding on `edges` in such steps, its prices held against all pairs."""
    bids = (
        bid_in_parts(edges, bounds, step, pairs.crew, pairs.occupations)
        if isinstance(pairs, RuledPairs) and pairs.crew
        else bid(edges, bounds, step)
    )
    chosen, margin = edges.take(bids.used), near_margin(pairs, bids.prices)
    prices = dearer(pairs, bids.prices, margin) if step == STEPS[0] else bids.prices
    kept = few_each(edges, prices)
    kept = join([kept, chosen.less(kept, pairs.rights)])
    near = near_pairs(pairs, prices, bounds, margin)
    raised = prices.raised(near)
    gap = raised.granted(bounds, len(chosen)) - int(chosen.value.sum())
    most = near
    if len(near) > MOST_ADDED * (pairs.lefts + pairs.rights):
        most = near.take(np.sort(best_at(near.left, prices.slack(near), MOST_ADDED)))
    return Approach(chosen, join([most, kept.less(most, pairs.rights)]), prices, raised, near, gap)
