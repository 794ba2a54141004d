"""Pairs as arrays: sorted, joined, looked up, and asked for by person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Bools, Ints

_SHORT, _HALF, _WORD = 16, 32, 64
_LEAST = np.iinfo(np.int64).min

_BLOCK = 131_072
"""So many pairs at once stay in the processor’s cache."""


@dataclass(frozen=True)
class Listing:
    """Pairs as arrays of length p: indexes of both sides, the score, and what the pair is worth to the solver."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    score: Ints
    value: Ints

    def __len__(self) -> int:
        return len(self.left)

    def take(self, chosen: Ints | Bools) -> "Listing":
        """Return the pairs at these positions, or where this mask is true."""
        at = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        score = self.score.take(at)
        value = score if self.value is self.score else self.value.take(at)
        return Listing(self.left.take(at), self.right.take(at), score, value)

    def turned(self) -> "Listing":
        """Return the same pairs with the sides changed."""
        return Listing(self.right, self.left, self.score, self.value)

    def keys(self, rights: int) -> Ints:
        """Return one number per pair, left × `rights` + right."""
        return self.left.astype(np.int64) * rights + self.right

    def among(self, others: "Listing", rights: int) -> Bools:
        """Return which of these pairs stand among `others`."""
        known = others.keys(rights)
        known.sort(kind="stable")  # mostly in order as they are
        return within(self.keys(rights), known)

    def less(self, others: "Listing", rights: int) -> "Listing":
        """Return those of these pairs that do not stand among `others`."""
        return self.take(~self.among(others, rights))

    def above(self, floor: Ints, prices: Ints) -> tuple[Ints, Ints]:
        """Return the positions of the pairs that leave their left at least its `floor`, and how much beyond that.

        `prices` are those of the rights. The pairs must be sorted by left.
        """
        found, worth = [], []
        for block, mine in self.of_lefts(floor):
            asked = mine + prices.take(self.right[block], mode="clip")  # nothing is: it spares a check
            value = self.value[block]
            at = np.flatnonzero(value >= asked)
            found.append(at + block.start)
            worth.append(value.take(at) - asked.take(at))
        return np.concatenate(found), np.concatenate(worth)

    def followed_by(self, more: "Listing") -> "Listing":
        """Return these pairs, and then `more`."""
        score = np.concatenate([self.score, more.score])
        plain = self.value is self.score and more.value is more.score
        return Listing(
            np.concatenate([self.left, more.left]),
            np.concatenate([self.right, more.right]),
            score,
            score if plain else np.concatenate([self.value, more.value]),
        )

    @cached_property
    def starts(self) -> Ints:
        """Where the pairs of each left begin, up to the last left, and where all end; they must be sorted by left."""
        lefts = int(self.left[-1]) + 1 if len(self) else 0
        return np.searchsorted(self.left, np.arange(lefts + 1, dtype=np.int32))

    def rows(self, lefts: int) -> Ints:
        """Return where the pairs of each of so many lefts begin, and where all end."""
        return np.concatenate([self.starts, np.full(lefts + 1 - len(self.starts), len(self))])

    def of_lefts(self, numbers: Ints) -> Iterator[tuple[slice, Ints]]:
        """Yield the pairs, sorted by left, block by block, with the number of each pair’s left."""
        if not len(self) or int(self.left[-1]) >= len(self):
            yield slice(0, len(self)), numbers.take(self.left)
            return
        starts, last = self.starts, len(self.starts) - 1
        rows = once(np.append(np.searchsorted(starts, np.arange(0, len(self), _BLOCK)).clip(max=last), last))
        for first, end in pairwise(rows.tolist()):
            each = np.diff(starts[first : end + 1])
            yield slice(int(starts[first]), int(starts[end])), np.repeat(numbers[first:end], each)


def join(listings: list[Listing]) -> Listing:
    """Return the pairs of all `listings`, stably sorted by left."""
    listings = [listing for listing in listings if len(listing)] or listings[:1]
    if len(listings) == 1 and ascending(listings[0].left):
        return listings[0]
    left = np.concatenate([listing.left for listing in listings])
    order = by_run(left)
    score = np.concatenate([listing.score for listing in listings])[order]
    plain = all(listing.value is listing.score for listing in listings)
    return Listing(
        left[order],
        np.concatenate([listing.right for listing in listings])[order],
        score,
        score if plain else np.concatenate([listing.value for listing in listings])[order],
    )


def ascending(numbers: NDArray[np.int32]) -> bool:
    """Return whether no number is below the one before."""
    return bool((numbers[1:] >= numbers[:-1]).all())


