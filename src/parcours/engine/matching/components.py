"""The choice worth most of some pairs, as one flow or, by a crew, as a flow for each component."""

from typing import NamedTuple

import numpy as np

from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Bools, Ints
from parcours.engine.matching.flows import Bounds, cheapest_pairs
from parcours.engine.matching.listing import Listing, numbered
from parcours.engine.matching.parts import part_of

LEAST_PAIRS = 20_000
"""Small components are solved together until they have so many pairs."""


class Flow(NamedTuple):
    """A part of the pairs that shares nobody with the rest, and how many of them are to be chosen."""

    edges: Listing
    bounds: Bounds
    number: int


def worthiest(edges: Listing, chosen: Listing, bounds: Bounds, crew: Crew | None) -> Bools:
    """Return which of `edges` are the choice worth most of as many as `chosen`, which is as many as they allow.

    Then each component has as many as it allows, those it had before: what one could have more, all could.
    """
    if crew is None:
        return cheapest_pairs(edges, -edges.value, bounds, len(chosen))
    lefts, rights = len(bounds.left_max), len(bounds.right_max)
    part = together(part_of(edges, lefts, rights), LEAST_PAIRS)
    had = np.bincount(part[edges.among(chosen, rights)], minlength=int(part.max(initial=-1)) + 1)
    flows, used = [], np.zeros(len(edges), dtype=np.bool_)
    where = split(part)
    for at, number in zip(where, had.tolist(), strict=True):
        own = edges.take(at)
        mine, left = numbered(own.left, lefts)
        theirs, right = numbered(own.right, rights)
        limits = Bounds(
            bounds.left_min[mine], bounds.left_max[mine], bounds.right_min[theirs], bounds.right_max[theirs]
        )
        flows.append(Flow(Listing(left, right, own.score, own.value), limits, number))
    for at, mask in zip(where, crew.each(solved, None, None, flows), strict=True):
        used[at[mask]] = True
    return used


def solved(_known: None, _asked: None, flow: Flow) -> Bools:
    """Return which pairs of one flow are chosen."""
    return cheapest_pairs(flow.edges, -flow.edges.value, flow.bounds, flow.number)


def together(label: Ints, least: int) -> Ints:
    """Return a number from 0 on for each label, the same for small ones in a row until they are `least`."""
    sizes = np.bincount(label)
    part = (np.cumsum(sizes) - sizes) // least
    found: Ints = np.unique(part[label], return_inverse=True)[1]
    return found


def split(part: Ints) -> list[Ints]:
    """Return the positions of each part, which are numbered from 0 on, ascending."""
    order = np.argsort(part, kind="stable")
    return np.split(order, np.cumsum(np.bincount(part))[:-1]) if len(part) else []
