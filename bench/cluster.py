"""What sharing a match out to a cluster moves and takes: ``python -m bench.cluster PEOPLE …``.

Prints the table of docs/scale.md. Needs the extra “cluster”; the cluster is one on this machine.
"""

import pickle
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bench.people import cohort
from parcours.cli.cluster import Cluster
from parcours.engine.matching import match, shared
from parcours.engine.matching.crew import Alone, Crew

MEGA = 1e6

HEADS = (
    "participants", "pairs allowed", "blocks", "rounds", "finding and pricing, CPU s a round",
    "sent to each machine, MB", "sent each round, MB", "back from the first look, MB", "back in a round, MB",
    "largest answer of a block, MB", "largest flow, share of pairs", "alone, s", "cluster, s",
)  # fmt: skip


class Counting:
    """A crew that counts the bytes that go to the others and come back."""

    def __init__(self, crew: Crew) -> None:
        self.crew, self.sent, self.back, self.calls = crew, Counter[str](), Counter[str](), Counter[str]()
        self.known, self.largest, self.blocks, self.share, self.seconds = 0, 0, 0, 0.0, 0.0

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield the answers of the crew, counted."""
        name = task.__name__
        self.calls[name] += 1
        self.known = max(self.known, len(pickle.dumps(known)))
        self.sent[name] += len(pickle.dumps(asked))
        if task is shared.solved:
            sizes = [len(flow.edges) for flow in parts]  # type: ignore[attr-defined]
            self.share = max(self.share, max(sizes) / sum(sizes))
        else:
            self.blocks = len(parts)
        start = time.process_time()
        for answer in self.crew.each(task, known, asked, parts):
            self.seconds += time.process_time() - start if task is shared.near else 0
            size = len(pickle.dumps(answer))
            self.back[name] += size
            if task is not shared.solved:
                self.largest = max(self.largest, size)
            yield answer
            start = time.process_time()


def main() -> None:
    """Print a table with one row for each number of participants."""
    print(f"| {' | '.join(HEADS)} |\n|{'---:|' * len(HEADS)}")
    for people in map(int, sys.argv[1:] or ["10000"]):
        problem = cohort(people)
        start = time.perf_counter()
        match(problem)
        alone = time.perf_counter() - start
        counting = Counting(Alone())
        found = match(problem, crew=counting)
        with Cluster("local") as crew:
            start = time.perf_counter()
            same = match(problem, crew=crew)
            shared_out = time.perf_counter() - start
        if [one.assessment for one in same.pairs] != [one.assessment for one in found.pairs]:
            raise SystemExit("the answers differ")
        rounds = counting.calls["near"]
        row = (
            f"{people:,}", f"{found.certificate.pairs_priced:,}", counting.blocks, rounds,
            f"{counting.seconds / rounds:.2f}", f"{counting.known / MEGA:.1f}",
            f"{counting.sent['near'] / rounds / MEGA:.1f}", f"{counting.back['look'] / MEGA:.1f}",
            f"{counting.back['near'] / rounds / MEGA:.1f}", f"{counting.largest / MEGA:.1f}",
            f"{counting.share:.0%}", f"{alone:.1f}", f"{shared_out:.1f}",
        )  # fmt: skip
        print(f"| {' | '.join(map(str, row))} |", flush=True)


if __name__ == "__main__":
    main()
