"""The same search as in `solver`, shared out: pairs are found and priced block by block, and flows by component.

A block is a part of the participants, those of one occupation together. Each round, the prices go to the blocks, and
the pairs near their prices come back; the pairs at hand fall into components, each of which is a flow of its own.
"""

from typing import NamedTuple

import numpy as np

from parcours.engine.matching.candidates import MadeOf, RuledPairs
from parcours.engine.matching.counting import meet_minimums, widen
from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs
from parcours.engine.matching.listing import ListedPairs, Listing, best_at, join, nothing, numbered
from parcours.engine.matching.nearness import MOST_ADDED
from parcours.engine.matching.parts import part_of
from parcours.engine.matching.prices import Prices, settle
from parcours.engine.matching.solver import NEAR, Draw, Solution, draw_among, first_look

BLOCK_PEOPLE = 2_000
"""So many participants are found pairs for at once."""

LEAST_PAIRS = 20_000
"""Small components are solved together until they have so many pairs."""


class Known(NamedTuple):
    """What a block has to know to find its pairs."""

    made_of: MadeOf
    bounds: Bounds


class Near(NamedTuple):
    """What a block is asked in a round: the pairs worth more than these prices less the `margin`."""

    prices: Prices
    margin: int


class Flow(NamedTuple):
    """A part of the pairs at hand that shares nobody with the rest, and how many of them are to be chosen."""

    edges: Listing
    bounds: Bounds
    number: int


def blocks(pairs: RuledPairs) -> list[Ints]:
    """Return the participants in blocks, those who bring the same occupations together."""
    order = np.argsort(pairs.occupations, kind="stable")
    return [np.sort(part) for part in np.split(order, range(BLOCK_PEOPLE, len(order), BLOCK_PEOPLE))]


def look(known: Known, _asked: None, lefts: Ints) -> Listing:
    """Return the worthiest pairs of a block of participants."""
    listed = _pairs_of(known, lefts)
    return first_look(
        ListedPairs(len(known.bounds.left_max), len(known.bounds.right_max), listed), known.bounds
    )


def near(known: Known, asked: Near, lefts: Ints) -> Listing:
    """Return the pairs of a block that are near their prices, between people who may have pairs at all."""
    listed = _pairs_of(known, lefts)
    found = listed.take(asked.prices.reaching(listed, -asked.margin)[0])
    return found.take((known.bounds.left_max[found.left] > 0) & (known.bounds.right_max[found.right] > 0))


def solved(_known: None, _asked: None, flow: Flow) -> Bools:
    """Return which pairs of one flow are chosen."""
    return cheapest_pairs(flow.edges, -flow.edges.value, flow.bounds, flow.number)


def _pairs_of(known: Known, lefts: Ints) -> Listing:
    pairs = known.made_of.pairs()
    return pairs.rows(lefts, np.ones(pairs.rights, dtype=np.bool_))


def solve_shared(pairs: RuledPairs, bounds: Bounds, draw: Draw, crew: Crew) -> Solution:
    """Return what `solver.solve` returns, found by `crew`. Raises what that raises."""
    known, parts = Known(pairs.made_of, bounds), blocks(pairs)
    edges = join([nothing(), *crew.each(look, known, None, parts)])
    edges = meet_minimums(pairs, edges, bounds)
    edges, chosen, cut = widen(pairs, edges, bounds.left_max, bounds.right_max)
    margin = int(np.ptp(edges.value)) // NEAR if len(edges) else 0
    worth: int | None = None
    while True:
        used = _chosen(edges, chosen, bounds, crew)
        prices = settle(edges, used, bounds)
        chosen = edges.take(used)
        found = join([nothing(), *crew.each(near, known, Near(prices, margin), parts)])
        slack = prices.slack(found)
        kept = found.among(chosen, pairs.rights)
        if not (slack[~kept] > 0).any():
            return Solution(draw_among(chosen, found, prices, bounds, draw), prices, cut, found)
        if len(found) > MOST_ADDED * (pairs.lefts + pairs.rights):
            others = np.flatnonzero(~kept)
            kept[others[best_at(found.left[others], slack[others], MOST_ADDED)]] = True
            found = found.take(kept)
        before, worth = worth, int(chosen.value.sum())
        if worth == before:
            found = join([found, edges.take(~edges.among(found, pairs.rights))])
        edges = found


def _chosen(edges: Listing, before: Listing, bounds: Bounds, crew: Crew) -> Bools:
    """Return the choice worth most of as many pairs as `before`, which is as many as the edges allow.

    Then each component has as many as it allows, those it had before: what one could have more, all could.
    """
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    part = _parts(edges, lefts, rights)
    had = np.bincount(part[edges.among(before, rights)], minlength=int(part.max(initial=-1)) + 1)
    order = np.argsort(part, kind="stable")
    ends = np.searchsorted(part[order], np.arange(len(had)), side="right")
    flows = []
    for at, number in zip(np.split(order, ends[:-1]) if len(had) else [], had.tolist(), strict=True):
        own = edges.take(np.sort(at))
        mine, left = numbered(own.left, lefts)
        theirs, right = numbered(own.right, rights)
        limits = Bounds(
            bounds.left_min[mine], bounds.left_max[mine], bounds.right_min[theirs], bounds.right_max[theirs]
        )
        flows.append(Flow(Listing(left, right, own.score, own.value), limits, number))
    used = np.zeros(len(edges), dtype=np.bool_)
    for at, mask in zip(np.split(order, ends[:-1]), crew.each(solved, None, None, flows), strict=False):
        used[np.sort(at)[mask]] = True
    return used


def _parts(edges: Listing, lefts: int, rights: int) -> Ints:
    """Return for each pair in which flow it is: components, the small ones together until they are large enough."""
    label = part_of(edges, lefts, rights)
    sizes = np.bincount(label, minlength=lefts + rights)
    part = (np.cumsum(sizes) - sizes) // LEAST_PAIRS
    flow: Ints = np.unique(part[label], return_inverse=True)[1]
    return flow
