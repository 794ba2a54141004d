"""Mentees and mentors as their rows say, before any occupation is looked up."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row. Blank is missing ("", None or empty) and means unknown, never a default.

    `row` is the sheet's own row number. `id` is unique on its side; without an ``id`` column it is the row number.
    `occupations` are codes or titles as written, the main one first; empty if said to be unknown.
    `years_experience` may have a fraction. `languages` gives the CLB or NCLC level (1 to 12) by ISO code, None
    where no level is given; a language that is not known is kept under its folded name. `province` is a two-letter
    code, or the text if it is none. `meeting` holds ``in_person`` and ``online``; `availability` holds
    ``weekday_day``, ``weekday_evening``, ``weekend``. `avoid` is as written; `avoid_ids` are the people of the other
    side it means, `avoid_employers` the employers (folded). `prefers` are ids of the other side, best first.
    `locked_with` is as written; the cohort has the pairs. `agrees` is False only if the person does not want to be
    matched. Tags (`background` and others) are folded text, each
    with the tag as written. `carried` holds the other columns, in order.
    """

    row: int
    id: str
    name: str
    email: str
    occupations: tuple[str, ...]
    years_experience: float | None
    languages: dict[str, int | None]
    city: str
    province: str
    meeting: frozenset[str]
    availability: frozenset[str]
    employer: str
    avoid: tuple[str, ...]
    prefers: tuple[str, ...]
    locked_with: tuple[str, ...]
    background: dict[str, str]
    carried: dict[str, str]
    avoid_ids: frozenset[str] = frozenset()
    avoid_employers: frozenset[str] = frozenset()
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """A person who looks for a mentor. `background_matters` is True only if the person says so."""

    agency: str
    goals: dict[str, str]
    waiting_since: dt.date | None
    background_matters: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """A person who takes from `minimum` to `capacity` mentees; a capacity of 0 is a pause."""

    capacity: int
    minimum: int
    offers: dict[str, str]
    department: str
