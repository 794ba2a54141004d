"""`--cluster`: the parts of a match are worked out by a Ray cluster (extra `cluster`), which nothing else knows of."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from parcours.tables.findings import N_, Refused, unreadable

TRIES = 5
"""So often a part is worked out again when whoever did it is gone."""


AHEAD = 4
"""For each processor so many answers are waited for at once: more would fill the memory of the cluster."""


class Cluster:
    """A crew (`engine.matching.crew`) of the workers of a Ray cluster, for as long as the block lasts.

    Each worker needs this version of Parcours. What is known for good is sent to each machine once.
    """

    def __init__(self, address: str) -> None:
        """Join the cluster at `address`; “local” starts one on this machine. Raises Refused."""
        self._known: object = self  # nothing that anybody gives
        self._kept: object = None
        try:
            self._ray: Any = import_module("ray")
        except ImportError as problem:
            raise unreadable(
                address,
                N_("Parcours is installed without what it takes to ask a cluster."),
                N_("Install it with “parcours[cluster]”, or match without --cluster."),
            ) from problem
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody is told that we use it
        try:
            self._ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError) as problem:
            raise unreadable(
                address,
                N_("No cluster answers at this address."),
                N_("Start one with “ray start --head”, and give the address it names."),
            ) from problem

    def __enter__(self) -> Self:
        """Give the crew."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        """Leave the cluster."""
        self._ray.shutdown()

    def each[Known, Asked, Part, Answer](
        self, task: Callable[[Known, Asked, Part], Answer], known: Known, asked: Asked, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield the answers to all parts, in their order. Raises Refused where the cluster is lost."""
        remote = self._ray.remote(max_retries=TRIES)(task)
        ahead = AHEAD * int(self._ray.cluster_resources().get("CPU", 1))
        if known is not None and self._known is not known:
            self._known, self._kept = known, self._ray.put(known)
        this_time = self._ray.put(asked)
        try:
            waiting: deque[Any] = deque()
            for part in parts:
                waiting.append(remote.remote(None if known is None else self._kept, this_time, part))
                if len(waiting) > ahead:
                    yield self._ray.get(waiting.popleft())
            while waiting:
                yield self._ray.get(waiting.popleft())
        except self._ray.exceptions.RayTaskError:
            raise
        except self._ray.exceptions.RayError as problem:
            raise _lost() from problem

    def keep[Part](self, part: Part) -> Part:
        """Return what stands for a part in the memory of the cluster; whoever does a task is given the part."""
        kept: Part = self._ray.put(part)
        return kept


def _lost() -> Refused:
    return unreadable(
        "--cluster",
        N_("The cluster was lost before the match was done."),
        N_("See that its machines run and have memory, and match again."),
    )
