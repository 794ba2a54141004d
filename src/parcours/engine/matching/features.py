"""People as numpy arrays, so that rules and criteria look at many pairs at once.

Everywhere in the engine `i` indexes participants and `j` places, both in the order of their ids. A function that
looks at pairs takes two index arrays: shapes (r, 1) and (1, c) for all pairs of a block, or twice (p,) for p
listed pairs; its answer has the broadcast shape.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

UNKNOWN = -1
"""Stands in integer arrays where a value is missing."""

SPOKEN = np.int8(127)
"""Stands for the level of a language that is spoken, at a level nobody gave."""

NOC_DIGITS = 5


@dataclass(frozen=True, slots=True)
class PairTable:
    """A value for some pairs, 0 for all others.

    `keys` are i × places + j, sorted; `values` stand beside them; `rows` marks the participants that occur.
    """

    keys: Ints
    values: Floats
    rows: Bools
    places: int

    def at(self, i: Ints, j: Ints) -> Floats:
        """Return the values of the pairs (i, j)."""
        out = np.zeros(np.broadcast_shapes(i.shape, j.shape))
        if not len(self.keys):
            return out
        held = np.flatnonzero(self.rows[i.ravel()])
        where = i.reshape(-1, 1)[held] if i.ndim > 1 else i[held]
        wanted = where * self.places + (j if i.ndim > 1 else j[held])
        found = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        out[held] = np.where(self.keys[found] == wanted, self.values[found], 0.0)
        return out


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the problem as arrays over its n people.

    `occupations` (n, k) holds NOC codes as numbers, `UNKNOWN` where there are fewer than k, and `codes` (n, k) their
    positions in `Features.closeness`; `tags` and `languages` are bit sets of 64-bit words (n, w) over the values both
    sides use; `levels` (n, languages) holds CLB levels, `SPOKEN`, or `UNKNOWN` where the language is not spoken;
    `known` says per field whether the person gave any.
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
    draw: NDArray[np.uint64]


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
    avoid: PairTable
    wishes: PairTable

    def draw(self, i: Ints, j: Ints) -> NDArray[np.uint64]:
        """Return the fixed draw of each pair (i, j), see `draw`."""
        return draw(self.participants.draw[i], self.places.draw[j])


def lots(ids: Iterable[str]) -> NDArray[np.uint64]:
    """Return for each id the number that it brings to a draw: its BLAKE2b digest."""
    digests = b"".join([blake2b(text.encode(), digest_size=8).digest() for text in ids])
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def draw(lots: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the draws that decide ties: one number for each two lots, the same on every machine.

    Source: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    """
    mixed = lots ^ (others * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    drawn: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return drawn
