"""What is asked of many pairs is worked out once for every two kinds of people, and then looked up."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WORTH_A_TABLE = 16
"""How many looks per person a table may cost; where people are more varied, each pair is worked out."""


class Table[T: np.generic]:
    """What is said of pairs of people: `said` for every two kinds, `mine` and `theirs` the kinds of both sides."""

    def __init__(self, said: NDArray[T], mine: Ints, theirs: Ints) -> None:
        """Take `said`, a row for each kind on the left, a column for each on the right."""
        self._said, self._flat = said, said.ravel()
        self._mine, self._theirs, self._row = mine, theirs, mine * said.shape[1]

    def __call__(self, i: Ints, j: Ints) -> NDArray[T]:
        """Return what is said of the pairs (i, j), see `features`."""
        if i.ndim == 1:
            listed: NDArray[T] = self._flat.take(self._row.take(i) + self._theirs.take(j))
            return listed
        rows, columns = self._mine.take(i[:, 0]), self._theirs.take(j[0])
        fewer_rows = len(rows) < len(self._said)
        block: NDArray[T] = (
            self._said.take(rows, axis=0).take(columns, axis=1)
            if fewer_rows
            else self._said.take(columns, axis=1).take(rows, axis=0)
        )
        return block


def by_kind[T: np.generic](
    work: Callable[[Ints, Ints], NDArray[T]], mine: Ints, theirs: Ints
) -> Callable[[Ints, Ints], NDArray[T]]:
    """Return a function that says of pairs what `work` says, quicker where there are few kinds of people.

    `work` must say the same of all people of one kind; `mine` and `theirs` number the kinds of both sides from 0.
    """
    first, others = one_of_each(mine), one_of_each(theirs)
    if len(first) * len(others) > WORTH_A_TABLE * (len(mine) + len(theirs)):
        return work
    return Table(work(first[:, None], others[None, :]), mine, theirs)


def one_of_each(kinds: Ints) -> Ints:
    """Return the position of somebody of each kind."""
    found = np.zeros(int(kinds.max(initial=-1)) + 1, dtype=np.int64)
    found[kinds] = np.arange(len(kinds))
    return found
