"""Minimums and maximums of whole groups: the participants of an agency, the places of a host organization."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parcours.engine.matching.features import Ints

AGENCY, HOST, PLACE = KINDS = "agency", "host", "place"
"""Of whom a quota speaks: the participants of an agency, the places of an employer; or one place with its minimum."""

NO_GROUP = ""
"""The name under which those stand who have no agency, or no employer: nobody asks for a share for them."""

NO_LIMIT = 1 << 40


@dataclass(frozen=True, slots=True)
class Quota:
    """How many pairs the group `name` of this `kind` has: at least `least`, at most `most` (None: any number).

    Raises ValueError for an unknown kind or limits that do not fit.
    """

    kind: str
    name: str
    least: int = 0
    most: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in {AGENCY, HOST}:
            raise ValueError(f"a quota is of an agency or of a host, not of a {self.kind}")
        if not 0 <= self.least <= (NO_LIMIT if self.most is None else self.most):
            raise ValueError(f"{self.name}: minimum {self.least} does not fit maximum {self.most}")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that clashes: a `kind` and `name` with so many pairs at least, or at most where `least` is false."""

    kind: str
    name: str
    number: int
    least: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Limits that cannot hold together, while any of them left out would let the others hold.

    `relaxed` are the minimums among them that must give, with the numbers of the nearest proposal.
    """

    limits: tuple[Limit, ...]
    relaxed: tuple[Limit, ...]


class Clash(ValueError):
    """Quotas and minimums of places that cannot all hold: `conflicts`.

    With everything that these relax all limits hold, and no other way asks for fewer pairs less. One may name a minimum
    as another before it left it.
    """

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        """Name them."""
        super().__init__(f"{len(conflicts)} times limits exclude each other")
        self.conflicts = conflicts

    def told(self, of: Callable[[Limit], Limit]) -> "Clash":
        """Return the same, with what is made `of` each limit."""
        return Clash(
            tuple(Conflict(tuple(map(of, one.limits)), tuple(map(of, one.relaxed))) for one in self.conflicts)
        )


@dataclass(frozen=True, slots=True)
class Side:
    """The groups of one side: `of` is that of each person, `least` and `most` are the limits of each group."""

    names: tuple[str, ...]
    of: Ints
    least: Ints
    most: Ints

    def holding(self, fixed: Ints) -> "Side":
        """Return what is left of the limits when these people (one entry for each pair) have theirs."""
        have = np.bincount(self.of[fixed], minlength=len(self.names))
        return replace(self, least=(self.least - have).clip(min=0), most=(self.most - have).clip(min=0))

    def free(self) -> "Side":
        """Return the groups without any limits."""
        return replace(self, least=np.zeros_like(self.least), most=np.full_like(self.most, NO_LIMIT))


@dataclass(frozen=True, slots=True)
class Sides:
    """The groups of both sides."""

    left: Side
    right: Side

    def without(self, kind: str) -> "Sides":
        """Return the groups as if no quota of this kind held."""
        return (
            replace(self, left=self.left.free()) if kind == AGENCY else replace(self, right=self.right.free())
        )


def no_groups(lefts: int, rights: int) -> Sides:
    """Return everybody in one group without limits."""
    return Sides(*(side(kind, [NO_GROUP] * size, ()) for kind, size in ((AGENCY, lefts), (HOST, rights))))


def side(kind: str, names: Sequence[str], quotas: Iterable[Quota]) -> Side:
    """Return the groups that people of these `names` are in; the limits of a quota that is named twice add up."""
    groups = tuple(sorted({*names, *(quota.name for quota in quotas if quota.kind == kind)}))
    at = {name: place for place, name in enumerate(groups)}
    least, most = np.zeros(len(groups), dtype=np.int64), np.full(len(groups), NO_LIMIT)
    for quota in quotas:
        if quota.kind == kind:
            least[at[quota.name]] = max(least[at[quota.name]], quota.least)
            most[at[quota.name]] = min(most[at[quota.name]], NO_LIMIT if quota.most is None else quota.most)
    return Side(groups, np.array([at[name] for name in names], dtype=np.int64), least, most)
