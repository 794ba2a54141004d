"""The eligible pairs, listed without ever looking at all pairs of people.

Participants are grouped by the occupation prefixes they bring; only places that share one are looked at. The
solver asks once for everything, then for the rows of those it still works on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import NOC_DIGITS, UNKNOWN, Bools, Features, Ints, PairTable
from parcours.engine.matching.rules import RULE
from parcours.engine.matching.scoring import score
from parcours.engine.matching.settings import RULES, Settings

BLOCK_CELLS = 100_000
"""How many pairs are looked at at once: few enough for the processor's cache, enough to be worth the call."""

_SAFE = 1 << 62

KEPT_PAIRS = 30_000_000
"""Up to so many eligible pairs are kept between passes (24 bytes each); beyond, they are worked out anew."""


@dataclass(frozen=True, slots=True)
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
        return Listing(self.left[chosen], self.right[chosen], self.score[chosen], self.value[chosen])

    def turned(self) -> "Listing":
        """Return the same pairs with the sides changed."""
        return Listing(self.right, self.left, self.score, self.value)

    def keys(self, rights: int) -> Ints:
        """Return one number per pair, left × `rights` + right."""
        return self.left.astype(np.int64) * rights + self.right


def join(listings: list[Listing]) -> Listing:
    """Return the pairs of all `listings`, stably sorted by left."""
    left = np.concatenate([listing.left for listing in listings])
    order = np.argsort(left, kind="stable") if len(listings) > 1 else np.arange(len(left))
    return Listing(
        left[order],
        np.concatenate([listing.right for listing in listings])[order],
        np.concatenate([listing.score for listing in listings])[order],
        np.concatenate([listing.value for listing in listings])[order],
    )


