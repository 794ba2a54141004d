"""The eligible pairs, listed without ever looking at all pairs of people.

Participants are grouped by the occupation prefixes they bring; only places that share one are looked at. The
solver asks once for everything, then for the rows of those it still works on.
"""

from collections.abc import Callable, Iterator
from copy import copy
from functools import cached_property
from typing import NamedTuple

import numpy as np

from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Bools, Features, Ints, PairTable
from parcours.engine.matching.fields import Fields
from parcours.engine.matching.groups import Groups
from parcours.engine.matching.listing import ListedPairs, Listing, join, nothing, plain, within
from parcours.engine.matching.rules import Rules
from parcours.engine.matching.scoring import Scoring
from parcours.engine.matching.settings import Settings
from parcours.engine.matching.sums import Block, Sums

BLOCK_CELLS = 100_000
"""How many pairs are looked at at once: few enough for the processor's cache, enough to be worth the call."""

LARGE_GROUP = 3_000
"""So many pairs of one group are looked at as a block; the pairs of smaller groups are listed together."""

KEPT_PAIRS = 30_000_000
"""Up to so many pairs are kept between passes (24 bytes each, eligible ones only); beyond, they are worked out anew."""


class MadeOf(NamedTuple):
    """What `RuledPairs` are made of."""

    features: Features
    settings: Settings
    kept: PairTable | None
    bonus: int
    keeping: int | None

    def pairs(self) -> "RuledPairs":
        """Return these pairs."""
        return RuledPairs(
            self.features, self.settings, kept=self.kept, bonus=self.bonus, keeping=self.keeping
        )


