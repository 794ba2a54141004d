"""The largest flow through a small network whose arcs have a least and a most: shortest ways, one level at a time."""

from collections import deque

_WITHOUT_END = 1 << 60


class Network:
    """Arcs between numbered nodes. Each arc is followed by its way back, with what may be undone."""

    def __init__(self) -> None:
        """Begin without nodes."""
        self._arcs: list[list[int]] = []
        self._head: list[int] = []
        self._room: list[int] = []
        self._owed: list[int] = []

    def node(self) -> int:
        """Add a node and return its number."""
        self._arcs.append([])
        self._owed.append(0)
        return len(self._arcs) - 1

    def arc(self, tail: int, head: int, least: int, most: int) -> None:
        """Add an arc that takes from `least` to `most`."""
        self._add(tail, head, most - least)
        self._owed[head] += least
        self._owed[tail] -= least

    def most(self, source: int, sink: int) -> int | None:
        """Return the largest flow from `source` to `sink`, or None where the minimums cannot be met."""
        giver, taker = self.node(), self.node()
        asked = 0
        for node, owed in enumerate(self._owed[:giver]):
            if owed > 0:
                self._add(giver, node, owed)
                asked += owed
            elif owed:
                self._add(node, taker, -owed)
        back = self._add(sink, source, _WITHOUT_END)
        if self._sent(giver, taker) < asked:
            return None
        found = self._room[back + 1]
        self._room[back] = self._room[back + 1] = 0
        return found + self._sent(source, sink)

    def _add(self, tail: int, head: int, room: int) -> int:
        at = len(self._head)
        for end, other, free in ((tail, head, room), (head, tail, 0)):
            self._arcs[end].append(len(self._head))
            self._head.append(other)
            self._room.append(free)
        return at

    def _sent(self, source: int, sink: int) -> int:
        """Send as much as there is room for; return how much that was."""
        sent = 0
        while (levels := self._levels(source))[sink] >= 0:
            left = [0] * len(self._arcs)
            while way := self._way(source, sink, levels, left):
                least = min(self._room[arc] for arc in way)
                for arc in way:
                    self._room[arc] -= least
                    self._room[arc ^ 1] += least
                sent += least
        return sent

    def _levels(self, source: int) -> list[int]:
        """Return how many arcs with room each node is away, -1 where there is no way."""
        levels = [-1] * len(self._arcs)
        levels[source] = 0
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for arc in self._arcs[node]:
                head = self._head[arc]
                if self._room[arc] and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    waiting.append(head)
        return levels

    def _way(self, source: int, sink: int, levels: list[int], left: list[int]) -> list[int]:
        """Return the arcs of a shortest way, none where there is none; `left` says which arcs led nowhere before."""
        way: list[int] = []
        node = source
        while node != sink:
            arcs = self._arcs[node]
            if left[node] < len(arcs):
                arc = arcs[left[node]]
                if self._room[arc] and levels[self._head[arc]] == levels[node] + 1:
                    way.append(arc)
                    node = self._head[arc]
                else:
                    left[node] += 1
            elif way:
                node = self._head[way.pop() ^ 1]
                left[node] += 1
            else:
                return []
        return way
