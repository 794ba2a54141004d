"""Where a re-match with groups begins: with the pairs that the earlier prices leave worth most.

They are a guess only: what comes out is proven over all eligible pairs, as from nothing.
"""

from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import Listing, Pairs, best, join, nothing
from parcours.engine.matching.resume import Start
from parcours.engine.matching.solver import FIRST_LOOK

_NEAREST = 4
"""How many pairs to begin with of each left who had a place."""


def near_prices(pairs: Pairs, bounds: Bounds, start: Start) -> Listing:
    """Return the pairs of each left that are worth most at the earlier prices, more of those who had no place."""
    return join([nothing(), *pairs.each_part(_near_prices, (bounds, start))])


def _near_prices(pairs: Pairs, asked: tuple[Bounds, Start]) -> Listing:
    bounds, start = asked
    found, without = [nothing()], start.seat < 0
    for chunk in pairs.chunks():
        free = chunk.take((bounds.left_max[chunk.left] > 0) & (bounds.right_max[chunk.right] > 0))
        worth, short = free.value - start.right[free.right], without[free.left]
        found.append(best(free.take(~short), worth[~short], _NEAREST))
        found.append(best(free.take(short), worth[short], FIRST_LOOK))
    return join(found)
