"""How a choice stands with both sides: how many pairs would rather have each other, and how dear what they have is."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from parcours.engine.checking.proof import Limits

type Wish = tuple[str, str, int, int]
"""A pair that is allowed: left, right, and what it is worth to either; the higher the worth, the dearer."""


class Standing(NamedTuple):
    """How many pairs block a choice, and which choice its pairs are to either side on the mean, 1 the dearest.

    A pair blocks where both have room, or something worth less to them. None is the rank of no pair.
    """

    blocking: int
    left_rank: float | None
    right_rank: float | None


def standing(
    pairs: Iterable[Wish], lefts: Limits, rights: Limits, chosen: Collection[tuple[str, str]]
) -> Standing:
    """Return how the `chosen` ones stand among all `pairs`, which are gone through twice."""
    chosen = set(chosen)
    had: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    made = blocking = 0
    for left, right, mine, theirs in pairs:
        if (left, right) in chosen:
            made += 1
            had[left].append(mine)
            given[right].append(theirs)
    better = [0, 0]
    for left, right, mine, theirs in pairs:
        have, has = had.get(left, ()), given.get(right, ())
        better[0] += sum(mine > worth for worth in have)
        better[1] += sum(theirs > worth for worth in has)
        if _would(mine, have, lefts[left][1]) and _would(theirs, has, rights[right][1]):
            blocking += (left, right) not in chosen
    if not made:
        return Standing(blocking, None, None)
    return Standing(blocking, 1 + better[0] / made, 1 + better[1] / made)


def _would(worth: int, have: Collection[int], most: int) -> bool:
    """Return whether somebody takes a pair of this worth beside, or in place of, what they have."""
    return most > 0 and (len(have) < most or worth > min(have))
