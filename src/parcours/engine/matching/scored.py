"""The engine on scores that somebody already has: who goes with whom, how often, at the best total."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.balanced import joint
from parcours.engine.matching.certificate import certify, most_by
from parcours.engine.matching.counting import Cut, Impossible
from parcours.engine.matching.features import Bools, Ints, draw, lots
from parcours.engine.matching.flows import Bounds, TooWide
from parcours.engine.matching.largest import largest
from parcours.engine.matching.listing import ListedPairs, Listing, within
from parcours.engine.matching.progress import Told, at_ease
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.settings import BALANCED, OPTIMAL, STABLE
from parcours.engine.matching.solver import Draw, Solution, solve
from parcours.engine.matching.standing import Standing, Wishes, standing

_MOST = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scored pairs between `left_ids` and `right_ids`, and how many pairs each takes.

    `left`, `right` and `score` are arrays of length p: indexes of both sides and whole scores (any sign), each pair
    once. `bounds` are the minimums and maximums. A pair that is not listed is not allowed. `left_worth` and
    `right_worth` say, where it is not the score, whom either side would rather have (see `standing.Wishes`).
    """

    left_ids: Sequence[str]
    right_ids: Sequence[str]
    left: Ints
    right: Ints
    score: Ints
    bounds: Bounds
    left_worth: Ints | None = None
    right_worth: Ints | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What anybody can check the certificate with (`engine.checking`).

    `prices` are those of the rights and `pair` that of one pair more, in units of the scores; `full` says which rights
    are counted in full where the number of pairs is bounded.
    """

    prices: Ints
    pair: int
    full: Bools


@dataclass(frozen=True, slots=True)
class Assignment:
    """The chosen pairs as positions in the arrays of `Scores`, ascending, the proof, and how they stand.

    With another mode than `optimal` the certificate says how far they are from the optimum: as many pairs as `placed`
    can score `gap` more at most. No stable choice has more pairs than `stable_bound`, which is None in other modes.
    """

    chosen: Ints
    certificate: Certificate
    standing: Standing
    proof: Proof
    stable_bound: int | None


def assign(scores: Scores, mode: str = OPTIMAL, told: Told = at_ease) -> Assignment:
    """Return as many pairs as the bounds allow, of all such choices the one with the highest total, ties by the draw.

    When `told` says that the time is over, it is the best choice found so far.

    With the mode `STABLE` the pairs are the largest stable choice (`largest`), and minimums are passed over; with
    `BALANCED` as many as possible, and then the highest total of `balanced.joint`. Raises solver.Impossible where
    minimums clash (its indexes are those of `scores`), flows.TooWide where the scores are too large or too far apart.
    """
    ordered = _Ordered(scores, mode)
    pairs, bounds, listing = ordered.pairs, ordered.bounds, ordered.listing
    try:
        solution = solve(pairs, bounds, ordered.draw, told)
    except Impossible as clash:
        raise ordered.as_given(clash) from clash
    wishes, chosen, stable_bound = ordered.wishes, solution.chosen, None
    if mode == STABLE:
        draws = ordered.draw(listing.left.astype(np.int64), listing.right.astype(np.int64))
        most = most_by(pairs, bounds, solution.cut)
        found = largest(wishes, bounds, draws, most, told)
        chosen, stable_bound = listing.take(found.chosen), found.most
    elif mode == BALANCED:
        value = joint(wishes)
        both = ListedPairs(pairs.lefts, pairs.rights, replace(listing, value=value))
        keys = np.sort(solve(both, bounds, ordered.draw, told).chosen.keys(pairs.rights))
        chosen = listing.take(within(listing.keys(pairs.rights), keys))
    mask = within(listing.keys(pairs.rights), np.sort(chosen.keys(pairs.rights)))
    proof = certify(pairs, bounds, replace(solution, chosen=chosen))
    gap = proof.gap * ordered.unit
    return Assignment(
        np.sort(ordered.order[mask]),
        replace(proof, dual_bound=proof.score + gap, gap=gap),
        standing([wishes], wishes.take(mask), bounds),
        ordered.proof(solution),
        stable_bound,
    )


class _Ordered:
    """The scores with both sides in the order of their ids, and in the largest unit that all are multiples of."""

    def __init__(self, scores: Scores, mode: str) -> None:
        self.lefts, self.rights = _by_id(scores.left_ids), _by_id(scores.right_ids)
        left, right = np.argsort(self.lefts)[scores.left], np.argsort(self.rights)[scores.right]
        self.order = np.lexsort((right, left))
        self.least = least = int(scores.score.min(initial=0))
        highest = int(scores.score.max(initial=0))
        if max(-least, highest) * min(len(self.order), int(scores.bounds.left_max.sum())) >= _MOST:
            raise TooWide("the scores are too large to be added up exactly")
        self.unit = int(np.gcd.reduce(scores.score - least)) or 1
        score = scores.score[self.order]
        self.listing = Listing(
            left[self.order].astype(np.int32),
            right[self.order].astype(np.int32),
            score,
            (score - least) // self.unit,
        )
        mine = score if scores.left_worth is None else scores.left_worth[self.order]
        theirs = score if scores.right_worth is None else scores.right_worth[self.order]
        self.wishes = Wishes(self.listing, mine, theirs)
        self.pairs = ListedPairs(len(self.lefts), len(self.rights), self.listing)
        given = scores.bounds
        none = np.zeros_like
        self.bounds = Bounds(
            (none(given.left_min) if mode == STABLE else given.left_min)[self.lefts],
            given.left_max[self.lefts],
            (none(given.right_min) if mode == STABLE else given.right_min)[self.rights],
            given.right_max[self.rights],
        )
        own = lots(scores.left_ids[at] for at in self.lefts.tolist())
        other = lots(scores.right_ids[at] for at in self.rights.tolist())
        self.draw: Draw = partial(_draw, own, other)

    def proof(self, solution: Solution) -> Proof:
        """Return prices and cut by the positions of the ids as they were given."""
        prices, full = np.empty_like(solution.prices.right), np.zeros(len(self.rights), dtype=np.bool_)
        prices[self.rights] = solution.prices.right * self.unit
        full[self.rights] = cast("Cut", solution.cut).right
        return Proof(prices, solution.prices.pair * self.unit + self.least, full)

    def as_given(self, clash: Impossible) -> Impossible:
        """Return the same clash with the positions of the ids as they were given."""
        own, other = (self.lefts, self.rights) if clash.left else (self.rights, self.lefts)
        return Impossible(
            left=clash.left,
            people=np.sort(own[clash.people]),
            others=np.sort(other[clash.others]),
            needed=clash.needed,
            available=clash.available,
        )


def _by_id(ids: Sequence[str]) -> Ints:
    return np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)


def _draw(mine: NDArray[np.uint64], theirs: NDArray[np.uint64], i: Ints, j: Ints) -> NDArray[np.uint64]:
    return draw(mine[i], theirs[j])
