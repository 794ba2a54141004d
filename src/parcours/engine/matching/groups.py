"""Who may meet by occupation, without looking at pairs: participants who bring the same occupations are one group."""

import numpy as np

from parcours.engine.matching.features import NOC_DIGITS, UNKNOWN, Bools, Features, Ints
from parcours.engine.matching.listing import ranges


class Groups:
    """Participants by the first digits of their occupations, and the open places each group may meet.

    Without the rule, everybody is one group. Somebody without an occupation may meet everybody.
    """

    def __init__(self, features: Features, digits: int, *, by_occupation: bool) -> None:
        """Group everybody."""
        open_places = np.flatnonzero(features.capacity > 0)
        if by_occupation:
            prefixes = _prefixes(features.participants.occupations, digits)
            mine, self.of = np.unique(prefixes, axis=0, return_inverse=True)
            self.places = _meetable(mine, _prefixes(features.places.occupations, digits), open_places)
        else:
            self.of, self.places = np.zeros(len(features.waiting), dtype=np.int64), [open_places]
        self._flat = np.concatenate([*self.places, open_places[:0]])
        self._sizes = np.array([len(places) for places in self.places], dtype=np.int64)
        self._members = np.argsort(self.of, kind="stable")
        self._first = np.searchsorted(self.of[self._members], np.arange(len(self.places) + 1))
        self._by_place: tuple[Ints, Ints] | None = None
        self._rights = len(features.capacity)

    def rows(self, lefts: Ints) -> tuple[Ints, Ints]:
        """Return both indexes of all pairs of these participants that are right by occupation."""
        end = np.cumsum(self._sizes)[self.of[lefts]]
        sizes = self._sizes[self.of[lefts]]
        return np.repeat(lefts, sizes), self._flat[ranges(end - sizes, end)]

    def columns(self, rights: Ints) -> tuple[Ints, Ints]:
        """Return both indexes of all pairs of these places that are right by occupation."""
        if self._by_place is None:
            group = np.repeat(np.arange(len(self._sizes)), self._sizes)[np.argsort(self._flat, kind="stable")]
            start = np.concatenate([[0], np.cumsum(np.bincount(self._flat, minlength=self._rights))])
            self._by_place = group, start
        group, start = self._by_place
        own = group[ranges(start[rights], start[rights + 1])]
        sizes = self._first[own + 1] - self._first[own]
        right = np.repeat(np.repeat(rights, start[rights + 1] - start[rights]), sizes)
        return self._members[ranges(self._first[own], self._first[own + 1])], right


def _prefixes(occupations: Ints, digits: int) -> Ints:
    """Return the first digits of each person's occupations, each once, in order, `UNKNOWN` before them."""
    found = np.where(occupations == UNKNOWN, UNKNOWN, occupations // 10 ** (NOC_DIGITS - digits))
    found.sort(axis=1)
    found[:, 1:][found[:, 1:] == found[:, :-1]] = UNKNOWN
    found.sort(axis=1)
    return found


def _meetable(groups: Ints, places: Ints, open_places: Ints) -> list[Ints]:
    """Return for each row of prefixes in `groups` the open places that share one, or where a side has none."""
    known: Bools = places[open_places] != UNKNOWN
    place, column = np.nonzero(known)
    prefix = places[open_places][place, column]
    order = np.argsort(prefix, kind="stable")
    prefix, holder = prefix[order], open_places[place[order]]
    anywhere = open_places[~known.any(axis=1)]
    low, high = np.searchsorted(prefix, groups), np.searchsorted(prefix, groups, side="right")
    return [
        np.unique(np.concatenate([anywhere, *(holder[a:b] for a, b in zip(*ends, strict=True))]))
        if some
        else open_places
        for some, *ends in zip((groups != UNKNOWN).any(axis=1), low.tolist(), high.tolist(), strict=True)
    ]
