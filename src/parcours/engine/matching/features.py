"""People as numpy arrays, so that rules and criteria look at many pairs at once.

Everywhere in the engine `i` indexes participants and `j` places, both in the order of their ids. A function that
looks at pairs takes two index arrays: shapes (r, 1) and (1, c) for all pairs of a block, or twice (p,) for p
listed pairs; its answer has the broadcast shape.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.lookup import Table

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

UNKNOWN = -1
"""Stands in integer arrays where a value is missing."""

SPOKEN = np.int8(127)
"""Stands for the level of a language that is spoken, at a level nobody gave."""

NOC_DIGITS = 5

_MARKS = 16
"""How many marks a `PairTable` has for each of its pairs: few others fall on the same one."""


class PairTable:
    """A value for some pairs, 0 for all others.

    `keys` are i × places + j, sorted; `values` stand beside them.
    """

    def __init__(self, keys: Ints, values: Floats, places: int) -> None:
        """Mark the last digits of every key, so that most pairs are seen at once to have none."""
        self.keys, self.values, self.places = keys, values, places
        self._last = (1 << (_MARKS * len(keys)).bit_length()) - 1
        self._marks = np.zeros(self._last + 1, dtype=np.bool_)
        self._marks[keys & self._last] = True

    def find(self, i: Ints, j: Ints) -> tuple[Ints, Floats]:
        """Return the positions (flat) of those of the pairs (i, j) that have a value, and the values.

        In a block, j must be ascending.
        """
        if not self.keys.size * i.size * j.size:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        if i.ndim > 1:
            return self._in_block(i[:, 0], j[0])
        keys = i * self.places + j
        at = np.flatnonzero(self._marks.take(keys & self._last))
        found = np.searchsorted(self.keys, keys[at])
        known = self.keys.take(found, mode="clip") == keys[at]
        return at[known], self.values[found[known]]

    def _in_block(self, rows: Ints, columns: Ints) -> tuple[Ints, Floats]:
        first, last = np.searchsorted(self.keys, [rows * self.places, (rows + 1) * self.places])
        each = last - first
        at = np.repeat(first - np.cumsum(each) + each, each) + np.arange(each.sum())
        place = self.keys[at] % self.places
        column = np.searchsorted(columns, place)
        known = columns.take(column, mode="clip") == place
        row = np.repeat(np.arange(len(rows)) * len(columns), each)
        return (row + column)[known], self.values[at[known]]

    def at(self, i: Ints, j: Ints) -> Floats:
        """Return the values of the pairs (i, j)."""
        out = np.zeros(np.broadcast_shapes(i.shape, j.shape))
        where, values = self.find(i, j)
        out.ravel()[where] = values
        return out


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the problem as arrays over its n people.

    `occupations` (n, k) holds NOC codes as numbers, `UNKNOWN` where there are fewer than k, and `codes` (n, k) their
    positions in `Features.closeness`; `tags` and `languages` are bit sets of 64-bit words (n, w) over the values both
    sides use; `levels` (n, languages) holds CLB levels, `SPOKEN`, or `UNKNOWN` where the language is not spoken;
    `known` says per field whether the person gave any; `kinds` numbers from 0, per rule and criterion, what people are
    to it: it says the same of all of one kind (see `lookup`).
    """

    occupations: Ints
    codes: Ints
    years: Floats
    languages: NDArray[np.uint64]
    levels: NDArray[np.int8]
    meeting: NDArray[np.uint8]
    availability: NDArray[np.uint8]
    city: Ints
    province: Ints
    employer: Ints
    tags: NDArray[np.uint64]
    background: NDArray[np.uint64]
    known: dict[str, Bools]
    kinds: dict[str, Ints]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Avoided:
    """Who is never to meet: the pairs in `ids`, and whom two `tables` forbid, where there are any.

    The first says of (i, j) whether they may meet for all that i avoids employers, the second for all that j does.
    """

    ids: PairTable
    tables: tuple[Table[np.bool_], Table[np.bool_]] | None = None

    def at(self, i: Ints, j: Ints) -> Bools:
        """Return which of the pairs (i, j) are never to meet."""
        never = np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.bool_)
        for table in self.tables or ():
            never |= ~table(i, j)
        never.ravel()[self.ids.find(i, j)[0]] = True
        return never


@dataclass(frozen=True, slots=True)
class Features:
    """A whole problem as arrays.

    `closeness` holds how close each code of a participant is to each code of a place, see `Side.codes`. `wishes`
    holds each side's ranked wishes as points from 0 to 1.
    """

    participants: Side
    places: Side
    closeness: Floats
    capacity: Ints
    minimum: Ints
    waiting: Floats
    background_matters: Bools
    goals: Ints
    own_background: Ints
    avoid: Avoided
    wishes: PairTable

    def draw(self, i: Ints, j: Ints) -> NDArray[np.uint64]:
        """Return the fixed draw of each pair (i, j), see `draw`."""
        return draw(_lots_of(self.participants.ids, i), _lots_of(self.places.ids, j))


def lots(ids: Iterable[str]) -> NDArray[np.uint64]:
    """Return for each id the number that it brings to a draw: its BLAKE2b digest."""
    digests = b"".join([blake2b(text.encode(), digest_size=8).digest() for text in ids])
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def _lots_of(ids: Sequence[str], people: Ints) -> NDArray[np.uint64]:
    """Return the lots of these people, whose indexes may stand many times."""
    different, which = np.unique(people, return_inverse=True)
    return lots(ids[at] for at in different.tolist())[which]


def draw(lots: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the draws that decide ties: one number for each two lots, the same on every machine.

    Source: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    """
    mixed = lots ^ (others * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    drawn: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return drawn
