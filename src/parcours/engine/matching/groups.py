"""Who may meet by occupation, without looking at pairs: participants who bring the same occupations are one group."""

from itertools import pairwise

import numpy as np

from parcours.engine.matching.features import NOC_DIGITS, UNKNOWN, Bools, Features, Ints
from parcours.engine.matching.listing import once, ranges

AT_ONCE = 2_000_000
"""About so many places are listed at once, so that what it takes to list them stays small beside the lists."""


class Groups:
    """Participants by the first digits of their occupations, and the open places each group may meet.

    `of` gives the group of each participant, `sizes` how many places each group may meet. Without the rule, everybody
    is one group. Somebody without an occupation may meet everybody.
    """

    def __init__(self, features: Features, digits: int, *, by_occupation: bool) -> None:
        """Group everybody."""
        open_places = np.flatnonzero(features.capacity > 0)
        if by_occupation:
            own = prefixes(features.participants.occupations, digits)
            mine, self.of = np.unique(own, axis=0, return_inverse=True)
            self.sizes, self._flat = _meetable(
                mine, prefixes(features.places.occupations, digits), open_places
            )
        else:
            self.of = np.zeros(len(features.waiting), dtype=np.int64)
            self.sizes, self._flat = np.array([len(open_places)]), open_places
        self._end = np.cumsum(self.sizes)
        self._members = np.argsort(self.of, kind="stable")
        self._first = np.searchsorted(self.of[self._members], np.arange(len(self.sizes) + 1))
        self._by_place: tuple[Ints, Ints] | None = None
        self._rights = len(features.capacity)

    def places(self, group: int) -> Ints:
        """Return the places that this group may meet, ascending."""
        return self._flat[self._end[group] - self.sizes[group] : self._end[group]]

    def rows(self, lefts: Ints) -> tuple[Ints, Ints]:
        """Return both indexes of all pairs of these participants that are right by occupation."""
        group = self.of[lefts]
        sizes, end = self.sizes[group], self._end[group]
        return np.repeat(lefts, sizes), self._flat[ranges(end - sizes, end)]

    def columns(self, rights: Ints) -> tuple[Ints, Ints]:
        """Return both indexes of all pairs of these places that are right by occupation."""
        if self._by_place is None:
            group = np.repeat(np.arange(len(self.sizes)), self.sizes)[np.argsort(self._flat, kind="stable")]
            start = np.concatenate([[0], np.cumsum(np.bincount(self._flat, minlength=self._rights))])
            self._by_place = group, start
        group, start = self._by_place
        own = group[ranges(start[rights], start[rights + 1])]
        sizes = self._first[own + 1] - self._first[own]
        right = np.repeat(np.repeat(rights, start[rights + 1] - start[rights]), sizes)
        return self._members[ranges(self._first[own], self._first[own + 1])], right


def prefixes(occupations: Ints, digits: int) -> Ints:
    """Return the first digits of each person's occupations, each once, in order, `UNKNOWN` before them."""
    found = np.where(occupations == UNKNOWN, UNKNOWN, occupations // 10 ** (NOC_DIGITS - digits))
    found.sort(axis=1)
    found[:, 1:][found[:, 1:] == found[:, :-1]] = UNKNOWN
    found.sort(axis=1)
    return found


def _meetable(groups: Ints, places: Ints, open_places: Ints) -> tuple[Ints, Ints]:
    """Return the open places that share a prefix with each row of `groups`, or where a side has none.

    First how many they are for each row, then all of them, row by row, ascending.
    """
    known: Bools = places[open_places] != UNKNOWN
    place, column = np.nonzero(known)
    prefix = places[open_places][place, column]
    order = np.argsort(prefix, kind="stable")
    prefix, holder = prefix[order], open_places[place[order]]
    group, rank = np.nonzero(groups != UNKNOWN)
    low, high = (np.searchsorted(prefix, groups[group, rank], side=side) for side in ("left", "right"))
    anywhere = open_places[~known.any(axis=1)]
    anybody = (groups == UNKNOWN).all(axis=1)
    each = np.bincount(group, high - low, minlength=len(groups)).astype(np.int64)
    each += len(anywhere) + anybody * len(open_places)
    size = len(places) + 1
    sizes, flat = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    cuts = np.flatnonzero(np.diff((np.cumsum(each) - 1) // AT_ONCE)) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(groups)]):
        rows, some = np.arange(first, last), slice(*np.searchsorted(group, (first, last)).tolist())
        free = rows[anybody[rows]]
        found = [
            (np.repeat(group[some], high[some] - low[some]), holder[ranges(low[some], high[some])]),
            (np.repeat(rows, len(anywhere)), np.tile(anywhere, len(rows))),
            (np.repeat(free, len(open_places)), np.tile(open_places, len(free))),
        ]
        pairs = once(np.concatenate([left * size + right for left, right in found]))
        sizes.append(np.diff(np.searchsorted(pairs, np.arange(first, last + 1) * size)))
        flat.append((pairs % size).astype(np.int32))
    return np.concatenate(sizes), np.concatenate(flat)
