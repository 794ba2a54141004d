"""From people to the arrays of `features`: what many have in common is worked out once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.criteria import closeness
from parcours.engine.matching.features import (
    SPOKEN,
    UNKNOWN,
    Bools,
    Features,
    Floats,
    Ints,
    PairTable,
    Side,
    lots,
)
from parcours.engine.matching.problem import Participant, Person, Problem

People = Sequence[Person]

_WORD = 64
_MEETING = {"in_person": 1, "online": 2}
_AVAILABILITY = {"weekday_day": 1, "weekday_evening": 2, "weekend": 4}


def encode(problem: Problem) -> Features:
    """Return `problem` as arrays; its people must stand in the order of their ids."""
    people, places = problem.participants, problem.places
    spoken = _shared((p.languages for p in people), (p.languages for p in places))
    goals = _shared((p.goals for p in people), (p.offers for p in places))
    roots = _shared((p.background for p in people), (p.background for p in places))
    codes, others = _codes(people), _codes(places)
    both = (*people, *places)
    numbers = {name: _numbers(map(attrgetter(name), both)) for name in ("city", "province", "employer")}

    def side(group: People, tags: Sequence[frozenset[str]], positions: Mapping[str, int]) -> Side:
        languages = [tuple(p.languages.items()) for p in group]
        occupations = [p.occupations for p in group]
        width = max(map(len, occupations), default=1) or 1
        return Side(
            occupations=_rows(occupations, width, int, UNKNOWN),
            codes=_rows(occupations, width, positions.__getitem__, len(positions)),
            years=np.array([np.nan if p.years is None else p.years for p in group], dtype=np.float64),
            languages=_bits([tuple(code for code, _ in known) for known in languages], spoken),
            levels=_levels(languages, spoken),
            meeting=_flags([p.meeting for p in group], _MEETING),
            availability=_flags([p.availability for p in group], _AVAILABILITY),
            city=_mapped([p.city for p in group], numbers["city"]),
            province=_mapped([p.province for p in group], numbers["province"]),
            employer=_mapped([p.employer for p in group], numbers["employer"]),
            tags=_bits(tags, goals),
            background=_bits([p.background for p in group], roots),
            known={
                "occupation": _mask(occupations),
                "language": _mask(languages),
                "goals": _mask(tags),
                "background": _mask([p.background for p in group]),
            },
            draw=lots(p.id for p in group),
        )

    return Features(
        participants=side(people, [p.goals for p in people], codes),
        places=side(places, [p.offers for p in places], others),
        closeness=closeness(_as_numbers(codes), _as_numbers(others)),
        capacity=np.array([p.capacity for p in places], dtype=np.int64),
        minimum=np.array([p.minimum for p in places], dtype=np.int64),
        waiting=_waiting(people),
        background_matters=np.array([p.background_matters for p in people], dtype=np.bool_),
        goals=np.array([len(p.goals) for p in people], dtype=np.int64),
        own_background=np.array([len(p.background) for p in people], dtype=np.int64),
        avoid=_avoid(problem),
        wishes=_wishes(problem),
    )


def _shared(mine: Iterable[Iterable[str]], theirs: Iterable[Iterable[str]]) -> list[str]:
    """Return what occurs on both sides, sorted."""
    return sorted(set(chain.from_iterable(mine)) & set(chain.from_iterable(theirs)))


def _codes(group: People) -> dict[str, int]:
    """Return each code that occurs with its position among them."""
    return {code: at for at, code in enumerate(dict.fromkeys(code for p in group for code in p.occupations))}


def _as_numbers(codes: Iterable[str]) -> Ints:
    return np.array([*map(int, codes), UNKNOWN], dtype=np.int64)


def _numbers(texts: Iterable[str]) -> dict[str, int]:
    """Give each text a number; the empty text is `UNKNOWN`."""
    return {text: at for at, text in enumerate(dict.fromkeys(texts))} | {"": UNKNOWN}


def _mapped(texts: list[str], numbers: Mapping[str, int]) -> Ints:
    return np.array(list(map(numbers.__getitem__, texts)), dtype=np.int64)


def _kinds[T: Hashable](values: Sequence[T]) -> tuple[list[T], Ints]:
    """Return the different values, and which of them each is."""
    different = {value: at for at, value in enumerate(dict.fromkeys(values))}
    return list(different), np.array(list(map(different.__getitem__, values)), dtype=np.int64)


def _mask(values: Sequence[object]) -> Bools:
    return np.array(list(map(bool, values)), dtype=np.bool_)


def _flags(values: Sequence[frozenset[str]], bits: dict[str, int]) -> NDArray[np.uint8]:
    different, which = _kinds(values)
    return np.array([sum(bits[v] for v in value) for value in different], dtype=np.uint8)[which]


def _bits(
    values: Sequence[frozenset[str] | tuple[str, ...]], vocabulary: Sequence[str]
) -> NDArray[np.uint64]:
    different, which = _kinds(values)
    place = {word: divmod(position, _WORD) for position, word in enumerate(vocabulary)}
    out = np.zeros((len(different), max(1, -(-len(vocabulary) // _WORD))), dtype=np.uint64)
    for row, value in enumerate(different):
        for word in value:
            if word in place:
                column, bit = place[word]
                out[row, column] |= np.uint64(1 << bit)
    return out[which]


def _levels(values: Sequence[tuple[tuple[str, int | None], ...]], spoken: Sequence[str]) -> NDArray[np.int8]:
    different, which = _kinds(values)
    column = {code: position for position, code in enumerate(spoken)}
    out = np.full((len(different), len(spoken)), UNKNOWN, dtype=np.int8)
    for row, languages in enumerate(different):
        for code, level in languages:
            if code in column:
                out[row, column[code]] = SPOKEN if level is None else level
    return out[which]


def _rows(values: Sequence[tuple[str, ...]], width: int, number: Callable[[str], int], fill: int) -> Ints:
    different, which = _kinds(values)
    out = np.full((len(different), width), fill, dtype=np.int64)
    for row, value in enumerate(different):
        out[row, : len(value)] = [number(code) for code in value]
    return out[which]


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
    staff.pop("", None)
    for at, person in enumerate(choosers):
        if person.avoid_ids or person.avoid_employers:
            yield from ((at, ids[avoided]) for avoided in person.avoid_ids if avoided in ids)
            for employer in person.avoid_employers:
                yield from ((at, other) for other in staff.get(employer, ()))


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
