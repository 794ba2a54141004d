"""The optimum where groups of people have minimums and maximums of their own (`quotas`).

The same questions as in `solver`, each answered on a few pairs and then proven against all of them: whether the limits
can be met, how many pairs are possible within them, which choice of so many is worth most, and which the draw takes.
"""

from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.circulation import Arcs, arcs_of, cheapest, potentials, prices_of
from parcours.engine.matching.clashes import Names, clash
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.irreducible import Irreducible
from parcours.engine.matching.listing import Listing, Pairs, best, join, nothing, within
from parcours.engine.matching.prices import Prices
from parcours.engine.matching.progress import COUNTING, DRAWING, WEIGHING, Progress, Told, at_ease
from parcours.engine.matching.quotas import NO_GROUP, Sides
from parcours.engine.matching.solver import Draw, Solution, first_look

_ADDED = 12
"""How many pairs of each left a round adds at most."""

_SAFE_BITS, _DRAW_BITS = 56, 32


class Grouped:
    """Eligible pairs between people in groups, and what the search has found of them so far."""

    def __init__(
        self,
        pairs: Pairs,
        bounds: Bounds,
        groups: Sides,
        places: tuple[str, ...],
        edges: Listing | None = None,
        told: Told = at_ease,
    ) -> None:
        """Start from `edges`, or the worthiest pairs of everybody; `places` are the ids of the rights."""
        self.pairs, self.groups, self._places, self._told = pairs, groups, places, told
        self._held = bounds.left_min
        self.bounds = replace(bounds, left_min=np.zeros_like(bounds.left_min))
        self.edges = first_look(pairs, bounds) if edges is None else edges

    def solve(self, draw: Draw, *, people: int | None = None, fixed: Ints | None = None) -> Solution:
        """Return the best choice within all limits, or the best found when the time is over.

        Of those who must have a pair (minimums of lefts) as many have one as the other limits allow; those then stand
        in `bounds`. With `people`, how many there are in all, each left group gets at least the share that all of them
        get, or as near to it as is possible; `fixed` are the groups of those who have a pair already. Raises Clash
        where limits clash.
        """
        self._check()
        number, counted = self.most()
        if people is not None:
            self._raise_floors(number, people, np.zeros(0, dtype=np.int64) if fixed is None else fixed)
            number, counted = self.most()
        values = [0, *chain.from_iterable(self.pairs.each_part(_extremes, None))]
        arcs = self._arcs(number, reward=number * (max(values) - min(values)) + 1)
        used, _, at = self._settled(arcs, scored=True, placed=number)
        prices = prices_of(arcs, at, self.groups)
        near = self._near(prices)
        chosen = self.edges.take(used)
        if not (prices.slack(near) > 0)[~near.among(chosen, self.pairs.rights)].any():
            if self._told(Progress(DRAWING, len(near), number)):
                chosen = self._drawn(arcs.tight(at), near, prices, draw)
        else:  # the time was over before
            prices = prices.raised(near)
        held = np.zeros_like(self._held)
        held[chosen.left] = self._held[chosen.left]
        self.bounds = replace(self.bounds, left_min=held)
        return Solution(chosen, prices, counted, near)

    def most(self) -> tuple[int, Prices]:
        """Return how many pairs are possible within all limits, which must fit, and prices that prove it."""
        arcs = self._arcs(None, reward=self.pairs.lefts + 1)
        used, _, at = self._settled(arcs, placed=0)
        return int(np.count_nonzero(used)), replace(prices_of(arcs, at, self.groups), pair=0)

    def _arcs(self, number: int | None, *, reward: int) -> Arcs:
        """Return the arcs for so many pairs; whoever is to be held pays the `reward`, more than all else adds up to."""
        arcs = arcs_of(self.bounds, self.groups, number)
        wanted = np.zeros_like(arcs.low)
        wanted[arcs.sizes[0] : sum(arcs.sizes[:2])] = self._held
        return arcs.paying(wanted, reward)

    def _near(self, prices: Prices) -> Listing:
        """Return all eligible pairs worth their prices or more."""
        return join([nothing(), *self.pairs.each_part(_worth_their_prices, (prices, self.bounds))])

    def _settled(
        self, arcs: Arcs, *, scored: bool = False, placed: int | None = None
    ) -> tuple[Bools, Ints, Ints]:
        """Return the best choice of all eligible pairs as a mask over `edges`, with its flow and potentials.

        Pairs count with their value, or with nothing. With `placed`, how many pairs that will be (0: not known yet), it
        may be the best of `edges` only, where the time is over before.
        """
        at = None
        step = Progress(WEIGHING if scored else COUNTING, len(self.edges), placed or None)
        if placed is not None:
            self._told(step)
        while True:
            cost = -self.edges.value if scored else np.zeros(len(self.edges), dtype=np.int64)
            found = cheapest(arcs, self.edges, cost)
            at = potentials(arcs, self.edges, cost, *found, at if scored else None)
            looked_at = self.edges
            if not self._widened(at, scored=scored):
                return *found, at
            if placed is not None and not self._told(replace(step, pairs=len(self.edges))):
                self.edges = looked_at  # which the answer speaks of
                return *found, at

    def _widened(self, at: Ints, *, scored: bool) -> bool:
        """Add to `edges` what is worth more than these potentials; return whether there was anything."""
        asked = _Asked(at, self.bounds, np.sort(self.edges.keys(self.pairs.rights), kind="stable"))
        if scored:
            more = join([nothing(), *self.pairs.each_part(_worth_more, asked)])
        else:
            across = self._across(at)
            more = join([nothing(), asked.best(across, np.zeros(len(across), dtype=np.int64))])
        if len(more):
            self.edges = join([self.edges, more])
        return bool(len(more))

    def _across(self, at: Ints) -> Listing:
        """Return the pairs that may be worth more than these potentials where all are worth nothing."""
        left, right = np.split(at[: self.pairs.lefts + self.pairs.rights], [self.pairs.lefts])
        beyond = np.flatnonzero(right > left.min(initial=0))
        return self.pairs.columns(beyond, left < right.max(initial=int(at.min(initial=0))))

    def _lacking(self, arcs: Arcs, wanted: Ints) -> tuple[Ints, Ints]:
        """Return how much of what is `wanted` beyond the minimums of arcs cannot be had, where all lacks least.

        Beside it, for which limit each arc speaks: 1 where its maximum is in the way, -1 what is wanted.
        """
        _, flow, at = self._settled(arcs.paying(wanted))
        missing = wanted.copy()
        missing[wanted > 0] -= flow[len(arcs.low) :]
        return missing, np.sign(at[arcs.head] - at[arcs.tail])

    def _check(self) -> None:
        """Raise Clash where the limits, those of lefts aside, cannot all be met."""
        arcs = arcs_of(self.bounds, self.groups)
        free = replace(arcs, low=np.zeros_like(arcs.low), cost=np.zeros_like(arcs.cost))
        missing, speaks = self._lacking(free, np.minimum(arcs.low, arcs.high))
        missing += (arcs.low - arcs.high).clip(min=0)
        if missing.any():
            found = Irreducible(self.pairs, self.edges, self.bounds, self.groups, arcs)
            raise clash(found.conflicts(missing, speaks), arcs, Names(self.groups, self._places))

    def _raise_floors(self, number: int, people: int, fixed: Ints) -> None:
        """Ask for each left group’s share of the `number`, or what is nearest to it at no cost in places.

        Those in no group count among the people, and ask for nothing.
        """
        own = self.groups.left
        size = len(own.names)
        have, members = np.bincount(fixed, minlength=size), np.bincount(own.of, minlength=size)
        share = members * (number + len(fixed)) // max(people, 1) - have
        arcs = self._arcs(number, reward=self.pairs.lefts + 1)
        wanted = np.zeros_like(arcs.low)
        asking = np.array([name != NO_GROUP for name in own.names], dtype=np.bool_)
        wanted[:size] = np.where(asking, np.minimum(share, own.most) - own.least, 0).clip(min=0)
        missing, _ = self._lacking(arcs, wanted)
        least = own.least + (wanted - missing)[:size]
        self.groups = replace(self.groups, left=replace(own, least=least))

    def _drawn(self, arcs: Arcs, near: Listing, prices: Prices, draw: Draw) -> Listing:
        """Return the choice, of all that are as good, with the lowest sum of draws; `near` are worth their prices."""
        tied = prices.slack(near) == 0
        certain, open_ = near.take(~tied), near.take(tied)
        bits = min(_DRAW_BITS, _SAFE_BITS - (self.pairs.lefts + self.pairs.rights).bit_length())
        lots = draw(open_.left.astype(np.int64), open_.right.astype(np.int64))
        cost = (lots >> np.uint64(64 - bits)).astype(np.int64)
        drawn, _ = cheapest(arcs.less(certain, self.groups), open_, cost)
        return join([certain, open_.take(drawn)])