def nothing() -> Listing:
    """Return a listing without pairs."""
    return _listing(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _listing(left: Ints, right: Ints, score: Ints | None = None) -> Listing:
    worth = np.zeros(len(left), dtype=np.int64) if score is None else score
    return Listing(left.astype(np.int32), right.astype(np.int32), worth, worth)


def _at(i: Ints, j: Ints, mask: Bools) -> tuple[Ints, Ints]:
    """Return both indexes of the pairs (i, j) where `mask` is true."""
    if i.ndim == 1:
        return i[mask], j[mask]
    row, column = np.nonzero(mask)
    return i[row, 0], j[0, column]


def _together(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    return np.concatenate([i for i, _ in parts]), np.concatenate([j for _, j in parts])


def best(listing: Listing, worth: Ints, most: int) -> Listing:
    """Return each left's `most` worthiest pairs, sorted by left, the worthiest first, ties by right."""
    if not len(listing):
        return listing
    highest, rights = int(worth.max()), int(listing.right.max()) + 1
    span = highest - int(worth.min()) + 1
    if (int(listing.left.max()) + 1) * span * rights < _SAFE:
        order = np.argsort((listing.left * np.int64(span) + (highest - worth)) * rights + listing.right)
    else:
        order = np.lexsort((listing.right, -worth, listing.left))
    starts = np.flatnonzero(np.diff(listing.left[order], prepend=-1))
    rank = np.arange(len(listing)) - np.repeat(starts, np.diff(starts, append=len(listing)))
    return listing.take(order[rank < most])


def within(keys: Ints, known: Ints) -> Bools:
    """Return which of `keys` stand in `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    found: Bools = known[np.searchsorted(known, keys).clip(max=len(known) - 1)] == keys
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

    def chunks(self) -> Iterator[Listing]:
        """Yield every eligible pair once, sorted by left, all pairs of one left together."""

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts (each named once) with the rights where `among` is true."""


class ListedPairs:
    """Eligible pairs that somebody has listed and scored already."""

    def __init__(self, lefts: int, rights: int, listing: Listing) -> None:
        """Take `listing`, sorted by left, each pair once."""
        self.lefts, self.rights = lefts, rights
        self._listing = listing
        self._start = np.searchsorted(listing.left, np.arange(lefts + 1))

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs at once."""
        yield self._listing

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts with the rights where `among` is true."""
        at = ranges(self._start[lefts], self._start[lefts + 1])
        return self._listing.take(at[among[self._listing.right[at]]])


class BothPairs:
    """The pairs of two listings between the same people, none of them in both."""

    def __init__(self, first: ListedPairs, second: ListedPairs) -> None:
        """Take the two."""
        self.lefts, self.rights = first.lefts, first.rights
        self._both = first, second

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs at once."""
        yield join([chunk for pairs in self._both for chunk in pairs.chunks()])

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts with the rights where `among` is true."""
        return join([pairs.rows(lefts, among) for pairs in self._both])


class RuledPairs:
    """The pairs that a program's hard rules allow, with their scores; places without capacity are left out.

    The pairs in `kept`, those of an earlier run, are worth `bonus` more and are eligible whatever the rules say,
    save `avoid` where it holds. `skip` names a rule to pass over; without `scored` all scores are 0, which is quicker.
    """

    def __init__(
        self,
        features: Features,
        settings: Settings,
        *,
        kept: PairTable | None = None,
        bonus: int = 0,
        skip: str = "",
        scored: bool = True,
    ) -> None:
        """Group the participants; no pair is looked at yet but those kept."""
        self.lefts, self.rights = len(features.waiting), len(features.capacity)
        self._features, self._settings = features, settings
        self._kept, self._bonus, self._scored = kept, bonus, scored
        self._rules = tuple(n for n in RULES if settings.rules[n] and n not in {skip, "occupation"})
        self._by_occupation = settings.rules["occupation"] and skip != "occupation"
        self._groups = _groups(features, settings.occupation_digits, self._by_occupation)
        self._listed: ListedPairs | None = None
        self._nearly: dict[str, Listing] | None = None
        self._against = nothing() if kept is None else self._kept_against_rules(kept)

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs: block by block at first, at once when they proved few enough to keep."""
        if self._listed is not None:
            yield from self._listed.chunks()
            return
        found, size = [nothing()], 0
        for block in self._eligible(np.arange(self.lefts), np.ones(self.rights, dtype=np.bool_)):
            size += len(block)
            if size <= KEPT_PAIRS:
                found.append(block)
            else:
                found.clear()
            yield block
        if size <= KEPT_PAIRS:
            self._listed = ListedPairs(self.lefts, self.rights, join(found))

    def without(self, name: str) -> Pairs:
        """Return the pairs that would be eligible if this rule were off, all worth nothing."""
        if name in self._rules and self._listed is not None:
            if self._nearly is None:
                self._nearly = self._one_rule_short()
            return BothPairs(self._listed, ListedPairs(self.lefts, self.rights, self._nearly[name]))
        return RuledPairs(self._features, self._settings, kept=self._kept, skip=name, scored=False)

    def _one_rule_short(self) -> dict[str, Listing]:
        """Return for each rule the pairs, right by occupation or kept, that it alone forbids."""
        found: dict[str, list[Listing]] = {name: [nothing()] for name in self._rules}
        for i, j in self._blocks(np.arange(self.lefts), np.ones(self.rights, dtype=np.bool_)):
            fails = np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.int8)
            last = np.zeros_like(fails)
            for at, name in enumerate(self._rules):
                broken = ~RULE[name].holds(self._features, i, j, self._settings.occupation_digits)
                fails += broken
                last[broken] = at
            left, right = _at(i, j, fails == 1)
            rule = last[fails == 1]
            for at, name in enumerate(self._rules):
                found[name].append(_listing(left[rule == at], right[rule == at]))
        short = {name: join(listings) for name, listings in found.items()}
        if self._kept is not None:
            short = {
                n: pairs.take(~within(pairs.keys(self.rights), self._kept.keys)) for n, pairs in short.items()
            }
            if "avoid" in short:
                left, right = np.divmod(self._kept.keys, max(self.rights, 1))
                mine = (self._features.avoid.at(left, right) != 0) & (self._features.capacity[right] > 0)
                short["avoid"] = join([short["avoid"], _listing(left[mine], right[mine])])
        return short

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts with the rights where `among` is true."""
        if self._listed is not None:
            return self._listed.rows(lefts, among)
        return join([nothing(), *self._eligible(np.sort(lefts), among)])

    def _eligible(self, lefts: Ints, among: Bools) -> Iterator[Listing]:
        against = self._against.take(np.isin(self._against.left, lefts) & among[self._against.right])
        seen = np.zeros(self.lefts, dtype=np.bool_)
        for i, j in self._blocks(lefts, among):
            left, right = _at(i, j, self._allowed(i, j))
            listing = _listing(left, right, self._score(left, right))
            if self._kept is not None:
                seen[i] = True
                mine = against.take(np.isin(against.left, np.unique(i)))
                listing = self._with_bonus(join([listing, mine]), self._kept)
            yield listing
        if self._kept is not None:
            yield self._with_bonus(against.take(~seen[against.left]), self._kept)

    def _allowed(self, i: Ints, j: Ints) -> Bools:
        """Return which pairs the rules allow, that of the occupation aside."""
        allowed = np.ones(np.broadcast_shapes(i.shape, j.shape), dtype=np.bool_)
        for name in self._rules:
            allowed &= RULE[name].holds(self._features, i, j, self._settings.occupation_digits)
        return allowed

    def _blocks(self, lefts: Ints, among: Bools) -> Iterator[tuple[Ints, Ints]]:
        """Yield all pairs that are right by occupation as index arrays (see `features`), small groups together."""
        waiting: list[tuple[Ints, Ints]] = []
        cells = 0
        for members, columns in self._tiles(lefts, among):
            if len(members) * len(columns) >= BLOCK_CELLS // 8:
                yield members[:, None], columns[None, :]
                continue
            waiting.append((np.repeat(members, len(columns)), np.tile(columns, len(members))))
            cells += len(waiting[-1][0])
            if cells >= BLOCK_CELLS:
                yield _together(waiting)
                waiting, cells = [], 0
        if waiting:
            yield _together(waiting)

    def _tiles(self, lefts: Ints, among: Bools) -> Iterator[tuple[Ints, Ints]]:
        """Yield lefts of one group with the rights they may meet by occupation, at most a block at a time."""
        group_of, places = self._groups
        order = lefts[np.argsort(group_of[lefts], kind="stable")]
        for members in np.split(order, np.flatnonzero(np.diff(group_of[order])) + 1):
            if len(members):
                columns = places[int(group_of[members[0]])]
                columns = columns[among[columns]]
                step = max(1, BLOCK_CELLS // max(1, len(columns)))
                for first in range(0, len(members), step):
                    yield members[first : first + step], columns

    def _score(self, i: Ints, j: Ints) -> Ints:
        if not self._scored:
            return np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.int64)
        return score(self._features, self._settings, i, j)

    def _kept_against_rules(self, kept: PairTable) -> Listing:
        """Return the pairs that only being kept allows."""
        left, right = np.divmod(kept.keys, max(self.rights, 1))
        forbidden = ~self._allowed(left, right)
        if self._by_occupation:
            digits = self._settings.occupation_digits
            forbidden |= ~RULE["occupation"].holds(self._features, left, right, digits)
        if "avoid" in self._rules:
            forbidden &= self._features.avoid.at(left, right) == 0
        mine = forbidden & (self._features.capacity[right] > 0)
        left, right = left[mine], right[mine]
        return _listing(left, right, self._score(left, right))

    def _with_bonus(self, listing: Listing, kept: PairTable) -> Listing:
        bonus = within(listing.keys(self.rights), kept.keys) * self._bonus
        return Listing(listing.left, listing.right, listing.score, listing.score + bonus)


def _groups(features: Features, digits: int, by_occupation: bool) -> tuple[Ints, dict[int, Ints]]:  # noqa: FBT001
    """Return each participant's group, and for each group the open places its members may meet by occupation."""
    open_places = np.flatnonzero(features.capacity > 0)
    if not by_occupation:
        return np.zeros(len(features.waiting), dtype=np.int64), {0: open_places}
    divisor = 10 ** (NOC_DIGITS - digits)
    holders: dict[int, list[int]] = {}
    anywhere: list[int] = []
    for place in open_places.tolist():
        prefixes = {c // divisor for c in features.places.occupations[place].tolist() if c != UNKNOWN}
        for prefix in prefixes:
            holders.setdefault(prefix, []).append(place)
        if not prefixes:
            anywhere.append(place)
    numbers: dict[frozenset[int], int] = {}
    group_of = np.array(
        [
            numbers.setdefault(frozenset(c // divisor for c in codes if c != UNKNOWN), len(numbers))
            for codes in features.participants.occupations.tolist()
        ],
        dtype=np.int64,
    )
    places = {
        number: np.unique([*anywhere, *(p for prefix in prefixes for p in holders.get(prefix, ()))]).astype(
            np.int64
        )
        if prefixes
        else open_places
        for prefixes, number in numbers.items()
    }
    return group_of, places
