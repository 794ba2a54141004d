"""Who does the work where one match is shared out: the process that asks, or many on other machines."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol


class Crew(Protocol):
    """Does the same task on many parts.

    A task is a plain function of what is `known` for good, of what is `asked` of all parts this time, and of its part.
    It may be done more than once, where whoever did it is gone; the answer must be the same.
    """

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield the answers to all parts, in their order."""

    def keep[Part](self, part: Part) -> Part:
        """Return what stands for a part that is asked about again and again, and need not be sent each time."""


class Alone:
    """A crew of one: the process that asks."""

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield the answers to all parts, in their order."""
        return (task(known, asked, part) for part in parts)

    def keep[Part](self, part: Part) -> Part:
        """Return the part itself."""
        return part