def _extremes(pairs: Pairs, _asked: None) -> list[int]:
    """Return the lowest and the highest worth of pairs, over and over."""
    return [int(limit) for c in pairs.chunks() if len(c) for limit in (c.value.min(), c.value.max())]


def _worth_their_prices(pairs: Pairs, asked: tuple[Prices, Bounds]) -> Listing:
    prices, bounds = asked
    found = [nothing()]
    for chunk in pairs.chunks():
        free = (bounds.left_max[chunk.left] > 0) & (bounds.right_max[chunk.right] > 0)
        found.append(chunk.take(free & (prices.slack(chunk) >= 0)))
    return join(found)


class _Asked(NamedTuple):
    """The potentials, the bounds, and the keys of the pairs that are looked at already."""

    at: Ints
    bounds: Bounds
    known: Ints

    def best(self, listing: Listing, value: Ints) -> Listing:
        """Return those of the pairs, a few of each left, that are not known and worth more than the potentials."""
        bounds, lefts = self.bounds, len(self.bounds.left_max)
        slack = self.at[lefts + listing.right] - self.at[listing.left] + value
        free = (bounds.left_max[listing.left] > 0) & (bounds.right_max[listing.right] > 0)
        above = np.flatnonzero((slack > 0) & free)
        lacking = above[~within(listing.take(above).keys(len(bounds.right_max)), self.known)]
        return best(listing.take(lacking), slack[lacking], _ADDED)


def _worth_more(pairs: Pairs, asked: _Asked) -> Listing:
    return join([nothing(), *(asked.best(chunk, chunk.value) for chunk in pairs.chunks())])
