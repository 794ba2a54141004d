"""Parcours on a very large cohort: `python -m bench.large_own SIZE` prints its figures and how it went, as JSON.

With a FOLDER beside it, it writes each person’s best pairs there instead, for the peers.
"""

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bench.measure import cpu_seconds, peak
from bench.pairs import Instance, write_arrays
from bench.people import cohort
from parcours.engine.matching import Problem, Progress
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.features import Features
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import best_at, join, nothing
from parcours.engine.matching.run import in_order
from parcours.engine.matching.sampling import first_look
from parcours.engine.matching.settings import Settings
from parcours.engine.matching.solver import solve

BEST = 50
"""How many pairs of each person the peers get."""

EXACT = 100_000
"""Larger cohorts are matched until the choice is proven to lack at most two thirds of a point for each person."""


def main(size: int, folder: Path | None) -> None:
    """Measure a cohort of so many people, or write the pairs of the peers."""
    people = [in_order(cohort(size))]
    if folder:
        write_arrays(_best(people.pop()), folder)
        return
    load, before, start, wall = os.getloadavg()[0], peak(), cpu_seconds(), time.monotonic()
    steps: list[dict[str, object]] = []

    def told(progress: Progress) -> bool:
        steps.append(asdict(progress) | {"cpu": cpu_seconds() - start})
        print(steps[-1], file=sys.stderr, flush=True)
        return size <= EXACT or progress.gap is None or 3 * progress.gap > 2 * size

    features = encode(people.pop())  # and nobody holds the people any more
    steps.append({"phase": "encoded", "cpu": cpu_seconds() - start})
    pairs, bounds = RuledPairs(features, Settings()), bounds_of(features)
    solution = solve(pairs, bounds, features.draw, told, first_look(pairs, bounds) if pairs.many else None)
    steps.append({"phase": "proving", "cpu": cpu_seconds() - start})
    certificate = certify(pairs, bounds, solution)
    print(
        json.dumps(
            {
                "cpu": cpu_seconds() - start,
                "wall": time.monotonic() - wall,
                "peak": peak(),
                "before": before,
                "load": load,
                "certificate": asdict(certificate),
                "steps": steps,
            }
        )
    )


def bounds_of(features: Features) -> Bounds:
    """Return that everybody takes one pair at most, and every place as many as it has room for."""
    none, one = np.zeros_like(features.goals), np.ones_like(features.goals)
    return Bounds(none, one, np.zeros_like(features.capacity), features.capacity)


def _best(problem: Problem) -> Instance:
    """Return each participant’s best pairs by score."""
    features = encode(problem)
    pairs = RuledPairs(features, problem.settings)
    free = np.zeros(pairs.rights, dtype=np.int64)
    listing = join([nothing(), *(block.best(0, BEST, free)[1] for block in pairs.blocks(free))])
    listing = listing.take(np.sort(best_at(listing.left, listing.score, BEST)))
    left, right = listing.left.astype(np.int64), listing.right.astype(np.int64)
    return Instance(pairs.lefts, features.capacity, left, right, listing.score)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
