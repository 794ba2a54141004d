"""Shares beside rounded counts: said as “at least”, on the right side of each target (docs/adr/0129).

Most follow from the rounded counts. Where exact ones are asked, the places at which a share may be cut follow from
what is published anyway. So which steps there are tells nobody anything, and each leaves the counts behind it open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from parcours.core.small_cells import BASE, SMALLEST

FEWEST = 3
"""So many numbers at least a count below `SMALLEST` could still be, beside a share and the two counts that it is of."""

_STEPS = (*range(90, 0, -10), *range(95, 0, -10))
"""Percents where a share may be cut, the rounder first. Not at 100: all of a group would say that nobody is left."""
_WHOLES = 4
"""So many numbers at least the whole could still be. Any two shares of one whole then have its middle in common."""

type Pair = tuple[int, int]
"""How many were counted, and of how many."""
type _Groups = list[list[Pair]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: so many people, or so many percent of those who answered."""

    number: int
    is_share: bool = False

    def is_met(self, pair: Pair) -> bool:
        """Return whether so many people, of so many, reach it."""
        part, whole = pair
        return _comes_up_to(self.number, pair) and whole > 0 if self.is_share else part >= self.number


@dataclass(frozen=True, slots=True)
class Steps:
    """Percents where a share is cut, and whether it may be said that the goal is met."""

    percents: Sequence[int]
    tells_goal: bool = False

    def at_least(self, pair: Pair) -> int:
        """Return the highest step that a share comes up to."""
        return max(step for step in self.percents if _comes_up_to(step, pair))


@lru_cache(maxsize=4096)
def steps_of(number: int, whole: int, goal: Goal | None = None, *, is_cut: bool = False) -> Steps:
    """Return the steps of a share of which these two counts are published.

    The lowest is what they vouch for by themselves; without ``is_cut`` there is no other, but where the goal is.
    """
    groups: _Groups = [[(one, all_) for one in could_be(number) for all_ in could_be(whole) if one <= all_]]
    found = {min(one * 100 // all_ for one, all_ in groups[0])}
    tells_goal = False
    if goal is not None:
        halves = _split(groups, goal.is_met)
        is_round = goal.is_share or goal.number == number
        tells_goal = len(halves) == 1 or (is_round and all(_is_open(half, whole) for half in halves))
        if tells_goal:
            groups = halves
            found |= {goal.number} if goal.is_share else set()
    for step in _STEPS if is_cut else ():
        parts = _split(groups, partial(_comes_up_to, step))
        if len(parts) > len(groups) and all(
            _is_open(part, whole) and _wholes(part) >= _WHOLES for part in parts
        ):
            groups = parts
            found.add(step)
    return Steps(sorted(found), tells_goal)


def could_be(count: int) -> range:
    """Return the counts that are published as ``count``."""
    return range(count - BASE // 2, count + BASE // 2 + 1)


def _comes_up_to(percent: int, pair: Pair) -> bool:
    part, whole = pair
    return part * 100 >= percent * whole


def _split(groups: _Groups, is_above: Callable[[Pair], bool]) -> _Groups:
    halves = (
        [pair for pair in group if is_above(pair) is side] for group in groups for side in (True, False)
    )
    return [half for half in halves if half]


def _wholes(group: list[Pair]) -> int:
    return len({whole for _part, whole in group})


def _is_open(group: list[Pair], about: int) -> bool:
    """Return whether every count could still be several numbers, ``about`` being what is published of the whole.

    Also for somebody who knows from other shares that the whole is one of the three numbers in the middle.
    """
    middle = [(part, whole) for part, whole in group if abs(whole - about) <= 1]
    return _are_open(group, FEWEST) and _are_open(middle, 2) and len({part for part, _whole in middle}) > 1


def _are_open(group: list[Pair], fewest: int) -> bool:
    """Return whether both the counted and the others, where they are a few, could be so many numbers."""
    return all(
        max(counts, default=0) >= SMALLEST or len(set(counts)) >= fewest
        for counts in ([part for part, _whole in group], [whole - part for part, whole in group])
    )
