"""From criteria to whole points: the score of a pair is the plain sum of its parts."""

import numpy as np

from parcours.engine.matching.criteria import CRITERION
from parcours.engine.matching.features import Bools, Features, Ints
from parcours.engine.matching.settings import CRITERIA, Settings


def parts(
    features: Features, settings: Settings, i: Ints, j: Ints
) -> tuple[dict[str, Ints], dict[str, Bools]]:
    """Return for the pairs (i, j) the points of each criterion that weighs anything, and where it is unknown."""
    points: dict[str, Ints] = {}
    unknown: dict[str, Bools] = {}
    shares = settings.shares()
    for name in CRITERIA:
        if shares[name]:
            value = CRITERION[name](features, i, j)
            unknown[name] = np.isnan(value)
            points[name] = np.rint(np.where(unknown[name], 0.0, value) * shares[name]).astype(np.int64)
    return points, unknown


def score(features: Features, settings: Settings, i: Ints, j: Ints) -> Ints:
    """Return the scores of the pairs (i, j), whole numbers from 0 to `FULL_SCORE`."""
    total = np.zeros(np.broadcast_shapes(i.shape, j.shape))
    for name, share in settings.shares().items():
        if share:
            value = CRITERION[name](features, i, j)
            np.fmax(value, 0.0, out=value)  # where a side is missing there are no points
            value *= share
            total += np.rint(value, out=value)
    return total.astype(np.int64)
