"""A stable choice: nobody on either side would rather have each other than what they have.

Deferred acceptance (Gale and Shapley, 1962), the lefts proposing: each gets the best they can have in any stable
choice. Ties are broken beforehand; the choice is then stable in the weak sense, for the ties as they were. Another way
to break them may place more people: `largest` looks for the best.
"""

from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.standing import Wishes


def stable(
    wishes: Wishes, bounds: Bounds, draws: NDArray[np.uint64], favour: tuple[Ints, Ints] | None = None
) -> Bools:
    """Return which of the pairs are chosen; the minimums of `bounds` do not count.

    Of a tie those come first whom `favour` gives most, to the left and to the right; between equals `draws` decide.
    """
    listing, size = wishes.listing, len(wishes.listing)
    liked, liking = favour or 2 * (np.zeros(size, dtype=np.int64),)
    order = np.lexsort((draws, -liked, -wishes.left, listing.left))
    place = np.empty(size, dtype=np.int64)
    place[np.lexsort((draws, -liking, -wishes.right, listing.right))] = np.arange(size)
    rows = listing.rows(len(bounds.left_max))
    following, last = rows[:-1].tolist(), rows[1:].tolist()
    asked, standing = order.tolist(), place.tolist()
    left, right = listing.left.tolist(), listing.right.tolist()
    room, most = bounds.left_max.tolist(), bounds.right_max.tolist()
    held: list[list[tuple[int, int]]] = [[] for _ in most]
    asking = list(range(len(room)))
    while asking:
        who = asking.pop()
        while room[who] and following[who] < last[who]:
            pair = asked[following[who]]
            following[who] += 1
            theirs = held[right[pair]]
            heappush(theirs, (-standing[pair], pair))
            room[who] -= 1
            if len(theirs) > most[right[pair]]:
                refused = left[heappop(theirs)[1]]
                room[refused] += 1
                if refused != who:
                    asking.append(refused)
    chosen = np.zeros(size, dtype=np.bool_)
    chosen[[pair for theirs in held for _, pair in theirs]] = True
    return chosen
