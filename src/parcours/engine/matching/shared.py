"""The pairs of a program as a crew goes through them, block by block.

A block is a part of the participants, those of one occupation together. Each pass over all pairs (the first look, what
is near the prices of a round, the certificate, short-lists, ranks) is a task that each block does for its own.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, override
from uuid import uuid4

import numpy as np

from parcours.engine.matching.candidates import MadeOf, RuledPairs
from parcours.engine.matching.crew import Crew
from parcours.engine.matching.features import Bools, Ints

BLOCK_PEOPLE = 2_000
"""So many participants are found pairs for at once."""


class Known(NamedTuple):
    """What a block has to know to find its pairs, by a name that no other has."""

    name: str
    made_of: MadeOf


_made: dict[str, RuledPairs] = {}
"""The pairs that were asked for last: a crew is asked about the same again and again."""


def done[Asked, Answer](
    known: Known, asked: tuple[Callable[[RuledPairs, Asked], Answer], Asked], lefts: Ints
) -> Answer:
    """Return the answer of the task that is asked for, of the pairs of a block of participants."""
    if known.name not in _made:
        _made.clear()
        _made[known.name] = known.made_of.pairs()
    task, more = asked
    return task(_made[known.name].of(lefts), more)


class SharedPairs(RuledPairs):
    """The pairs of a program, in parts that a crew goes through."""

    def __init__(self, made_of: MadeOf, crew: Crew) -> None:
        """Deal out the participants; no pair is looked at yet."""
        super().__init__(
            made_of.features,
            made_of.settings,
            kept=made_of.kept,
            bonus=made_of.bonus,
            keeping=made_of.keeping,
        )
        self.crew, self._by = crew, crew
        self._known, self.parts = Known(uuid4().hex, made_of), blocks(self)

    @override
    def each_part[Asked, Answer](
        self, task: Callable[[RuledPairs, Asked], Answer], asked: Asked
    ) -> Iterator[Answer]:
        return self._by.each(done, self._known, (task, asked), self.parts)

    @override
    def count(self, lefts: Bools, rights: Bools) -> int:
        return sum(self.each_part(_counted, (lefts, rights)))


def blocks(pairs: RuledPairs) -> list[Ints]:
    """Return the participants in blocks, those who bring the same occupations together."""
    order = np.argsort(pairs.occupations, kind="stable")
    return [np.sort(part) for part in np.split(order, range(BLOCK_PEOPLE, len(order), BLOCK_PEOPLE))]


def _counted(pairs: RuledPairs, asked: tuple[Bools, Bools]) -> int:
    return pairs.count(*asked)
