"""Who may meet by occupation, as rectangles of participants and places: how very many pairs are looked at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from parcours.engine.matching.features import UNKNOWN, Bools, Features, Ints
from parcours.engine.matching.groups import prefixes


@dataclass(frozen=True, slots=True)
class Field:
    """Participants and places (both ascending) of whom all pairs are right by occupation.

    A pair that has two occupations in common stands in two fields. Here it is passed over where `again` names its row
    (ascending, beside the columns that are meant).
    """

    lefts: Ints
    rights: Ints
    again: tuple[tuple[int, Ints], ...] = ()


class Fields:
    """All pairs that are right by occupation, each once, as fields."""

    def __init__(self, features: Features, digits: int, *, by_occupation: bool) -> None:
        """Group both sides by the first digits of each occupation; without the rule, everybody is in one field."""
        self._open = features.capacity > 0
        self._by_occupation = by_occupation
        self._mine = prefixes(features.participants.occupations, digits)
        self._theirs = prefixes(features.places.occupations, digits)

    def of(self, lefts: Bools, rights: Bools) -> Iterator[Field]:
        """Yield the fields of these lefts and rights."""
        left, right = np.flatnonzero(lefts), np.flatnonzero(rights & self._open)
        if not self._by_occupation:
            yield Field(left, right)
            return
        mine, theirs = self._mine[left], self._theirs[right]
        anybody, anywhere = ((own == UNKNOWN).all(axis=1) for own in (mine, theirs))
        yield Field(left[anybody], right)
        yield Field(left[~anybody], right[anywhere])
        places = _by_prefix(theirs)
        for prefix, members in _by_prefix(mine).items():
            if prefix in places:
                columns = places[prefix]
                twice = {other: np.array(at) for other, at in columns.earlier.items()}
                again = sorted(
                    ((row, twice[other]) for other in twice for row in members.earlier.get(other, ())),
                    key=lambda one: one[0],
                )
                yield Field(left[members.people], right[columns.people], tuple(again))


@dataclass(frozen=True, slots=True)
class _Members:
    """Who has a prefix, and the positions among them of those who have another one that comes before it."""

    people: Ints
    earlier: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def _by_prefix(own: Ints) -> dict[int, _Members]:
    """Return the members of each prefix; `own` are the prefixes of each person, see `groups.prefixes`."""
    person, column = np.nonzero(own != UNKNOWN)
    prefix = own[person, column]
    order = np.argsort(prefix, kind="stable")
    person, column, prefix = person[order], column[order], prefix[order]
    start = np.flatnonzero(np.diff(prefix, prepend=-1))
    found = {
        int(prefix[first]): _Members(some)
        for first, some in zip(start, np.split(person, start)[1:], strict=True)
    }
    at = np.arange(len(prefix)) - np.repeat(start, np.diff(start, append=len(prefix)))
    for before in range(own.shape[1] - 1):
        other = own[person, before]
        several = np.flatnonzero((column > before) & (other != UNKNOWN))
        for one, earlier, row in zip(*(a[several].tolist() for a in (prefix, other, at)), strict=True):
            found[one].earlier[earlier].append(row)
    return found
