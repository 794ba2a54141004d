"""Does the similarity of occupations agree with O*NET? Measured through the crosswalk.

O*NET’s own list of related occupations is not at hand. What is: unit groups that the crosswalk leads to the same
O*NET occupation. They should be among the nearest of each other.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.occupation_titles import CROSSWALK, DATA
from parcours.engine.occupations.similarity import Ratings, Similarity
from parcours.reference.noc import load_taxonomy

NEAREST = 10
KINDS = {"skills": "skills", "knowledge": "knowledges", "work_activities": "workactivities"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the unit groups that share an O*NET occupation, the share among the ten nearest; ``asked``: unit groups."""

    classification: float
    rated: float
    asked: int


def agreement() -> Agreement:
    """Return how well it agrees, by the classification alone and with the ratings of OaSIS."""
    units = load_taxonomy().unit_groups()
    related = _related()
    ratings = [_ratings(kind, DATA / f"oasis/{file}_oasis_2023_v1.0.csv") for kind, file in KINDS.items()]
    plain, rated = (_found(Similarity.of(units, given), related) for given in ((), ratings))
    return Agreement(plain, rated, len(related))


def _related() -> dict[str, set[str]]:
    """Return each unit group with the others that share an O*NET occupation with it, where there is one."""
    units: dict[str, set[str]] = defaultdict(set)
    with CROSSWALK.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            units[row["onet"]].add(row["noc"].zfill(5))
    found: dict[str, set[str]] = defaultdict(set)
    for together in units.values():
        for unit in together:
            found[unit] |= together - {unit}
    return {unit: others for unit, others in found.items() if others}


def _found(similarity: Similarity, related: dict[str, set[str]]) -> float:
    shares = []
    for unit, others in related.items():
        near = {likeness.other for likeness in similarity.neighbours(unit, NEAREST)}
        shares.append(len(others & near) / min(len(others), NEAREST))
    return float(np.mean(shares))


def _ratings(kind: str, path: Path) -> Ratings:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = [row for row in csv.reader(file) if row[0]]
    names: Sequence[str] = [name.strip() for name in head[2:]]
    values = np.array([[float(value) for value in row[2:]] for row in rows])
    return Ratings.of_profiles(kind, names, [row[0] for row in rows], values)
