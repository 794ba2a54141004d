"""The eligible pairs, listed without ever looking at all pairs of people.

Participants are grouped by the occupation prefixes they bring; only places that share one are looked at. The
solver asks once for everything, then for the rows of those it still works on.
"""

from collections.abc import Iterator

import numpy as np

from parcours.engine.matching.features import Bools, Features, Ints, PairTable
from parcours.engine.matching.groups import Groups
from parcours.engine.matching.listing import ListedPairs, Listing, join, nothing, plain, within
from parcours.engine.matching.rules import RULE
from parcours.engine.matching.scoring import score
from parcours.engine.matching.settings import RULES, Settings

BLOCK_CELLS = 100_000
"""How many pairs are looked at at once: few enough for the processor's cache, enough to be worth the call."""


KEPT_PAIRS = 30_000_000
"""Up to so many eligible pairs are kept between passes (24 bytes each); beyond, they are worked out anew."""


class RuledPairs:
    """The pairs that a program's hard rules allow, with their scores; places without capacity are left out.

    The pairs in `kept`, those of an earlier run, are worth `bonus` more and are eligible whatever the rules say,
    save `avoid` where it holds. `skip` names a rule to pass over; without `scored` all scores are 0, which is quicker;
    `groups` are those of the people where they are known already.
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
        groups: Groups | None = None,
    ) -> None:
        """Group the participants; no pair is looked at yet but those kept."""
        self.lefts, self.rights = len(features.waiting), len(features.capacity)
        self._features, self._settings = features, settings
        self._kept, self._bonus, self._scored = kept, bonus, scored
        self._rules = tuple(n for n in RULES if settings.rules[n] and n not in {skip, "occupation"})
        self._by_occupation = settings.rules["occupation"] and skip != "occupation"
        digits = settings.occupation_digits
        self._groups = groups or Groups(features, digits, by_occupation=self._by_occupation)
        self._listed: ListedPairs | None = None
        self._against = nothing() if kept is None else self._kept_against_rules(kept)

    def chunks(self) -> Iterator[Listing]:
        """Yield all eligible pairs: at once where they are few enough to keep, else block by block."""
        if self._listed is None:
            found: list[Listing] = []
            size = 0
            for block in self._eligible(np.arange(self.lefts), np.ones(self.rights, dtype=np.bool_)):
                found.append(block)
                size += len(block)
                if size > KEPT_PAIRS:
                    yield from found
                    found.clear()
            if size > KEPT_PAIRS:
                return
            self._listed = ListedPairs(self.lefts, self.rights, join([nothing(), *found]))
        yield from self._listed.chunks()

    def listed(self) -> Listing | None:
        """Return all eligible pairs, or None where they are too many to keep."""
        if self._listed is None:
            for _ in self.chunks():
                pass
        return None if self._listed is None else self._listed.listed()

    def without(self, name: str) -> "RuledPairs":
        """Return the pairs that would be eligible if this rule were off, all worth nothing."""
        same = None if name == "occupation" else self._groups
        return RuledPairs(
            self._features, self._settings, kept=self._kept, skip=name, scored=False, groups=same
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
            mine &= self._features.avoid.at(left, right) == 0
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
            left, right = _at(i, j, self._allowed(i, j))
            listing = join([plain(left, right, self._score(left, right))])
            if self._kept is not None:
                seen[i] = True
                mine = against.take(np.isin(against.left, np.unique(i)))
                listing = join([listing, mine])
                listing = self._with_bonus(listing.take(np.argsort(listing.keys(self.rights))), self._kept)
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
        group_of, places = self._groups.of, self._groups.places
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
        return plain(left, right, self._score(left, right))

    def _with_bonus(self, listing: Listing, kept: PairTable) -> Listing:
        bonus = within(listing.keys(self.rights), kept.keys) * self._bonus
        return Listing(listing.left, listing.right, listing.score, listing.score + bonus)


def _at(i: Ints, j: Ints, mask: Bools) -> tuple[Ints, Ints]:
    """Return both indexes of the pairs (i, j) where `mask` is true."""
    if i.ndim == 1:
        return i[mask], j[mask]
    row, column = np.nonzero(mask)
    return i[row, 0], j[0, column]


def _together(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    return np.concatenate([i for i, _ in parts]), np.concatenate([j for _, j in parts])
