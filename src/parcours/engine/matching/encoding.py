"""From people to the arrays of `features`: what many have in common is worked out once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.criteria import closeness
from parcours.engine.matching.features import (
    SPOKEN,
    UNKNOWN,
    Avoided,
    Bools,
    Features,
    Floats,
    Ints,
    PairTable,
    Side,
)
from parcours.engine.matching.listing import once, ranges
from parcours.engine.matching.lookup import WORTH_A_TABLE, Table, one_of_each
from parcours.engine.matching.problem import Person, Problem

People = Sequence[Person]
Sides = tuple[Side, Side]
Spoken = tuple[tuple[str, int | None], ...]

_WORD = 64
_MEETING = {"in_person": 1, "online": 2}
_AVAILABILITY = {"weekday_day": 1, "weekday_evening": 2, "weekend": 4}


class _Column[T: Hashable]:
    """One field of many people: its `different` values, and `which` of them each person has."""

    def __init__(self, values: Sequence[T]) -> None:
        number: defaultdict[T, int] = defaultdict()
        number.default_factory = number.__len__
        self.which: Ints = _array(map(number.__getitem__, values), len(values))
        self.different = list(number)

    def each[S: np.generic](self, worked_out: NDArray[S]) -> NDArray[S]:
        """Return for each person what was worked out for the different values."""
        return worked_out[self.which]

    def given(self) -> Bools:
        """Return whether each person gave anything."""
        return self.each(np.array(list(map(bool, self.different)), dtype=np.bool_))


class _Columns:
    """The fields of one side; `tags` are goals or offers."""

    def __init__(
        self,
        group: People,
        tags: Sequence[frozenset[str]],
        waiting: Sequence[date | None],
        matters: Sequence[bool],
    ) -> None:
        self.group = group
        self.tags, self.waiting = _Column(tags), _Column(waiting)
        self.occupations = _Column([p.occupations for p in group])
        self.years = _Column([p.years for p in group])
        self.languages = _Column([tuple(p.languages.items()) for p in group])
        self.meeting = _Column([p.meeting for p in group])
        self.availability = _Column([p.availability for p in group])
        self.background = _Column([p.background for p in group])
        self.avoids = _Column([frozenset(p.avoid_employers) for p in group])
        self.matters = np.array(matters, dtype=np.bool_)

    def codes(self) -> dict[str, int]:
        """Return each code that occurs with its position among them."""
        codes = dict.fromkeys(chain.from_iterable(self.occupations.different))
        return {code: at for at, code in enumerate(codes)}


class _Common:
    """What is told apart on both sides alike."""

    def __init__(self, mine: _Columns, theirs: _Columns) -> None:
        self.spoken = _shared(
            *(chain.from_iterable(map(dict, c.languages.different)) for c in (mine, theirs))
        )
        self.goals = _shared(*(chain.from_iterable(c.tags.different) for c in (mine, theirs)))
        self.roots = _shared(*(chain.from_iterable(c.background.different) for c in (mine, theirs)))
        self.cities: dict[str, int] = {"": UNKNOWN}
        self.provinces: dict[str, int] = {"": UNKNOWN}
        self.employers: dict[str, int] = {"": UNKNOWN}


def encode(problem: Problem) -> Features:
    """Return `problem` as arrays; its people must stand in the order of their ids."""
    people, places = problem.participants, problem.places
    mine = _Columns(
        people,
        [p.goals for p in people],
        [p.waiting_since for p in people],
        [p.background_matters for p in people],
    )
    theirs = _Columns(places, [p.offers for p in places], [None] * len(places), [False] * len(places))
    ids, place_ids = ({p.id: at for at, p in enumerate(group)} for group in (people, places))
    codes, others, common = mine.codes(), theirs.codes(), _Common(mine, theirs)
    sides = _side(mine, common, codes), _side(theirs, common, others)
    return Features(
        participants=sides[0],
        places=sides[1],
        closeness=closeness(_as_numbers(codes), _as_numbers(others)),
        capacity=np.array([p.capacity for p in places], dtype=np.int64),
        minimum=np.array([p.minimum for p in places], dtype=np.int64),
        waiting=mine.waiting.each(_waiting(mine.waiting.different)),
        background_matters=mine.matters,
        goals=_sizes(mine.tags),
        own_background=_sizes(mine.background),
        avoid=_avoid(problem, ids, place_ids, sides),
        wishes=_wishes(problem, ids, place_ids),
    )


def _side(columns: _Columns, common: _Common, positions: Mapping[str, int]) -> Side:
    """Return one side as arrays; `positions` are those of its codes."""
    occupations, languages = columns.occupations, columns.languages
    years, tags, background = columns.years, columns.tags, columns.background
    meeting = columns.meeting.each(_flags(columns.meeting.different, _MEETING))
    availability = columns.availability.each(_flags(columns.availability.different, _AVAILABILITY))
    city, province, employer = (
        _array([numbers.setdefault(text, len(numbers) - 1) for text in texts], len(texts))
        for numbers, texts in (
            (common.cities, [p.city for p in columns.group]),
            (common.provinces, [p.province for p in columns.group]),
            (common.employers, [p.employer for p in columns.group]),
        )
    )
    width = max(map(len, occupations.different), default=1) or 1
    known = {
        "occupation": occupations.given(),
        "language": languages.given(),
        "goals": tags.given(),
        "background": background.given(),
    }
    where = (city + 1) * (len(common.provinces) + 1) + province + 1
    return Side(
        occupations=occupations.each(_rows(occupations.different, width, int, UNKNOWN)),
        codes=occupations.each(_rows(occupations.different, width, positions.__getitem__, len(positions))),
        years=years.each(np.array([np.nan if y is None else y for y in years.different], dtype=np.float64)),
        languages=languages.each(_bits(list(map(dict, languages.different)), common.spoken)),
        levels=languages.each(_levels(languages.different, common.spoken)),
        meeting=meeting,
        availability=availability,
        city=city,
        province=province,
        employer=employer,
        tags=tags.each(_bits(tags.different, common.goals)),
        background=background.each(_bits(background.different, common.roots)),
        known=known,
        kinds={
            "occupation": known["occupation"].astype(np.int64),
            "language": languages.which,
            "meeting": _dense(where * (max(_MEETING.values()) * 2) + meeting),
            "availability": columns.availability.which,
            "employer": _dense(employer),
            "avoids": columns.avoids.which,
            "goals": tags.which,
            "experience": years.which,
            "wishes": np.zeros_like(city),
            "waiting": columns.waiting.which,
            "background": background.which * 2 + columns.matters,
        },
        ids=tuple(p.id for p in columns.group),
    )


def _shared(mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Return what occurs on both sides, sorted."""
    return sorted(set(mine) & set(theirs))


