"""What a pair is worth to both sides at once, where a proposal is to suit both."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from math import sqrt

from parcours.engine.checking.exchange import Rounds
from parcours.engine.checking.points import FULL
from parcours.engine.checking.proof import Limits
from parcours.engine.checking.standing import Wish


def joint(pairs: Iterable[Wish]) -> dict[str, dict[str, int]]:
    """Return by left and right the geometric mean of two shares, as a whole number from 1 to `FULL`.

    Of the pairs that are allowed to somebody, the share of those that are worth no more to them than this one. They are
    gone through twice.
    """
    sides: tuple[dict[str, list[int]], ...] = defaultdict(list), defaultdict(list)
    for left, right, mine, theirs in pairs:
        sides[0][left].append(mine)
        sides[1][right].append(theirs)
    shares = [{own: _shares(worths) for own, worths in side.items()} for side in sides]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for left, right, mine, theirs in pairs:
        found[left][right] = max(round(FULL * sqrt(shares[0][left][mine] * shares[1][right][theirs])), 1)
    return found


def could_suit_better(
    pairs: Iterable[Wish], lefts: Limits, rights: Limits, chosen: Collection[tuple[str, str]]
) -> bool:
    """Return whether as many pairs within the limits could be worth more to both sides at once."""
    taken, filled = Counter(left for left, _ in chosen), Counter(right for _, right in chosen)
    made, rounds = set(chosen), Rounds()
    for own, limits in lefts.items():
        rounds.arc("from", (0, own), taken[own], limits)
    for own, limits in rights.items():
        rounds.arc((1, own), "to", filled[own], limits)
    for left, worths in joint(pairs).items():
        for right, worth in worths.items():
            rounds.arc((0, left), (1, right), int((left, right) in made), (0, 1), worth)
    return rounds.gain()


def _shares(worths: list[int]) -> dict[int, float]:
    """Return for each worth how large a part of these is no more than it."""
    ascending = sorted(worths)
    return {worth: (at + 1) / len(ascending) for at, worth in enumerate(ascending)}
