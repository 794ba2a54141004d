"""Parcours, part by part: `python -m bench.own FOLDER RUNS WORK SIZE SKEW` prints the figures of a work.

The work `prepare` writes what the others read.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import pairs
from bench.measure import Answer, measure, to_json
from bench.pairs import Instance, Ints
from bench.people import arrivals, cohort, write_files
from parcours.engine.matching import Problem, match
from parcours.engine.matching.candidates import RuledPairs
from parcours.engine.matching.certificate import certify
from parcours.engine.matching.encoding import encode
from parcours.engine.matching.flows import Bounds
from parcours.engine.matching.listing import ListedPairs, Listing, Pairs, join, nothing
from parcours.engine.matching.rematch import hold_placed, keep_bonus, kept_pairs, start_from
from parcours.engine.matching.result import Certificate
from parcours.engine.matching.resume import Start, resume
from parcours.engine.matching.run import in_order
from parcours.engine.matching.solver import Draw, solve

NEWCOMERS = 0.01


def whole(problem: Problem) -> Answer:
    """People in, explained and proven proposal out."""
    result = match(problem)
    notes = {"changed": len(result.changes), "dropped": len(result.dropped)}
    return _answer(result.certificate, notes)


def solved(problem: Problem) -> Answer:
    """People in, proven choice of pairs out: rules, scores, optimum and certificate, nothing explained."""
    problem = in_order(problem)
    features = encode(problem)
    kept = kept_pairs(problem)
    ruled = RuledPairs(features, problem.settings, kept=kept, bonus=keep_bonus(problem) if kept else 0)
    bounds = hold_placed(problem, ruled, _bounds(ruled.lefts, features.capacity), features.draw)
    return _proven(ruled, bounds, features.draw, start_from(problem, kept))


def listed(given: Instance) -> Answer:
    """The optimum and its certificate from the very pairs that the peers get."""
    listing = Listing(given.left.astype(np.int32), given.right.astype(np.int32), given.score, given.score)
    as_listed = ListedPairs(given.people, len(given.capacity), listing)
    return _proven(as_listed, _bounds(given.people, given.capacity), _draw)


def from_eligible(problem: Problem) -> Callable[[], Answer]:
    """Return what works out a proven choice of pairs from all eligible pairs of `problem`, listed beforehand."""
    problem = in_order(problem)
    features, kept = encode(problem), kept_pairs(problem)
    ruled = RuledPairs(features, problem.settings, kept=kept, bonus=keep_bonus(problem) if kept else 0)
    listing = join([nothing(), *ruled.chunks()])

    def work() -> Answer:
        eligible = ListedPairs(
            ruled.lefts, ruled.rights, replace(listing)
        )  # which knows nothing yet of itself
        bounds = hold_placed(problem, ruled, _bounds(ruled.lefts, features.capacity), features.draw)
        return _proven(eligible, bounds, features.draw, start_from(problem, kept))

    return work


def after_arrivals(before: Problem) -> dict[str, Problem]:
    """Return the cohort that `before` has become, to be matched in three ways.

    `nothing`: as if there had been no result; `pairs`: after the earlier pairs; `prices`: and with the earlier prices.
    """
    participants, places = arrivals(before, NEWCOMERS)
    cold = Problem(
        participants=(*before.participants, *participants),
        places=(*before.places, *places),
        settings=before.settings,
    )
    earlier = match(before)
    pairs = tuple((pair.assessment.participant, pair.assessment.place) for pair in earlier.pairs)
    after = replace(cold, previous=pairs)
    return {"nothing": cold, "pairs": after, "prices": replace(after, prices=earlier.prices)}


def instance(problem: Problem) -> Instance:
    """Return all eligible pairs of `problem`, which has no locks and no minimums."""
    problem = in_order(problem)
    features = encode(problem)
    listing = join([nothing(), *RuledPairs(features, problem.settings).chunks()])
    left, right = listing.left.astype(np.int64), listing.right.astype(np.int64)
    return Instance(len(problem.participants), features.capacity, left, right, listing.score)


FROM_PEOPLE: Mapping[str, Callable[[Problem], Answer]] = {"match": whole, "solve": solved}


def main(folder: Path, runs: int, work: str, size: int, skew: float) -> None:
    """Write the files of a cohort into `folder`, or measure a work on it."""
    problem = cohort(size, skew)
    when, _, part = work.rpartition(" ")
    if work == "prepare":
        pairs.write(instance(problem), folder)
        write_files(problem, folder)
        return
    if work == "listed":
        given = pairs.read(folder)
        print(to_json(measure(lambda: listed(given), runs)))
        return
    if when:
        problem = after_arrivals(problem)[when]
    if part == "listed":
        print(to_json(measure(from_eligible(problem), runs)))
        return
    print(to_json(measure(lambda: FROM_PEOPLE[part](problem), runs)))


def _proven(eligible: Pairs, bounds: Bounds, draw: Draw, start: Start | None = None) -> Answer:
    found = resume(eligible, bounds, draw, start) if start else None
    return _answer(certify(eligible, bounds, found or solve(eligible, bounds, draw)), {})


def _bounds(people: int, capacity: Ints) -> Bounds:
    none, one = np.zeros(people, dtype=np.int64), np.ones(people, dtype=np.int64)
    return Bounds(none, one, np.zeros_like(capacity), capacity)


def _draw(left: Ints, right: Ints) -> NDArray[np.uint64]:
    """Some fixed number for each pair."""
    mixed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) ^ right.astype(np.uint64)
    return (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)


def _answer(certificate: Certificate, notes: dict[str, int]) -> Answer:
    if certificate.gap or certificate.violations or certificate.placed != certificate.bound:
        raise SystemExit(f"not proven: {certificate}")
    return Answer(certificate.placed, certificate.score, {**notes, "pairs": certificate.pairs_priced})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5]))