def _as_numbers(codes: Iterable[str]) -> Ints:
    return np.array([*map(int, codes), UNKNOWN], dtype=np.int64)


def _dense(numbers: Ints) -> Ints:
    """Return `numbers` numbered from 0 without a gap."""
    dense: Ints = np.unique(numbers, return_inverse=True)[1]
    return dense


def _sizes(column: _Column[frozenset[str]]) -> Ints:
    return column.each(np.array(list(map(len, column.different)), dtype=np.int64))


def _flags(values: Sequence[frozenset[str]], bits: Mapping[str, int]) -> NDArray[np.uint8]:
    return np.array([sum(bits[v] for v in value) for value in values], dtype=np.uint8)


def _bits(values: Sequence[Iterable[str]], vocabulary: Sequence[str]) -> NDArray[np.uint64]:
    place = {word: divmod(position, _WORD) for position, word in enumerate(vocabulary)}
    out = np.zeros((len(values), max(1, -(-len(vocabulary) // _WORD))), dtype=np.uint64)
    for row, value in enumerate(values):
        for word in value:
            if word in place:
                column, bit = place[word]
                out[row, column] |= np.uint64(1 << bit)
    return out


def _levels(values: Sequence[Spoken], spoken: Sequence[str]) -> NDArray[np.int8]:
    column = {code: position for position, code in enumerate(spoken)}
    out = np.full((len(values), len(spoken)), UNKNOWN, dtype=np.int8)
    for row, languages in enumerate(values):
        for code, level in languages:
            if code in column:
                out[row, column[code]] = SPOKEN if level is None else level
    return out


def _rows(values: Sequence[tuple[str, ...]], width: int, number: Callable[[str], int], fill: int) -> Ints:
    rows = [[*map(number, value), *repeat(fill, width - len(value))] for value in values]
    return np.array(rows, dtype=np.int64).reshape(len(values), width)


def _waiting(dates: Sequence[date | None]) -> Floats:
    """Return 1 for who waits longest, 0 for who waits least, NaN where the date is missing."""
    days = np.array([np.nan if day is None else day.toordinal() for day in dates])
    known = days[~np.isnan(days)]
    if not len(known):
        return days
    span = known.max() - known.min()
    waiting: Floats = (known.max() - days) / (span or 1)
    return waiting


def _array(numbers: Iterable[int], size: int) -> Ints:
    return np.fromiter(numbers, dtype=np.int64, count=size)


def _avoid(problem: Problem, ids: Mapping[str, int], place_ids: Mapping[str, int], sides: Sides) -> Avoided:
    """Return who avoids whom: employers by kinds of people where that is not too much to note, else by pairs."""
    people, places = problem.participants, problem.places
    tables = _by_employer(people, places, *sides), _by_employer(places, people, *sides[::-1])
    named = [_by_id(people, place_ids), _by_id(places, ids)[::-1]]
    if tables[0] is None or tables[1] is None:
        named += [_by_employers(people, places), _by_employers(places, people)[::-1]]
        tables = None, None
    i, j = (np.concatenate(side) for side in zip(*named, strict=True))
    keys = once(i * len(places) + j)
    pairs = PairTable(keys, np.ones(len(keys)), len(places))
    if tables[0] is None or tables[1] is None:
        return Avoided(pairs)
    mine, theirs = (side.kinds for side in sides)
    return Avoided(
        pairs,
        (
            Table(tables[0], mine["avoids"], theirs["employer"]),
            Table(np.ascontiguousarray(tables[1].T), mine["employer"], theirs["avoids"]),
        ),
    )


def _by_employer(choosers: People, others: People, side: Side, other: Side) -> Bools | None:
    """Return whether those of each kind who avoid employers may meet those of each employer, or None: too many."""
    sets, staff = one_of_each(side.kinds["avoids"]), one_of_each(other.kinds["employer"])
    if len(sets) * len(staff) > WORTH_A_TABLE * (len(choosers) + len(others)):
        return None
    number = {text: at for at, one in enumerate(staff.tolist()) if (text := others[one].employer)}
    may = np.ones((len(sets), len(staff)), dtype=np.bool_)
    for row, one in enumerate(sets.tolist()):
        may[row, [number[text] for text in choosers[one].avoid_employers if text in number]] = False
    return may


def _by_id(choosers: People, ids: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Return the positions of those who avoid somebody by id, and of whom they avoid."""
    pairs = [
        (at, ids[avoided])
        for at, person in enumerate(choosers)
        if person.avoid_ids
        for avoided in person.avoid_ids
        if avoided in ids
    ]
    who, whom = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return who, whom


def _by_employers(choosers: People, others: People) -> tuple[Ints, Ints]:
    """Return the positions of those who avoid an employer, and of everybody there."""
    employers = _Column([person.employer for person in others])
    number = {employer: at for at, employer in enumerate(employers.different) if employer}
    pairs = [
        (at, number[avoided])
        for at, person in enumerate(choosers)
        if person.avoid_employers
        for avoided in person.avoid_employers
        if avoided in number
    ]
    staff = np.argsort(employers.which, kind="stable")
    first = np.searchsorted(employers.which[staff], np.arange(len(employers.different) + 1))
    at, employer = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    start, stop = first[employer], first[employer + 1]
    return np.repeat(at, stop - start), staff[ranges(start, stop)]


def _wishes(problem: Problem, ids: Mapping[str, int], place_ids: Mapping[str, int]) -> PairTable:
    """Return half a point for a first wish of either side, a fifth of it less for each further rank."""
    people, places = problem.participants, problem.places
    found: dict[int, float] = {}
    for at, other, rank in _wished(people, place_ids):
        found[at * len(places) + other] = wish_value(rank)
    for at, other, rank in _wished(places, ids):
        key = other * len(places) + at
        found[key] = found.get(key, 0.0) + wish_value(rank)
    keys = np.array(sorted(found), dtype=np.int64)
    return PairTable(keys, np.array([found[key] for key in keys.tolist()], dtype=np.float64), len(places))


def _wished(choosers: People, ids: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """Yield the positions of each chooser and of those they wish for, and the rank of the wish."""
    for at, person in enumerate(choosers):
        if person.prefers:
            for rank, wish in enumerate(dict.fromkeys(person.prefers)):
                if wish in ids:
                    yield at, ids[wish], rank


def wish_value(rank: int) -> float:
    """Return what one side's wish of this rank (0 = the dearest) adds to the wishes criterion."""
    return max(0.5 - 0.1 * rank, 0.1)
