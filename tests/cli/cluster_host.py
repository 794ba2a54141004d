"""A match on a Ray cluster of three nodes, one of which is killed at work: ``python -m tests.cli.cluster_host``.

Prints, as JSON, whether the answer is that of one machine, and how many parts were begun again. It is a process of
its own: a cluster listens on sockets, which tests may not.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import ray
from ray.cluster_utils import Cluster as Nodes

from parcours.cli.cluster import Cluster
from parcours.engine.matching import exchange, match, shared
from tests.engine.matching.factories import cohort

SECONDS, LONG = 0.05, 20.0
"""How long a part takes, and one on the node that is to be lost: it is at work for as long as that takes."""


class Watched:
    """A crew that takes its time, and says on which node each part begins and ends."""

    def __init__(self, crew: Cluster, folder: str) -> None:
        self.crew, self.folder = crew, Path(folder)
        self.lost, self.asked = "", 0
        self.tasks: set[str] = set()
        self.lose: Callable[[], object] = bool

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        folder, doomed = self.folder, self.lost
        self.asked += len(parts)
        self.tasks.add(task.__name__)

        def slowly(known: Known, asked: Asked, part: Part) -> Answer:
            node = ray.get_runtime_context().get_node_id()
            for name in ("begun", "ended"):
                with (folder / name).open("a", encoding="utf-8") as file:
                    file.write(f"{node}\n")
                if name == "begun":  # so long that a busy machine finds it at work, and takes the node away
                    time.sleep(LONG if node == doomed else SECONDS)
            return task(known, asked, part)

        for answer in self.crew.each(slowly, known, asked, parts):
            if self.lost and self.at_work(self.lost):
                self.lose()
                self.lost = ""
            yield answer

    def keep[Part](self, part: Part) -> Part:
        return self.crew.keep(part)

    def at_work(self, node: str) -> int:
        """How many parts the node has begun and not ended."""
        begun, ended = (self.counted(name)[node] for name in ("begun", "ended"))
        return begun - ended

    def counted(self, name: str) -> Counter[str]:
        path = self.folder / name
        return Counter(path.read_text(encoding="utf-8").split()) if path.exists() else Counter()


def main() -> None:
    shared.BLOCK_PEOPLE, exchange.PART_PAIRS = 30, 800
    problem = cohort(3, 120, 100)
    alone = match(problem, keeping=0)
    nodes = Nodes(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        others = [nodes.add_node(num_cpus=1) for _ in range(2)]
        nodes.wait_for_nodes()
        with TemporaryDirectory() as folder, Cluster(nodes.address) as crew:
            watched = Watched(crew, folder)
            while len(watched.counted("ended")) < len(others) + 1:  # until each has a worker
                list(watched.each(lambda known, _asked, _part: known, None, None, range(6)))
            watched.lost = others[0].node_id
            watched.lose = lambda: nodes.remove_node(others[0], allow_graceful=False)
            found = match(problem, crew=watched, keeping=0)
            again = watched.counted("begun").total() - watched.asked
    finally:
        nodes.shutdown()  # type: ignore[no-untyped-call]
    told = {"same": found == alone, "again": again, "tasks": sorted(watched.tasks)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
