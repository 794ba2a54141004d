"""What very many pairs are worth: a few rows added up for each participant, whole numbers of two bytes where they fit.

Rules and criteria say the same of all people of one kind (docs/adr/0014), so a score is the sum of what a few tables
say. For the places of a field, a table is a row of numbers for each kind of participant; a block of pairs is the sum of
the rows of its participants. A rule is such a table, too: what it forbids is far below any price.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Bools, Features, Ints, PairTable, Side
from parcours.engine.matching.fields import Field
from parcours.engine.matching.listing import Listing, numbered, plain
from parcours.engine.matching.lookup import one_of_each
from parcours.engine.matching.rules import Judgement, Rules
from parcours.engine.matching.scoring import Scoring
from parcours.engine.matching.settings import FULL_SCORE

WIDTH = 8_192
"""So many places are looked at at once: their rows stay in the processor’s cache."""

Whole = NDArray[np.signedinteger]

AVOIDING = "avoiding", "avoided"
"""What the kinds are called by which participants avoid employers, and places those of participants."""


class _Rows(NamedTuple):
    """What one table says: a row for each kind of participant, for the places of a field; `kinds` says who is of which.

    `speaking` are the participants of whom it says anything.
    """

    rows: Whole
    kinds: Ints
    speaking: Bools


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of participants `left` (r) with places `right` (c): `net` (r, c) is the score less the price of the place.

    `alike` (r) is to be added: points that a participant has with everybody. What is below `least` is not eligible.
    """

    left: Ints
    right: Ints
    net: Whole
    alike: Ints
    least: int

    def above(self, floor: Ints, prices: Ints) -> Listing:
        """Return the pairs that leave each participant at least `floor` (r) after the `prices` of all places."""
        asked = (floor - self.alike).clip(self.least, np.iinfo(self.net.dtype).max).astype(self.net.dtype)
        at = np.flatnonzero(self.net >= asked[:, None])
        row, column = np.divmod(at, len(self.right))
        right = self.right[column]
        score = self.net.ravel()[at].astype(np.int64) + prices[right] + self.alike[row]
        return plain(self.left[row], right, score)

    def best(self, margin: int, most: int, prices: Ints) -> tuple[Ints, Listing]:
        """Return the most that each participant keeps of any pair, and the pairs that leave hardly less.

        Those are at most `margin` below, or among the `most` that leave most.
        """
        highest = self.net.max(axis=1).astype(np.int64)
        floor = np.minimum(highest - margin, _floor(self.net, most, self.least))
        return highest + self.alike, self.above(floor + self.alike, prices)

    def sought(self, kept: Ints, most: int, prices: Ints) -> Listing:
        """Return for each place `most` pairs, or somewhat more, whose participants give up least of what they keep."""
        mine = (kept - self.alike).clip(self.least, -self.least).astype(self.net.dtype)
        lost = np.maximum(self.net, self.least) - mine[:, None]
        lost[self.net < self.least] = np.iinfo(lost.dtype).min
        floor = _floor(lost.T, most, np.iinfo(lost.dtype).min + 1).astype(lost.dtype)
        row, column = np.divmod(np.flatnonzero(lost >= floor), len(self.right))
        right = self.right[column]
        score = self.net[row, column].astype(np.int64) + prices[right] + self.alike[row]
        return plain(self.left[row], right, score)

    def offers(self, floor: Ints) -> Ints:
        """Return the most that a participant who keeps `floor` (r) would give for each place."""
        kept = (floor - self.alike).astype(self.net.dtype)
        most: Ints = (np.maximum(self.net, self.least) - kept[:, None]).max(axis=0).astype(np.int64)
        return most

    def eligible(self) -> int:
        """Return how many of the pairs are eligible."""
        return int(np.count_nonzero(self.net >= self.net.dtype.type(self.least)))


