"""A cohort as its files say, for those who check a proposal: plain values, and nothing of the engine's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

NO_LIMIT = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides bring; empty or None is unknown. Texts that are compared come folded.

    `occupations` are codes of five digits, the main one first; `prefers` are ids of the other side, the dearest first.
    """

    id: str
    occupations: tuple[str, ...] = ()
    years: float | None = None
    languages: Mapping[str, int | None] = field(default_factory=dict)
    city: str = ""
    province: str = ""
    meeting: frozenset[str] = frozenset()
    availability: frozenset[str] = frozenset()
    employer: str = ""
    avoid_ids: frozenset[str] = frozenset()
    avoid_employers: frozenset[str] = frozenset()
    prefers: tuple[str, ...] = ()
    background: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """Somebody who looks for a place."""

    goals: frozenset[str] = frozenset()
    waiting_since: date | None = None
    agency: str = ""
    background_matters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """Somebody who has from `minimum` to `capacity` places."""

    offers: frozenset[str] = frozenset()
    capacity: int = 1
    minimum: int = 0


type Quotas = Mapping[str, tuple[int, int]]
"""How many places a group has at least and at most, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What a program decides: the `rules` that hold, what each criterion weighs, quotas and the mode.

    `keep_bonus` is None where a pair changes only if that places somebody more.
    """

    rules: frozenset[str]
    digits: int
    weights: Mapping[str, int]
    keep_bonus: int | None = None
    mode: str = "optimal"
    agencies: Quotas = field(default_factory=dict)
    employers: Quotas = field(default_factory=dict)
    agency_floor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """What a proposal was made from; `locks` are pairs fixed by hand, `previous` those of an earlier run."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    program: Program
    locks: frozenset[tuple[str, str]] = frozenset()
    previous: frozenset[tuple[str, str]] = frozenset()
