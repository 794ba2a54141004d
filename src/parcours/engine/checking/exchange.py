"""Whether an exchange makes a choice better: a round along which something is given up and something else is taken.

A choice is the best within its limits exactly where no round gains (Klein, 1967): not along arcs that have room, nor
backwards along arcs that carry more than their least. Bellman and Ford: going on from wherever one gains leads nowhere
back to where one was.
"""

from collections import deque
from collections.abc import Hashable

_NOWHERE = -1


class Rounds:
    """What can be changed about a choice, as ways between nodes of any name, each with what it gains."""

    def __init__(self) -> None:
        """Nothing can be changed yet."""
        self._number: dict[Hashable, int] = {}
        self._ways: list[list[tuple[int, int]]] = []

    def arc(self, tail: Hashable, head: Hashable, flow: int, limits: tuple[int, int], gain: int = 0) -> None:
        """Add an arc that carries so much, within its limits; each more gains so much, each less loses it."""
        least, most = limits
        start, end = self._node(tail), self._node(head)
        if flow < most:
            self._ways[start].append((end, gain))
        if flow > least:
            self._ways[end].append((start, -gain))

    def _node(self, name: Hashable) -> int:
        found = self._number.setdefault(name, len(self._ways))
        if found == len(self._ways):
            self._ways.append([])
        return found

    def gain(self) -> bool:
        """Return whether some round gains."""
        size = len(self._ways)
        gained, came = [0] * size, [_NOWHERE] * size
        waiting, waits = deque(range(size)), [True] * size
        steps = 0
        while waiting:
            node = waiting.popleft()
            waits[node] = False
            for head, gain in self._ways[node]:
                if gained[node] + gain > gained[head]:
                    gained[head], came[head] = gained[node] + gain, node
                    if not waits[head]:
                        waits[head] = True
                        waiting.append(head)
                    steps += 1
                    if steps % size == 0 and _is_round(came):
                        return True
        return False


def _is_round(came: list[int]) -> bool:
    """Return whether going back to where each node was reached from leads in a round."""
    seen = [_NOWHERE] * len(came)
    for start in range(len(came)):
        node = start
        while node != _NOWHERE and seen[node] == _NOWHERE:
            seen[node] = start
            node = came[node]
        if node != _NOWHERE and seen[node] == start:
            return True
    return False
