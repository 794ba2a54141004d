"""The eligible pairs of a cohort with their scores, as every peer gets them: the same for all."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Instance:
    """Participants 0 to `people` - 1, places with their `capacity`, and every eligible pair, sorted by `left`."""

    people: int
    capacity: Ints
    left: Ints
    right: Ints
    score: Ints

    def by_seat(self) -> tuple[Ints, Ints, Ints]:
        """Return left, seat and score of all pairs where each place is taken apart into seats for one."""
        first = np.cumsum(self.capacity) - self.capacity
        times = self.capacity[self.right]
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        return (
            np.repeat(self.left, times),
            np.repeat(first[self.right], times) + within,
            np.repeat(self.score, times),
        )

    def best(self, most: int) -> "Instance":
        """Return the same with only each participant's `most` best pairs."""
        order = np.lexsort((self.right, -self.score, self.left))
        rank = np.arange(len(order)) - np.searchsorted(self.left, self.left)
        kept = order[rank < most]
        return Instance(self.people, self.capacity, self.left[kept], self.right[kept], self.score[kept])


def write_arrays(found: Instance, folder: Path) -> None:
    """Write `found` as arrays."""
    np.savez(
        folder / "pairs.npz",
        people=found.people,
        capacity=found.capacity,
        left=found.left,
        right=found.right,
        score=found.score,
    )


def write(found: Instance, folder: Path) -> None:
    """Write `found` twice: as arrays, and by seat as JSON for peers without numpy."""
    write_arrays(found, folder)
    by_seat = {
        "people": found.people,
        "seats": int(found.capacity.sum()),
        "pairs": np.stack(found.by_seat(), axis=1).tolist(),
    }
    (folder / "pairs.json").write_text(json.dumps(by_seat), encoding="ascii")


def read(folder: Path) -> Instance:
    """Return the instance that `write` wrote."""
    with np.load(folder / "pairs.npz") as found:
        return Instance(
            int(found["people"]), *(found[name] for name in ("capacity", "left", "right", "score"))
        )
