"""What sharing a match out to a cluster moves and takes: ``python -m bench.cluster PEOPLE …``.

Prints the table of docs/scale.md: people are matched and the choice is proven, without reasons. Needs the extra
“cluster”; with ``--ray`` before the sizes, a Ray cluster on this machine must find the same.
"""

import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from bench.large_own import bounds_of
from bench.people import cohort
from parcours.cli.cluster import Cluster
from parcours.engine.matching.candidates import MadeOf
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.crew import Alone, Crew
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import Features
from parcours.engine.matching.run import in_order
from parcours.engine.matching.sampling import first_look
from parcours.engine.matching.settings import Settings
from parcours.engine.matching.shared import SharedPairs
from parcours.engine.matching.solver import Solution, solve

MEGA = 1e6

STEPS = {
    "_offers": "the first look", "_best": "the first look", "_sought": "the first look",
    "_near": "finding and pricing", "offered": "bids", "solved": "flows",
    "_held_against": "the certificate", "_counted": "the certificate",
}  # fmt: skip


class Step:
    """What one step of the match came to; `sent` and `back` are the bytes of what is asked and answered."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.times = self.parts = self.sent = self.kept = self.back = self.largest = 0
        self.seconds = 0.0


class Counting:
    """A crew that counts the bytes that go to the others and come back, and the seconds they work."""

    def __init__(self, crew: Crew) -> None:
        """Count what `crew` does."""
        self.crew, self.known, self.steps = crew, 0, defaultdict[str, Step](Step)

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield the answers of the crew, counted."""
        does: Any = asked[0] if task.__name__ == "done" else task  # type: ignore[index]
        step = self.steps[STEPS[does.__name__]]
        self.known = max(self.known, len(pickle.dumps(known)))
        step.times, step.parts = step.times + 1, max(step.parts, len(parts))
        step.sent += len(pickle.dumps(asked))
        answers, start = self.crew.each(task, known, asked, parts), time.process_time()
        for answer in answers:
            step.seconds += time.process_time() - start
            size = len(pickle.dumps(answer))
            step.back, step.largest = step.back + size, max(step.largest, size)
            yield answer
            start = time.process_time()

    def keep[Part](self, part: Part) -> Part:
        """Return what stands for a part, which is sent once."""
        self.steps["bids"].kept += len(pickle.dumps(part))
        return self.crew.keep(part)


def found(features: Features, crew: Crew) -> tuple[Solution, int]:
    """Return the best choice, found and proven by `crew`, and how many pairs the rules allow."""
    pairs, bounds = SharedPairs(MadeOf(features, Settings(), None, 0, 0), crew), bounds_of(features)
    solution = solve(pairs, bounds, features.draw, edges=first_look(pairs, bounds))
    certificate = certify(pairs, bounds, solution)
    if certificate.gap or certificate.violations:
        raise SystemExit("the choice is not the best")
    return solution, certificate.pairs_priced


def main(sizes: list[int], *, ray: bool) -> None:
    """Print a table for each number of participants."""
    for people in sizes:
        features = encode(in_order(cohort(people)))
        counting = Counting(Alone())
        solution, priced = found(features, counting)
        print(
            f"\n{people:,} participants, {priced:,} pairs allowed, {counting.known / MEGA:.1f} MB sent once\n"
        )
        print(
            "| step | times | parts | CPU s each time | MB sent each time | MB back each time | largest answer, MB |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|")
        for name in dict.fromkeys(STEPS.values()):
            step = counting.steps[name]
            each = max(step.times, 1)
            figures = (
                f"{step.seconds / each:.2f}", f"{(step.sent + step.kept) / each / MEGA:.1f}",
                f"{step.back / each / MEGA:.1f}", f"{step.largest / MEGA:.1f}",
            )  # fmt: skip
            print(f"| {name} | {step.times} | {step.parts} | {' | '.join(figures)} |", flush=True)
        if ray:
            with Cluster("local") as crew:
                same, _ = found(features, crew)
            if not np.array_equal(same.chosen.keys(1 << 31), solution.chosen.keys(1 << 31)):
                raise SystemExit("the answers differ")
            print("\nA Ray cluster on this machine found the same.")


if __name__ == "__main__":
    given = sys.argv[1:]
    main([int(size) for size in given if size != "--ray"] or [10_000], ray="--ray" in given)
