"""People as numpy arrays, so that rules and criteria look at many pairs at once.

Everywhere in the engine `i` indexes participants and `j` places, both in the order of their ids. A function that
looks at pairs takes two index arrays: shapes (r, 1) and (1, c) for all pairs of a block, or twice (p,) for p
listed pairs; its answer has the broadcast shape.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.problem import Participant, Person, Problem

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
People = Sequence[Person]

UNKNOWN = -1
"""Stands in integer arrays where a value is missing."""

SPOKEN = np.int8(127)
"""Stands for the level of a language that is spoken, at a level nobody gave."""

NOC_DIGITS = 5
_WORD = 64
_MEETING = {"in_person": 1, "online": 2}
_AVAILABILITY = {"weekday_day": 1, "weekday_evening": 2, "weekend": 4}


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

    `occupations` (n, k) holds NOC codes as numbers, `UNKNOWN` where there are fewer than k; `tags` and `languages`
    are bit sets of 64-bit words (n, w) over the values both sides use; `levels` (n, languages) holds CLB levels,
    `SPOKEN`, or `UNKNOWN` where the language is not spoken; `known` says per field whether the person gave any.
    """

    occupations: Ints
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
    """A whole problem as arrays. `wishes` holds each side's ranked wishes as points from 0 to 1."""

    participants: Side
    places: Side
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
    return np.array(
        [int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") for text in ids],
        dtype=np.uint64,
    )


def draw(lots: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the draws that decide ties: one number for each two lots, the same on every machine.

    Source: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    """
    mixed = lots ^ (others * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    drawn: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return drawn


def encode(problem: Problem) -> Features:
    """Return `problem` as arrays; its people must stand in the order of their ids."""
    people, places = problem.participants, problem.places
    codes = _Numbering()
    spoken = sorted({c for p in people for c in p.languages} & {c for p in places for c in p.languages})
    goals = sorted({t for p in people for t in p.goals} & {t for p in places for t in p.offers})
    roots = sorted({t for p in people for t in p.background} & {t for p in places for t in p.background})

    def side(group: People, tags: Sequence[frozenset[str]]) -> Side:
        return Side(
            occupations=_occupations(group),
            years=np.array([np.nan if p.years is None else p.years for p in group], dtype=np.float64),
            languages=_bits([frozenset(p.languages) for p in group], spoken),
            levels=_levels(group, spoken),
            meeting=_flags([p.meeting for p in group], _MEETING),
            availability=_flags([p.availability for p in group], _AVAILABILITY),
            city=codes.number(p.city for p in group),
            province=codes.number(p.province for p in group),
            employer=codes.number(p.employer for p in group),
            tags=_bits(tags, goals),
            background=_bits([p.background for p in group], roots),
            known={
                "occupation": _mask(p.occupations for p in group),
                "language": _mask(p.languages for p in group),
                "goals": _mask(tags),
                "background": _mask(p.background for p in group),
            },
            draw=lots(p.id for p in group),
        )

    return Features(
        participants=side(people, [p.goals for p in people]),
        places=side(places, [p.offers for p in places]),
        capacity=np.array([p.capacity for p in places], dtype=np.int64),
        minimum=np.array([p.minimum for p in places], dtype=np.int64),
        waiting=_waiting(people),
        background_matters=_mask(p.background_matters for p in people),
        goals=np.array([len(p.goals) for p in people], dtype=np.int64),
        own_background=np.array([len(p.background) for p in people], dtype=np.int64),
        avoid=_avoid(problem),
        wishes=_wishes(problem),
    )


class _Numbering:
    """Gives each text a number, the same on both sides; the empty text is `UNKNOWN`."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": UNKNOWN}

    def number(self, texts: Iterable[str]) -> Ints:
        return np.array(
            [self._numbers.setdefault(text, len(self._numbers)) for text in texts], dtype=np.int64
        )


def _mask(values: Iterable[object]) -> Bools:
    return np.array([bool(value) for value in values], dtype=np.bool_)


def _flags(values: Sequence[frozenset[str]], bits: dict[str, int]) -> NDArray[np.uint8]:
    return np.array([sum(bits[v] for v in value) for value in values], dtype=np.uint8)


def _bits(values: Sequence[frozenset[str]], vocabulary: Sequence[str]) -> NDArray[np.uint64]:
    place = {word: divmod(position, _WORD) for position, word in enumerate(vocabulary)}
    out = np.zeros((len(values), max(1, -(-len(vocabulary) // _WORD))), dtype=np.uint64)
    for row, value in enumerate(values):
        for word in value:
            if word in place:
                column, bit = place[word]
                out[row, column] |= np.uint64(1 << bit)
    return out


def _levels(group: People, spoken: Sequence[str]) -> NDArray[np.int8]:
    column = {code: position for position, code in enumerate(spoken)}
    out = np.full((len(group), len(spoken)), UNKNOWN, dtype=np.int8)
    for row, person in enumerate(group):
        for code, level in person.languages.items():
            if code in column:
                out[row, column[code]] = SPOKEN if level is None else level
    return out


def _occupations(group: People) -> Ints:
    out = np.full(
        (len(group), max((len(p.occupations) for p in group), default=1) or 1), UNKNOWN, dtype=np.int64
    )
    for row, person in enumerate(group):
        out[row, : len(person.occupations)] = [int(code) for code in person.occupations]
    return out


def _waiting(people: Sequence[Participant]) -> Floats:
    """Return 1 for who waits longest, 0 for who waits least, NaN where the date is missing."""
    days = np.array([np.nan if p.waiting_since is None else p.waiting_since.toordinal() for p in people])
    known = days[~np.isnan(days)]
    if not len(known):
        return days
    span = known.max() - known.min()
    waiting: Floats = (known.max() - days) / (span or 1)
    return waiting


def _table(found: dict[tuple[int, int], float], people: int, places: int) -> PairTable:
    keys = np.array([i * places + j for i, j in found], dtype=np.int64)
    order = np.argsort(keys)
    rows = np.zeros(people, dtype=np.bool_)
    rows[keys // max(places, 1)] = True
    return PairTable(keys[order], np.array(list(found.values()), dtype=np.float64)[order], rows, places)


def _avoid(problem: Problem) -> PairTable:
    participants, places = problem.participants, problem.places
    pairs = [*_avoided(participants, places), *((at, other) for other, at in _avoided(places, participants))]
    return _table(dict.fromkeys(pairs, 1.0), len(participants), len(places))


def _avoided(choosers: People, others: People) -> Iterator[tuple[int, int]]:
    """Yield the positions of each chooser and of those they avoid, by id or by employer."""
    ids = {person.id: at for at, person in enumerate(others)}
    staff: dict[str, list[int]] = {}
    for at, person in enumerate(others):
        staff.setdefault(person.employer, []).append(at)
    for at, person in enumerate(choosers):
        for avoided in person.avoid_ids & ids.keys():
            yield at, ids[avoided]
        for employer in person.avoid_employers & staff.keys() - {""}:
            yield from ((at, other) for other in staff[employer])


def _wishes(problem: Problem) -> PairTable:
    """Return half a point for a first wish of either side, a fifth of it less for each further rank."""
    participant_at = {p.id: at for at, p in enumerate(problem.participants)}
    place_at = {p.id: at for at, p in enumerate(problem.places)}
    found: dict[tuple[int, int], float] = {}
    for at, participant in enumerate(problem.participants):
        for rank, wish in enumerate(dict.fromkeys(participant.prefers)):
            if wish in place_at:
                key = (at, place_at[wish])
                found[key] = found.get(key, 0.0) + wish_value(rank)
    for at, place in enumerate(problem.places):
        for rank, wish in enumerate(dict.fromkeys(place.prefers)):
            if wish in participant_at:
                key = (participant_at[wish], at)
                found[key] = found.get(key, 0.0) + wish_value(rank)
    return _table(found, len(participant_at), len(place_at))


def wish_value(rank: int) -> float:
    """Return what one side's wish of this rank (0 = the dearest) adds to the wishes criterion."""
    return max(0.5 - 0.1 * rank, 0.1)
