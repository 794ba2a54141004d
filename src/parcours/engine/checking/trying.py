"""The largest stable choice of a few pairs, by trying all, one pair after another: it is taken, or it is left.

A pair that is left must not block in the end: one of the two is then full with partners at least as dear. Where too few
such partners remain to both, or too few pairs for as many as are looked for, nothing further is tried.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping

type Person = tuple[int, str]
"""Somebody on the left (0) or on the right (1)."""

PAIRS = 300
"""More pairs are not tried."""


class TooLong(Exception):
    """There are too many pairs, or the steps do not suffice."""


class Trying:
    """What partners are worth to some people, and how many each takes; `steps` are those that may still be taken."""

    def __init__(
        self, worth: Mapping[Person, Mapping[Person, int]], most: Mapping[Person, int], steps: int
    ) -> None:
        """Nothing is tried yet."""
        self._worth, self._most, self.steps = worth, most, steps
        self._pairs = [
            (own, other)
            for own, mine in worth.items()
            if own[0] == 0
            for other in sorted(mine, key=lambda other: (-mine[other], other))
        ]
        self._taken: dict[Person, list[Person]] = {person: [] for person in worth}
        self._ahead = {person: sorted(mine.values()) for person, mine in worth.items()}
        self._left: dict[Person, list[Person]] = {person: [] for person in worth}

    def more_than(self, number: int) -> int:
        """Return how many pairs some stable choice with more than this number has; 0 where there is none.

        Raises TooLong.
        """
        if len(self._pairs) > PAIRS:
            raise TooLong
        return self._found(0, number)

    def _found(self, at: int, number: int) -> int:
        """Return the size of a stable choice with more pairs, or 0; those before `at` are decided."""
        if not self.steps:
            raise TooLong
        self.steps -= 1
        possible = min(self._possible(side) for side in (0, 1))
        if possible <= number or at == len(self._pairs):
            return possible * (possible > number)
        pair = self._pairs[at]
        turned = pair, pair[::-1]
        for own, other in turned:
            ahead = self._ahead[own]
            del ahead[bisect_left(ahead, self._worth[own][other])]
        found = 0
        if all(len(self._taken[own]) < self._most[own] for own in pair):
            found = self._further(self._taken, at, number)
        found = found or self._further(self._left, at, number)
        for own, other in turned:
            insort(self._ahead[own], self._worth[own][other])
        return found

    def _further(self, into: dict[Person, list[Person]], at: int, number: int) -> int:
        """Return the same where this pair is put `into` those that are taken or left, unless one would block."""
        pair = self._pairs[at]
        for own, other in (pair, pair[::-1]):
            into[own].append(other)
        found = 0 if any(map(self._is_blocked, pair)) else self._found(at + 1, number)
        for own in pair:
            into[own].pop()
        return found

    def _is_blocked(self, own: Person) -> bool:
        """Return whether a pair of this person that is left blocks whatever comes."""
        return any(not self._safe(own, other) and not self._safe(other, own) for other in self._left[own])

    def _safe(self, own: Person, other: Person) -> bool:
        """Return whether somebody may still be full with partners at least as dear as this one."""
        mine, ahead, taken = self._worth[own], self._ahead[own], self._taken[own]
        worth = mine[other]
        enough = len(ahead) - bisect_left(ahead, worth) >= self._most[own] - len(taken)
        return enough and all(mine[one] >= worth for one in taken)

    def _possible(self, side: int) -> int:
        """Return how many pairs there can be in the end, by one side."""
        return sum(
            min(self._most[own], len(self._taken[own]) + len(ahead))
            for own, ahead in self._ahead.items()
            if own[0] == side
        )
