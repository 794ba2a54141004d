"""The engine on scores that somebody already has: who goes with whom, how often, at the best total."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.certificate import certify
from parcours.engine.matching.features import Ints, draw, lots
from parcours.engine.matching.flows import Bounds, TooWide
from parcours.engine.matching.listing import ListedPairs, Listing
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.solver import Impossible, solve

_MOST = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scored pairs between `left_ids` and `right_ids`, and how many pairs each takes.

    `left`, `right` and `score` are arrays of length p: indexes of both sides and whole scores (any sign), each pair
    once. `bounds` are the minimums and maximums. A pair that is not listed is not allowed.
    """

    left_ids: Sequence[str]
    right_ids: Sequence[str]
    left: Ints
    right: Ints
    score: Ints
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Assignment:
    """The chosen pairs as positions in the arrays of `Scores`, ascending, and the proof."""

    chosen: Ints
    certificate: Certificate


def assign(scores: Scores) -> Assignment:
    """Return as many pairs as the bounds allow, of all such choices the one with the highest total, ties by the draw.

    Raises solver.Impossible where minimums clash (its indexes are those of `scores`), flows.TooWide where the scores
    are too large or too far apart.
    """
    order_left, order_right = _by_id(scores.left_ids), _by_id(scores.right_ids)
    left, right = np.argsort(order_left)[scores.left], np.argsort(order_right)[scores.right]
    order = np.lexsort((right, left))
    least, highest = int(scores.score.min(initial=0)), int(scores.score.max(initial=0))
    if max(-least, highest) * min(len(order), int(scores.bounds.left_max.sum())) >= _MOST:
        raise TooWide("the scores are too large to be added up exactly")
    unit = int(np.gcd.reduce(scores.score - least)) or 1
    listing = Listing(
        left[order].astype(np.int32),
        right[order].astype(np.int32),
        scores.score[order],
        (scores.score[order] - least) // unit,
    )
    pairs = ListedPairs(len(order_left), len(order_right), listing)
    given = scores.bounds
    bounds = Bounds(
        given.left_min[order_left],
        given.left_max[order_left],
        given.right_min[order_right],
        given.right_max[order_right],
    )
    mine = lots(scores.left_ids[at] for at in order_left.tolist())
    theirs = lots(scores.right_ids[at] for at in order_right.tolist())
    try:
        solution = solve(pairs, bounds, partial(_draw, mine, theirs))
    except Impossible as clash:
        own, other = (order_left, order_right) if clash.left else (order_right, order_left)
        raise Impossible(
            left=clash.left,
            people=np.sort(own[clash.people]),
            others=np.sort(other[clash.others]),
            needed=clash.needed,
            available=clash.available,
        ) from clash
    keys = solution.chosen.keys(pairs.rights)
    proof = certify(pairs, bounds, solution)
    return Assignment(
        np.sort(order[np.searchsorted(listing.keys(pairs.rights), np.sort(keys))]),
        Certificate(
            placed=proof.placed,
            bound=proof.bound,
            score=proof.score,
            dual_bound=proof.score + proof.gap * unit,
            gap=proof.gap * unit,
            pairs_priced=proof.pairs_priced,
            violations=proof.violations,
        ),
    )


def _by_id(ids: Sequence[str]) -> Ints:
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)


def _draw(mine: NDArray[np.uint64], theirs: NDArray[np.uint64], i: Ints, j: Ints) -> NDArray[np.uint64]:
    return draw(mine[i], theirs[j])
