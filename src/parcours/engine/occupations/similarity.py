"""How alike two occupations are, from 0 to 1, and why.

The classification gives every pair a step by the digits that their codes share. Where both are rated (skills,
knowledge, work activities of OaSIS), most of the answer is how alike their profiles are. Symmetric; 1 for an
occupation and itself. See docs/adr/0022.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

BY_DIGITS = (0.0, 0.1, 0.25, 0.6, 0.8, 1.0)
"""What 0 to 5 shared digits are worth; the same steps as in matching."""
RATED = 0.7
"""The part of the answer that ratings have."""
STRONGEST = 10
UNIT_GROUP_DIGITS = 5

type Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """One kind of ratings, such as ``skills``: ``values[i, j]`` is what unit group ``codes[i]`` has of ``names[j]``."""

    kind: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    values: Floats

    @classmethod
    def of_profiles(cls, kind: str, names: Sequence[str], profiles: Sequence[str], values: Floats) -> Self:
        """Return the ratings of unit groups, each the mean of its profiles (``21300.01``: the first five digits)."""
        units = np.array([profile[:UNIT_GROUP_DIGITS] for profile in profiles])
        codes, row = np.unique(units, return_inverse=True)
        sums = np.zeros((len(codes), len(names)))
        np.add.at(sums, row, np.asarray(values, dtype=np.float64))
        return cls(kind, tuple(names), tuple(map(str, codes)), sums / np.bincount(row)[:, None])

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Where each unit group stands."""
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def unusual(self) -> Floats:
        """The values as distances from the mean of all occupations, in standard deviations."""
        spread = self.values.std(axis=0)
        return (self.values - self.values.mean(axis=0)) / np.where(spread > 0, spread, 1)

    @cached_property
    def directions(self) -> Floats:
        """The unusual values of each unit group, with length one."""
        length = np.linalg.norm(self.unusual, axis=1, keepdims=True)
        return self.unusual / np.where(length > 0, length, 1)

    def alike(self, code: str, others: Sequence[str]) -> Floats:
        """Return how alike the profile of ``code`` is to each of ``others``, 0 to 1; NaN where one is not rated."""
        given = np.full(len(others), np.nan)
        known = [place for place, other in enumerate(others) if other in self.rows]
        if code in self.rows:
            rows = [self.rows[others[place]] for place in known]
            # Summed in the same order from both sides, so that it is the same from both sides.
            products = (self.directions[rows] * self.directions[self.rows[code]]).sum(axis=1)
            given[known] = np.clip(products, 0, 1)
        return given

    def strongest(self, code: str) -> tuple[str, ...]:
        """Return the ten highest ratings of ``code``; of equal ones those that are rarer among occupations."""
        row = self.rows[code]
        order = np.lexsort((-self.unusual[row], -self.values[row]))
        return tuple(self.names[place] for place in order[:STRONGEST])


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike ``code`` and ``other`` are, and why.

    - ``similarity``: 0 to 1.
    - ``digits``: how many leading digits they share, 5 for the same unit group.
    - ``profile``: how alike their ratings are, 0 to 1; None when one is not rated.
    - ``shared``: by kind of rating, which of the strongest ten they share.
    """

    code: str
    other: str
    similarity: float
    digits: int
    profile: float | None = None
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Similarity:
    """Of unit groups ``codes``, with whatever ``ratings`` are at hand. Raises KeyError for a code that is not there."""

    codes: tuple[str, ...]
    ratings: tuple[Ratings, ...] = ()

    @classmethod
    def of(cls, codes: Iterable[str], ratings: Iterable[Ratings] = ()) -> Self:
        """Return the similarity of ``codes`` in order."""
        return cls(tuple(sorted(codes)), tuple(ratings))

    def between(self, code: str, other: str) -> Likeness:
        """Return how alike the two are."""
        return self._likenesses(code, (other,))[0]

    def neighbours(self, code: str, n: int = 10) -> tuple[Likeness, ...]:
        """Return the ``n`` others most like ``code``, the nearest first, equals by code."""
        others = tuple(other for other in self.codes if other != code)
        given = self._values(code, others)[0]
        nearest = np.argsort(-given.round(9), kind="stable")[:n]
        return self._likenesses(code, tuple(others[place] for place in nearest))

    def _values(self, code: str, others: Sequence[str]) -> tuple[Floats, list[int], Floats]:
        """Return the similarity to each of ``others``, the digits shared, and how alike the profiles are."""
        if missing := {code, *others} - set(self.codes):
            raise KeyError(min(missing))
        digits = [_shared_digits(code, other) for other in others]
        steps = np.array([BY_DIGITS[n] for n in digits])
        by_kind = np.array([ratings.alike(code, others) for ratings in self.ratings])
        rated = by_kind.mean(axis=0) if len(by_kind) else np.full(len(others), np.nan)
        mixed = (1 - RATED) * steps + RATED * rated
        whole = np.array([n == UNIT_GROUP_DIGITS for n in digits])
        return np.where(whole, 1.0, np.where(np.isnan(mixed), steps, mixed)), digits, rated

    def _likenesses(self, code: str, others: Sequence[str]) -> tuple[Likeness, ...]:
        values, digits, rated = self._values(code, others)
        return tuple(
            Likeness(
                code,
                other,
                round(float(value), 6),
                shared_digits,
                None if np.isnan(profile) else round(float(profile), 6),
                {
                    ratings.kind: tuple(name for name in ratings.strongest(code) if name in theirs)
                    for ratings in self.ratings
                    if code in ratings.rows and other in ratings.rows
                    for theirs in [ratings.strongest(other)]
                },
            )
            for other, value, shared_digits, profile in zip(others, values, digits, rated, strict=True)
        )


def _shared_digits(code: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(code, other, strict=True)) if a != b), UNIT_GROUP_DIGITS)
