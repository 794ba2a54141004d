"""The largest stable choice. Where there are ties it depends on how they are broken, and to find it is NP-hard.

Every choice that is stable with ties is what deferred acceptance gives for some way of breaking them (Manlove and
others, 2002). So the search is for that way, and what it finds is stable even where the search is wrong: first by
favouring in ties whoever went short, then exactly, in each part of the pairs by itself, where of several largest ones
that with the highest total is preferred. How many pairs a part can have
is bounded by a maximum flow over its `possible` pairs; a part without ties always has the same number (Roth, 1986).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.exact import search
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, most_pairs
from parcours.engine.matching.parts import part_of
from parcours.engine.matching.possible import possible, tied
from parcours.engine.matching.prices import counts
from parcours.engine.matching.progress import WEIGHING, Progress, Told
from parcours.engine.matching.stable import stable
from parcours.engine.matching.standing import Wishes

TURNS = 10
"""So often those who went short are favoured without a gain before that ends."""

WORK = 30.0
"""What the exact search may take in all, in the solver’s unit, of one or two seconds."""

SEARCHED = 100_000
"""A part of more pairs is not searched exactly."""


@dataclass(frozen=True, slots=True)
class Stable:
    """Which pairs are chosen, and the `most` that any stable choice can have: as many, where it is proven."""

    chosen: Bools
    most: int


def largest(wishes: Wishes, bounds: Bounds, draws: NDArray[np.uint64], most: int, told: Told) -> Stable:
    """Return the largest stable choice, or the largest found with `WORK` or until `told` says that the time is over.

    No choice at all has more than `most` pairs. Where no way of breaking ties is better than `draws`, it is theirs.
    """
    chosen = stable(wishes, bounds, draws)
    placed = int(chosen.sum())
    if placed == most or not told(Progress(WEIGHING, len(chosen), placed)):
        return Stable(chosen, most)
    pairs = wishes.listing
    if not (tied(pairs.left, wishes.left).any() or tied(pairs.right, wishes.right).any()):
        return Stable(chosen, placed)
    at = possible(wishes, bounds)
    parts = _Parts(wishes.take(at), bounds, chosen[at])
    parts.favour_the_short(draws[at], told)
    parts.search(told)
    if parts.gained():
        favour = np.zeros(len(chosen), dtype=np.int64)
        favour[at[parts.better]] = 1
        chosen = stable(wishes, bounds, draws, (favour, favour))
    return Stable(chosen, min(most, parts.most()))


class _Parts:
    """The parts of which larger stable choices may exist; `better` are the pairs of those that were found."""

    def __init__(self, wishes: Wishes, bounds: Bounds, chosen: Bools) -> None:
        """Bound how many pairs each part can have; `chosen` is a stable choice."""
        self._wishes, self._bounds = wishes, bounds
        pairs = wishes.listing
        label = part_of(pairs, len(bounds.left_max), len(bounds.right_max))
        self._part: Ints = np.unique(label, return_inverse=True)[1]
        ties = self._sum(tied(pairs.left, wishes.left) | tied(pairs.right, wishes.right)) > 0
        self._begun = self._sum(chosen)
        self._had = self._begun.copy()
        self._most = np.where(
            ties, self._sum(most_pairs(pairs, bounds.left_max, bounds.right_max)), self._had
        )
        self._chosen = chosen.copy()

    def _sum(self, chosen: Bools) -> Ints:
        """Return how many of these pairs each part has."""
        return np.bincount(self._part[chosen], minlength=int(self._part.max(initial=-1)) + 1)

    def most(self) -> int:
        """Return how many pairs a stable choice of all parts can have at most."""
        return int(self._most.sum())

    def gained(self) -> int:
        """Return how many pairs more than at the beginning were found."""
        return int((self._had - self._begun).sum())

    @property
    def better(self) -> Bools:
        """The pairs of the parts that have more than at the beginning."""
        mask: Bools = self._chosen & (self._had > self._begun)[self._part]
        return mask

    def _open(self) -> Ints:
        """Return the positions of the pairs of all parts that may have more."""
        return np.flatnonzero((self._had < self._most)[self._part])

    def favour_the_short(self, draws: NDArray[np.uint64], told: Told) -> None:
        """Break ties again and again in favour of whoever had room left, and keep for each part the best choice."""
        at = self._open()
        wishes, part, bounds = self._wishes.take(at), self._part[at], self._bounds
        chosen, pairs = self._chosen[at], wishes.listing
        short, spare = np.zeros_like(bounds.left_max), np.zeros_like(bounds.right_max)
        turns = TURNS if len(at) else 0
        while turns and told(Progress(WEIGHING, len(at), int(self._had.sum()))):
            taken, filled = counts(pairs.take(chosen), len(short), len(spare))
            short += taken < bounds.left_max
            spare += filled < bounds.right_max
            chosen = stable(wishes, bounds, draws[at], (spare[pairs.right], short[pairs.left]))
            have = np.bincount(part[chosen], minlength=len(self._had))
            gains = have > self._had
            self._had = np.maximum(self._had, have)
            self._chosen[at[gains[part]]] = chosen[gains[part]]
            turns = TURNS if gains.any() else turns - 1

    def search(self, told: Told) -> None:
        """Search exactly in the parts that may have more, the small ones first, each with its share of the work."""
        at = self._open()
        at = at[np.argsort(self._part[at], kind="stable")]
        groups = np.split(at, np.flatnonzero(np.diff(self._part[at])) + 1)
        groups = sorted((group for group in groups if 0 < len(group) <= SEARCHED), key=len)
        work = WORK
        for done, group in enumerate(groups):
            if not told(Progress(WEIGHING, len(group), int(self._had.sum()))):
                return
            part = self._part[group[0]]
            share = work / (len(groups) - done)
            found = search(
                self._wishes.take(group),
                self._bounds,
                self._chosen[group],
                int(self._most[part]),
                share,
                told,
                int(self._begun[part]),
            )
            self._chosen[group] = found.chosen
            self._had[part], self._most[part] = found.chosen.sum(), found.most
            work = max(0.0, work - found.work)
