"""How many pairs a stable choice can have at most, where there are ties.

Somebody insists on a partner who is, with all who are as dear to them, one of no more than they take. A partner on whom
as many insist as it takes is, in every stable choice, full with people at least as dear as the last of them: all others
it never has. Without those pairs more people insist. What is left falls into parts that share nobody. Where nobody in a
part has two partners who are as dear, all its stable choices have the same number of pairs (Roth, 1986); otherwise a
maximum flow bounds it, and in small ones all choices are tried (`trying`).

To find the largest number is NP-hard, so it may be less than this bound: a search knows, and that is not repeated here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest
from typing import NamedTuple

from parcours.engine.checking.flow import Network
from parcours.engine.checking.proof import Limits
from parcours.engine.checking.said import Fault
from parcours.engine.checking.standing import Wish
from parcours.engine.checking.trying import Person, TooLong, Trying

STEPS = 50_000
"""So many steps are taken in all where choices are tried; where they do not suffice, the flow’s bound stays."""


class Most(NamedTuple):
    """A number of pairs that no stable choice exceeds, and whether it is certain that one has as many."""

    number: int
    reached: bool


def most_stable(
    pairs: Iterable[Wish], lefts: Limits, rights: Limits, chosen: Collection[tuple[str, str]]
) -> Most:
    """Return how many pairs a stable choice can have at most; `chosen` are stable."""
    most = {(0, own): limit for own, (_, limit) in lefts.items()}
    most |= {(1, own): limit for own, (_, limit) in rights.items()}
    lists = _Lists(pairs, most)
    lists.shorten()
    taken = Counter(left for left, _ in chosen)
    steps, found = STEPS, Most(0, reached=True)
    for part in sorted(lists.parts(), key=len):
        have = sum(taken[own] for side, own in part if side == 0)
        own, steps = lists.most_of(part, have, steps)
        found = Most(found.number + own.number, found.reached and own.reached)
    return found


def misstated(
    said: int | None, placed: int, bound: int | None, most: Most | None, *, stable: bool
) -> Iterator[Fault]:
    """Yield what is wrong with how many pairs a stable choice is `said` to have at most, which None does not say.

    There are `placed` pairs, and of no choice at all more than `bound`; None where that may be said less narrowly.
    """
    reached = most.number if most and most.reached else placed
    if said is None:
        yield from [Fault("stable_unsaid", {})] * stable
    elif not stable:
        yield Fault("stable_unasked", {"said": said})
    elif said < max(reached, placed):
        yield Fault("stable_low", {"said": said, "placed": max(reached, placed)})
    elif bound is not None and said > bound:
        yield Fault("stable_high", {"said": said, "bound": bound})


class _Lists:
    """What each partner is worth to each person, of the pairs that stable choices may have."""

    def __init__(self, pairs: Iterable[Wish], most: dict[Person, int]) -> None:
        self._most = most
        self._worth: dict[Person, dict[Person, int]] = {person: {} for person in most}
        for left, right, mine, theirs in pairs:
            own, other = (0, left), (1, right)
            if most[own] and most[other]:
                self._worth[own][other] = mine
                self._worth[other][own] = theirs

    def shorten(self) -> None:
        """Take pairs away that no stable choice has, until there are no more."""
        insisting: dict[Person, set[Person]] = {person: set() for person in self._worth}
        waiting = list(self._worth)
        while waiting:
            person = waiting.pop()
            for other in self._insists_on(person):
                insisting[other].add(person)
                if len(insisting[other]) >= self._most[other]:
                    waiting += self._refused(other, insisting[other])

    def _insists_on(self, person: Person) -> list[Person]:
        """Return the partners without whom somebody cannot be full with people as dear."""
        mine, most = self._worth[person], self._most[person]
        if len(mine) <= most:
            return list(mine)
        least = nlargest(most + 1, mine.values())[-1]
        return [other for other, worth in mine.items() if worth > least]

    def _refused(self, person: Person, insisting: Collection[Person]) -> list[Person]:
        """Take away whom somebody never has, as enough who are dearer insist; return whose lists are shorter now."""
        mine = self._worth[person]
        least = nlargest(self._most[person], (mine[other] for other in insisting if other in mine))[-1]
        gone = [other for other, worth in mine.items() if worth < least]
        for other in gone:
            del mine[other], self._worth[other][person]
        return [*gone, person] if gone else []

    def parts(self) -> Iterator[set[Person]]:
        """Yield the people of each part."""
        seen: set[Person] = set()
        for first in self._worth:
            if first not in seen:
                part, ahead = {first}, [first]
                while ahead:
                    more = self._worth[ahead.pop()].keys() - part
                    part |= more
                    ahead += more
                seen |= part
                yield part

    def most_of(self, part: Collection[Person], have: int, steps: int) -> tuple[Most, int]:
        """Return how many pairs a part has at most, where a stable choice has so many, and which `steps` are left."""
        if all(len(set(self._worth[person].values())) == len(self._worth[person]) for person in part):
            return Most(have, reached=True), steps
        most = self._flow(part)
        trying = Trying({person: self._worth[person] for person in sorted(part)}, self._most, steps)
        try:
            while have < most and (more := trying.more_than(have)):
                have = more
        except TooLong:
            return Most(most, reached=False), trying.steps
        return Most(have, reached=True), trying.steps

    def _flow(self, part: Collection[Person]) -> int:
        network = Network()
        source, sink = network.node(), network.node()
        node = {person: network.node() for person in sorted(part)}
        for person, own in node.items():
            if person[0] == 0:
                network.arc(source, own, 0, self._most[person])
                for other in self._worth[person]:
                    network.arc(own, node[other], 0, 1)
            else:
                network.arc(own, sink, 0, self._most[person])
        return network.most(source, sink) or 0