def by_number(numbers: NDArray[np.int32] | Ints) -> Ints:
    """Return the positions of `numbers` (none below 0) in stable ascending order."""
    small = not len(numbers) or int(numbers.max()) <= np.iinfo(np.uint16).max
    if small:
        return np.argsort(numbers.astype(np.uint16), kind="stable")
    order = numbers.astype(np.int64) << _HALF  # sorted with their positions, which is quicker than stably
    order |= np.arange(len(numbers))
    order.sort()
    order &= (1 << _HALF) - 1
    return order


def by_run(numbers: NDArray[np.int32]) -> Ints:
    """Return what `by_number` does, quicker where equal numbers stand together."""
    start = np.flatnonzero(np.diff(numbers, prepend=-1))
    stop = np.append(start[1:], len(numbers))
    order = by_number(numbers[start])
    return ranges(start[order], stop[order])


def nothing() -> Listing:
    """Return a listing without pairs."""
    return plain(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def plain(left: Ints, right: Ints, score: Ints | None = None) -> Listing:
    """Return these pairs, worth their scores, or nothing."""
    worth = np.zeros(len(left), dtype=np.int64) if score is None else score
    return Listing(left.astype(np.int32), right.astype(np.int32), worth, worth)


def best(listing: Listing, worth: Ints, most: int) -> Listing:
    """Return each left's `most` worthiest pairs, sorted by left, the worthiest first, ties by position."""
    return listing.take(best_at(listing.left, worth, most))


def best_at(person: NDArray[np.int32], worth: Ints, most: int) -> Ints:
    """Return the positions of each person's `most` worthiest pairs, in the order of `best`."""
    at = np.flatnonzero(promising(person, worth, most))
    if not len(at):
        return at
    who, lacks = person[at], worth[at]
    lacks = int(lacks.max()) - lacks
    span, size = int(lacks.max()).bit_length(), len(person).bit_length()
    if span <= _SHORT and int(who.max()).bit_length() <= _SHORT:
        order = by_number(lacks)
        at = at[order[by_number(who[order])]]
    elif int(who.max()).bit_length() + span + size < _WORD:
        keys = ((who.astype(np.int64) << span | lacks) << size) | at
        keys.sort()
        at = keys & ((1 << size) - 1)
    else:
        at = at[np.lexsort((lacks, who))]
    left = person[at]
    first = np.ones(len(at), dtype=np.bool_)
    first[most:] = left[most:] != left[:-most]
    return at[first]


def promising(person: NDArray[np.int32], worth: Ints, most: int) -> Bools:
    """Return which pairs may be among each person's `most` worthiest: those, and about half as many more.

    Cut a person's pairs into twice as many parts, each with its best pair: what is worth less than the worse half of
    those is out.
    """
    if ascending(person):
        start = np.flatnonzero(np.diff(person, prepend=-1))
        sizes = np.diff(start, append=len(person))
        return worth >= np.repeat(_floors_of_runs(worth, start, sizes, most), sizes)
    size = int(person.max()) + 1
    if len(person) <= 2 * most * size:
        people, person = numbered(person, size)
        size = len(people)
    if len(person) <= 2 * most * size:
        return np.ones(len(person), dtype=np.bool_)
    tops = np.full((2 * most, size), _LEAST)
    parts = (np.array_split(array, 2 * most) for array in (person, worth))
    for top, who, value in zip(tops, *parts, strict=True):
        np.maximum.at(top, who, value)
    kept: Bools = worth >= np.partition(tops, most, axis=0)[most].take(person)
    return kept


def _floors_of_runs(worth: Ints, start: Ints, sizes: Ints, most: int) -> Ints:
    """Return for each person, whose pairs begin at `start`, what a pair must be worth to be promising."""
    parts = 2 * most
    long = np.flatnonzero(sizes >= parts)
    floor = np.full(len(start), _LEAST)
    if len(long):
        edges = (start[long, None] + sizes[long, None] * np.arange(parts + 1) // parts).ravel()
        tops = np.zeros(len(edges), dtype=worth.dtype)
        inside = edges[:-1] if edges[-1] == len(worth) else edges
        tops[: len(inside)] = np.maximum.reduceat(worth, inside)
        floor[long] = np.partition(tops.reshape(-1, parts + 1)[:, :parts], most, axis=1)[:, most]
    return floor


def numbered(people: NDArray[np.int32], size: int) -> tuple[Ints, NDArray[np.int32]]:
    """Return who of `size` occurs, ascending, and for each of `people` where they stand among those."""
    seen = np.zeros(size, dtype=np.bool_)
    seen[people] = True
    number: NDArray[np.int32] = np.cumsum(seen, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(seen), number[people]


def once[T: np.integer](numbers: NDArray[T]) -> NDArray[T]:
    """Return the different `numbers` (none below 0), ascending."""
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def within(keys: Ints, known: Ints) -> Bools:
    """Return which of `keys` stand in `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    found = np.empty(len(keys), dtype=np.bool_)
    for first in range(0, len(keys), _BLOCK):
        some = keys[first : first + _BLOCK]
        found[first : first + _BLOCK] = known.take(np.searchsorted(known, some), mode="clip") == some
    return found


def ranges(start: Ints, stop: Ints) -> Ints:
    """Return start[0], start[0] + 1, …, stop[0] - 1, start[1], … as one array."""
    counts = stop - start
    ends = np.cumsum(counts)
    positions: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + counts, counts)
    return positions


class Pairs(Protocol):
    """All eligible pairs between `lefts` and `rights` people."""

    lefts: int
    rights: int

    @property
    def crew(self) -> Crew | None:
        """Who works on them, or None: this process."""

    @property
    def many(self) -> bool:
        """Whether the pairs are too many to keep."""

    def each_part[Asked, Answer](
        self, task: Callable[["Pairs", Asked], Answer], asked: Asked
    ) -> Iterator[Answer]:
        """Yield what the task answers for parts of the lefts, with all their pairs, that together are all of them.

        A task must be a plain function of a module: somebody else may do it.
        """

    def reaching(
        self, floor: Ints, prices: Ints, lefts: Bools | None = None, rights: Bools | None = None
    ) -> Iterator[tuple[int, Listing]]:
        """Yield the pairs worth at least the `floor` of their left and the price of their right together.

        They come in parts, each sorted by left, with how many eligible pairs were looked at. With `lefts` and `rights`
        only those between them.
        """

    def count(self, lefts: Bools, rights: Bools) -> int:
        """Return how many pairs are eligible between these lefts and these rights."""

    def chunks(self) -> Iterator[Listing]:
        """Yield every eligible pair once, sorted by left, all pairs of one left together."""

    def listed(self) -> Listing | None:
        """Return all eligible pairs as `chunks` gives them, or None where they are too many to hold at once."""

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts (each named once) with the rights where `among` is true."""

    def columns(self, rights: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these rights (each named once) with the lefts where `among` is true."""


class ListedPairs:
    """Eligible pairs that somebody has listed and scored already."""

    many = False
    crew = None

    def __init__(self, lefts: int, rights: int, listing: Listing) -> None:
        """Take `listing`, sorted by left, each pair once."""
        self.lefts, self.rights = lefts, rights
        self._listing = listing
        self._start = listing.rows(lefts)
        self._by_right: tuple[Ints, Ints] | None = None

    def each_part[Asked, Answer](
        self, task: Callable[[Pairs, Asked], Answer], asked: Asked
    ) -> Iterator[Answer]:
        """Yield the answer for all of them."""
        yield task(self, asked)

    def reaching(
        self, floor: Ints, prices: Ints, lefts: Bools | None = None, rights: Bools | None = None
    ) -> Iterator[tuple[int, Listing]]:
        """Yield the pairs worth at least so much, see `Pairs`, at once."""
        listing = self._listing
        if lefts is not None and rights is not None:
            listing = listing.take(lefts[listing.left] & rights[listing.right])
        yield len(listing), listing.take(listing.above(floor, prices)[0])

    def count(self, lefts: Bools, rights: Bools) -> int:
        """Return how many pairs are eligible between these lefts and these rights."""
        theirs = np.flatnonzero(rights.take(self._listing.right))
        return int(np.count_nonzero(lefts.take(self._listing.left.take(theirs))))

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs at once."""
        yield self._listing

    def listed(self) -> Listing:
        """Return all eligible pairs."""
        return self._listing

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts with the rights where `among` is true."""
        at = ranges(self._start[lefts], self._start[lefts + 1])
        return self._listing.take(at[among[self._listing.right[at]]])

    def columns(self, rights: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these rights with the lefts where `among` is true."""
        if self._by_right is None:
            order = by_number(self._listing.right)
            start = np.concatenate([[0], np.cumsum(np.bincount(self._listing.right, minlength=self.rights))])
            self._by_right = order, start
        order, start = self._by_right
        at = order[ranges(start[rights], start[rights + 1])]
        return self._listing.take(np.sort(at[among[self._listing.left[at]]]))