class Sums:
    """The rules and scores of a program as rows to be added up; the rule of the occupation is that of the fields.

    Pairs of `passed_over` count as not eligible.
    """

    def __init__(
        self,
        features: Features,
        rules: Rules,
        scoring: Scoring | None,
        names: list[str],
        passed_over: PairTable | None,
    ) -> None:
        """Sort what is asked by the kinds of people; `names` are the rules that hold, that of the occupation aside."""
        self._features, self._scoring = features, scoring
        self._avoid = "avoid" in names
        self._none = [features.avoid.ids] if self._avoid else []
        self._none += [] if passed_over is None else [passed_over]
        self._mine = _kinds(features.participants, ("avoids", "employer"))
        self._theirs = _kinds(features.places, ("employer", "avoids"))
        self._points = {} if scoring is None else scoring.by_kind()
        self._rules: dict[str, Judgement] = {
            name: partial(rules.holds, name) for name in names if name != "avoid"
        }
        if self._avoid and features.avoid.tables:
            for name, table in zip(AVOIDING, features.avoid.tables, strict=True):
                self._rules[name] = table

    def blocks(self, field: Field, prices: Ints, cells: int) -> Iterator[Block]:
        """Yield all pairs of `field` in blocks of about so many cells, less the `prices` of all places."""
        narrow = int(np.abs(prices).max(initial=0)) <= _NARROW.least
        width = min(WIDTH, cells)
        for first in range(0, len(field.rights), width):
            yield from self._of(
                field, slice(first, first + width), prices, cells, _NARROW if narrow else _WIDE
            )

    def _of(self, field: Field, some: slice, prices: Ints, cells: int, size: "_Size") -> Iterator[Block]:
        left, right = field.lefts, field.rights[some]
        again = [
            (row, columns)
            for row, own in field.again
            if len(columns := own[(own >= some.start) & (own < some.stop)] - some.start)
        ]
        alike, tables = self._tables(left, right, -prices[right].astype(size.dtype), size)
        step = max(1, cells // len(right))
        at = 0
        for first in range(0, len(left), step):
            rows = slice(first, first + step)
            i = left[rows]
            net = tables[0].rows.take(tables[0].kinds[rows], axis=0)
            for table in tables[1:]:
                _add(net, table, rows)
            where, points = self._wished(i, right)
            net.ravel()[where] += points
            for pairs in self._none:
                net.ravel()[pairs.find(i[:, None], right[None, :])[0]] = -size.least - 1
            while at < len(again) and again[at][0] < first + len(i):
                net[again[at][0] - first, again[at][1]] = -size.least - 1
                at += 1
            yield Block(i, right, net, alike[rows], -size.least)

    def _tables(self, left: Ints, right: Ints, base: Whole, size: "_Size") -> tuple[Ints, list[_Rows]]:
        """Return the points that each participant has with everybody, and what else is to be added up.

        The first of these holds the `base` of each place, and is about everybody.
        """
        alike, found = np.zeros(len(left), dtype=np.int64), []
        for kind in self._mine:
            mine, numbers = self._mine[kind].among(left)
            theirs, others = self._theirs[kind].among(right)
            i, j = self._mine[kind].people[mine][:, None], self._theirs[kind].people[theirs][None, :]
            said = np.zeros((len(mine), len(theirs)), dtype=size.dtype)
            if kind in self._points:
                said += self._points[kind](i, j)
            if len(theirs) == 1:
                alike += said[numbers, 0]
                said[:] = 0
            if kind in self._rules:
                said[~self._rules[kind](i, j)] -= size.forbidden
            if said.any():
                rows = said.take(others, axis=1)
                found.append(_Rows(rows, numbers, said.any(axis=1)[numbers]))
        if not found:
            return alike, [_Rows(base[None, :], np.zeros_like(left), np.ones(len(left), dtype=np.bool_))]
        found.sort(key=lambda table: np.count_nonzero(table.speaking), reverse=True)
        return alike, [found[0]._replace(rows=found[0].rows + base), *found[1:]]

    def _wished(self, i: Ints, right: Ints) -> tuple[Ints, NDArray[np.int16]]:
        """Return where (flat) the wishes of somebody give points in a block, and the points."""
        if self._scoring is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int16)
        return self._scoring.wished(i[:, None], right[None, :])


class _Size(NamedTuple):
    """Numbers of so many bytes, the highest price that they allow for, and what each rule takes off.

    What one rule forbids lies below what any price leaves, and all rules together do not leave the numbers.
    """

    dtype: type[np.signedinteger]
    least: int
    forbidden: int


_NARROW = _Size(np.int16, 2_000, 2 * 2_000 + FULL_SCORE + 1)
_WIDE = _Size(np.int64, 1 << 56, 1 << 58)


class _Kinds:
    """The kind of everybody on one side, and somebody of each kind."""

    def __init__(self, of: Ints) -> None:
        self._of, self.people = of, one_of_each(of)

    def among(self, some: Ints) -> tuple[Ints, Ints]:
        """Return the kinds of some people, each once, and the position of each person’s kind among these."""
        kinds, number = numbered(self._of[some].astype(np.int32), len(self.people))
        return kinds, number.astype(np.int64)


def _kinds(side: Side, avoiding: tuple[str, str]) -> dict[str, _Kinds]:
    """Return the kinds of one side by what is asked; `avoiding` are those of `AVOIDING`."""
    kinds = {name: _Kinds(own) for name, own in side.kinds.items() if name != "wishes"}
    codes = np.unique(side.codes, axis=0, return_inverse=True)[1].ravel()
    return (
        kinds
        | {"occupation": _Kinds(codes)}
        | {name: kinds[own] for name, own in zip(AVOIDING, avoiding, strict=True)}
    )


def _add(net: Whole, table: _Rows, rows: slice) -> None:
    kinds, speaking = table.kinds[rows], table.speaking[rows]
    if np.count_nonzero(speaking) * 3 > len(kinds):
        net += table.rows.take(kinds, axis=0)
    elif speaking.any():
        at = np.flatnonzero(speaking)
        net[at] += table.rows.take(kinds[at], axis=0)


def _floor(block: Whole, most: int, least: int) -> Ints:
    """Return for each row what at least `most` of its numbers reach, and not many more: see `listing.promising`."""
    parts = 2 * most
    width = block.shape[1] // parts
    if width <= 1:
        return np.full(len(block), least, dtype=np.int64)
    tops = block[:, : parts * width].reshape(len(block), parts, width).max(axis=2)
    return np.partition(tops, most, axis=1)[:, most].astype(np.int64).clip(least)