class RuledPairs:
    """The pairs that a program's hard rules allow, with their scores; places without capacity are left out.

    The pairs in `kept`, those of an earlier run, are worth `bonus` more and are eligible whatever the rules say,
    save `avoid` where it holds. `skip` names a rule to pass over; without `scored` all scores are 0, which is quicker;
    `rules` and `groups` are those of the same people where they are known already. Where there are more pairs than
    `keeping` (at most `KEPT_PAIRS`), they are worked out anew whenever they are asked for.
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
        rules: Rules | None = None,
        groups: Groups | None = None,
        keeping: int | None = None,
    ) -> None:
        """Group the participants; no pair is looked at yet but those kept."""
        self.lefts, self.rights = len(features.waiting), len(features.capacity)
        self._features, self._settings = features, settings
        self._kept, self._bonus, self._scored = kept, bonus, scored
        self._keeping = KEPT_PAIRS if keeping is None else min(keeping, KEPT_PAIRS)
        self.rules, self.scoring = rules or Rules(features, settings), Scoring(features, settings)
        self._rules = [name for name in self.rules.on if name not in {skip, "occupation"}]
        self._by_occupation = settings.rules["occupation"] and skip != "occupation"
        digits = settings.occupation_digits
        self._groups = groups or Groups(features, digits, by_occupation=self._by_occupation)
        self.size = int(self._groups.sizes[self._groups.of].sum())
        self.crew: Crew | None = None
        self._listed: ListedPairs | None = None
        self._own = np.ones(self.lefts, dtype=np.bool_)
        self._against = nothing() if kept is None else self._kept_against_rules(kept)

    @property
    def made_of(self) -> MadeOf:
        """Whatever it takes to make the same pairs elsewhere."""
        return MadeOf(self._features, self._settings, self._kept, self._bonus, self._keeping)

    @property
    def occupations(self) -> Ints:
        """For each participant the number of the group that brings the same occupations."""
        return self._groups.of

    def of(self, lefts: Ints) -> "RuledPairs":
        """Return the pairs of these lefts alone, which are not kept between passes."""
        self._fields, self._sums  # noqa: B018 - what is known of all is found once for all parts
        part = copy(self)
        part.narrow(lefts)
        return part

    def narrow(self, lefts: Ints) -> None:
        """Leave the pairs of these lefts alone, which are not kept between passes from now on."""
        self._own, self._listed, self._keeping = np.zeros(self.lefts, dtype=np.bool_), None, -1
        self._own[lefts] = True
        if self._kept is not None:
            keys, values = self._kept.keys, self._kept.values
            mine = self._own[keys // self.rights]
            self._kept = PairTable(keys[mine], values[mine], self.rights)
            self._against = self._against.take(self._own[self._against.left])

    def each_part[Asked, Answer](
        self, task: Callable[["RuledPairs", Asked], Answer], asked: Asked
    ) -> Iterator[Answer]:
        """Yield the answer for all of them."""
        yield task(self, asked)

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs: at once where they are few enough to keep, else block by block."""
        if self.many:
            yield from self._eligible(np.flatnonzero(self._own), np.ones(self.rights, dtype=np.bool_))
        else:
            yield from self._kept_between_passes().chunks()

    def listed(self) -> Listing | None:
        """Return all eligible pairs, or None where they are too many to keep."""
        return None if self.many else self._kept_between_passes().listed()

    def reaching(
        self, floor: Ints, prices: Ints, lefts: Bools | None = None, rights: Bools | None = None
    ) -> Iterator[tuple[int, Listing]]:
        """Yield the pairs worth at least so much, see `Pairs`."""
        if not self.many:
            yield from self._kept_between_passes().reaching(floor, prices, lefts, rights)
            return
        for block in self.blocks(prices, lefts, rights):
            yield block.eligible(), block.above(floor[block.left], prices)
        kept = self._kept_worth()
        if lefts is not None and rights is not None:
            kept = kept.take(lefts[kept.left] & rights[kept.right])
        yield len(kept), kept.take(kept.above(floor, prices)[0])

    def count(self, lefts: Bools, rights: Bools) -> int:
        """Return how many pairs are eligible between these lefts and these rights."""
        if not self.many:
            return self._kept_between_passes().count(lefts, rights)
        kept = self.kept()
        also = int(np.count_nonzero(lefts[kept.left] & rights[kept.right]))
        nothing_asked = np.zeros(self.rights, dtype=np.int64)
        return also + sum(
            block.eligible() for block in self.blocks(nothing_asked, lefts, rights, scored=False)
        )

    def blocks(
        self,
        prices: Ints,
        lefts: Bools | None = None,
        rights: Bools | None = None,
        *,
        scored: bool = True,
        larger: int = 2,
    ) -> Iterator[Block]:
        """Yield all pairs but those of an earlier run in blocks, less the `prices` of the rights.

        With `lefts` and `rights` only those between them; without `scored` all are worth nothing. Blocks are so many
        times `larger` than those of which pairs are listed; sums take little room, so that twice as many go quicker.
        """
        sums = self._sums if scored and self._scored else self._sums_of(None)
        everybody = self._own if lefts is None else lefts & self._own
        anywhere = np.ones(self.rights, dtype=np.bool_) if rights is None else rights
        for field in self._fields.of(everybody, anywhere):
            if len(field.lefts) and len(field.rights):
                yield from sums.blocks(field, prices, BLOCK_CELLS * larger)

    @property
    def many(self) -> bool:
        """Whether the pairs are too many to keep."""
        return self.size > self._keeping

    @cached_property
    def _fields(self) -> Fields:
        return Fields(self._features, self._settings.occupation_digits, by_occupation=self._by_occupation)

    @cached_property
    def _sums(self) -> Sums:
        """What the pairs are worth, sorted by the kinds of people once for all passes."""
        return self._sums_of(self.scoring)

    def _sums_of(self, scoring: Scoring | None) -> Sums:
        return Sums(self._features, self.rules, scoring, self._rules, self._kept)

    def _kept_between_passes(self) -> ListedPairs:
        if self._listed is None:
            blocks = self._eligible(np.arange(self.lefts), np.ones(self.rights, dtype=np.bool_))
            self._listed = ListedPairs(self.lefts, self.rights, join([nothing(), *blocks]))
        return self._listed

    def _kept_worth(self) -> Listing:
        """Return the eligible pairs of the earlier run with what they are worth."""
        kept = self.kept()
        if self._kept is None:
            return kept
        i, j = kept.left.astype(np.int64), kept.right.astype(np.int64)
        return self._with_bonus(plain(i, j, self._score(i, j)), self._kept)

    def without(self, name: str) -> "RuledPairs":
        """Return the pairs that would be eligible if this rule were off, all worth nothing."""
        return RuledPairs(
            self._features,
            self._settings,
            kept=self._kept,
            skip=name,
            scored=False,
            rules=self.rules,
            groups=None if name == "occupation" else self._groups,
            keeping=self._keeping,
        )

    def rows(self, lefts: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these lefts with the rights where `among` is true."""
        if self._listed is not None:
            return self._listed.rows(lefts, among)
        return join([nothing(), *self._eligible(np.sort(lefts), among)])

    def columns(self, rights: Ints, among: Bools) -> Listing:
        """Return the eligible pairs of these rights with the lefts where `among` is true."""
        if self._listed is not None:
            return self._listed.columns(rights, among)
        if not self._by_occupation:
            mine = np.zeros(self.rights, dtype=np.bool_)
            mine[rights] = True
            return self.rows(np.flatnonzero(among), mine)
        left, right = self._groups.columns(rights)
        left, right = left[among[left]], right[among[left]]
        allowed = self._allowed(left, right)
        left, right = left[allowed], right[allowed]
        listing = plain(left, right, self._score(left, right))
        if self._kept is None:
            return join([listing])
        against = self._against.take(np.isin(self._against.right, rights) & among[self._against.left])
        return self._with_bonus(join([listing, against]), self._kept)

    def kept(self) -> Listing:
        """Return the eligible pairs of the earlier run, all worth nothing."""
        if self._kept is None:
            return nothing()
        left, right = np.divmod(self._kept.keys, max(self.rights, 1))
        mine = self._features.capacity[right] > 0
        if "avoid" in self._rules:
            mine &= ~self._features.avoid.at(left, right)
        return plain(left[mine], right[mine])

    def likely(self, lefts: Ints) -> tuple[Ints, Ints]:
        """Return both indexes of the pairs of these lefts that are right by occupation, or kept whatever the rules."""
        i, j = self._groups.rows(lefts)
        mine = self._against.take(np.isin(self._against.left, lefts))
        new = ~within(mine.keys(self.rights), np.sort(i * self.rights + j)) if len(mine) else slice(0)
        return np.concatenate([i, mine.left[new]]), np.concatenate([j, mine.right[new]])

    def _eligible(self, lefts: Ints, among: Bools) -> Iterator[Listing]:
        against = self._against.take(np.isin(self._against.left, lefts) & among[self._against.right])
        seen = np.zeros(self.lefts, dtype=np.bool_)
        for i, j in self._blocks(lefts, among):
            listing = self._listing(i, j)
            if self._kept is not None:
                seen[i] = True
                mine = against.take(np.isin(against.left, np.unique(i)))
                listing = join([listing, mine])
                listing = self._with_bonus(listing.take(np.argsort(listing.keys(self.rights))), self._kept)
            yield listing
        if self._kept is not None:
            yield self._with_bonus(against.take(~seen[against.left]), self._kept)

    def _listing(self, i: Ints, j: Ints) -> Listing:
        """Return those of the pairs that the rules allow."""
        allowed = self._allowed(i, j)
        if i.ndim == 1:
            left, right = i[allowed], j[allowed]
            return plain(left, right, self._score(left, right))
        each = np.count_nonzero(allowed, axis=1)
        at = np.flatnonzero(allowed)
        right = j[0].take(at - np.repeat(np.arange(len(i)) * j.size, each))
        return plain(np.repeat(i[:, 0], each), right, self._score(i, j).ravel().take(at))

    def _allowed(self, i: Ints, j: Ints) -> Bools:
        """Return which pairs the rules allow, that of the occupation aside."""
        allowed = np.ones(np.broadcast_shapes(i.shape, j.shape), dtype=np.bool_)
        for name in self._rules:
            allowed &= self.rules.holds(name, i, j)
        return allowed

    def _blocks(self, lefts: Ints, among: Bools) -> Iterator[tuple[Ints, Ints]]:
        """Yield all pairs that are right by occupation as index arrays (see `features`), small groups together.

        `lefts` must be ascending.
        """
        groups, all_of_them = self._groups, bool(among.all())
        order = lefts[np.argsort(groups.of[lefts], kind="stable")]
        start = np.flatnonzero(np.diff(groups.of[order], prepend=-1))
        stop = np.append(start[1:], len(order))
        group = groups.of[order[start]]
        large = (stop - start) * groups.sizes[group] >= LARGE_GROUP
        for at, first, last in zip(*(a[large].tolist() for a in (group, start, stop)), strict=True):
            columns = groups.places(at)
            columns = columns if all_of_them else columns[among[columns]]
            step = max(1, BLOCK_CELLS // max(1, len(columns)))
            for row in range(first, last, step):
                yield order[row : min(row + step, last), None], columns[None, :]
        few = np.sort(order[np.repeat(~large, stop - start)])
        block = (np.cumsum(groups.sizes[groups.of[few]]) - 1) // BLOCK_CELLS
        for some in np.split(few, np.flatnonzero(np.diff(block)) + 1):
            if len(some):
                i, j = groups.rows(some)
                yield (i, j) if all_of_them else (i[among[j]], j[among[j]])

    def _score(self, i: Ints, j: Ints) -> Ints:
        if not self._scored:
            return np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.int64)
        return self.scoring.score(i, j)

    def _kept_against_rules(self, kept: PairTable) -> Listing:
        """Return the pairs that only being kept allows."""
        left, right = np.divmod(kept.keys, max(self.rights, 1))
        forbidden = ~self._allowed(left, right)
        if self._by_occupation:
            forbidden |= ~self.rules.holds("occupation", left, right)
        if "avoid" in self._rules:
            forbidden &= ~self._features.avoid.at(left, right)
        mine = forbidden & (self._features.capacity[right] > 0)
        left, right = left[mine], right[mine]
        return plain(left, right, self._score(left, right))

    def _with_bonus(self, listing: Listing, kept: PairTable) -> Listing:
        bonus = within(listing.keys(self.rights), kept.keys) * self._bonus
        return Listing(listing.left, listing.right, listing.score, listing.score + bonus)
