"""How many pairs would rather have each other than what a choice gives them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from parcours.engine.checking.proof import Limits


def blocking(
    pairs: Iterable[tuple[str, str, int, int]],
    lefts: Limits,
    rights: Limits,
    chosen: Collection[tuple[str, str]],
) -> int:
    """Count the pairs (left, right, worth to the left, worth to the right) that block the `chosen` ones.

    Both have room, or something worth less to them; the higher the worth, the dearer.
    """
    worth = {(left, right): (mine, theirs) for left, right, mine, theirs in pairs}
    had: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    made = set(chosen) & worth.keys()
    for left, right in made:
        had[left].append(worth[left, right][0])
        given[right].append(worth[left, right][1])
    return sum(
        _would(mine, had[left], lefts[left][1]) and _would(theirs, given[right], rights[right][1])
        for (left, right), (mine, theirs) in worth.items()
        if (left, right) not in made
    )


def _would(worth: int, have: Collection[int], most: int) -> bool:
    """Return whether somebody takes a pair of this worth beside, or in place of, what they have."""
    return most > 0 and (len(have) < most or worth > min(have))
