"""The soft criteria: each looks at pairs and answers from 0 to 1, or NaN where a side is missing."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import NOC_DIGITS, SPOKEN, UNKNOWN, Features, Floats, Ints

CLOSENESS = np.array([0.0, 0.1, 0.25, 0.6, 0.8, 1.0])
"""What 0 to 5 common leading digits of two NOC codes are worth."""

SECONDARY = 0.9
"""What closeness is multiplied by when it is not between the two main occupations."""

_GAP_YEARS = np.array([-5.0, 0.0, 3.0, 12.0, 25.0])
_GAP_VALUES = np.array([0.0, 0.3, 1.0, 1.0, 0.4])

_LOWEST_LEVEL, _COMFORTABLE_LEVEL = 3, 9


def closeness(codes: Ints, others: Ints) -> Floats:
    """Return the table of closeness between two lists of NOC codes given as numbers; `UNKNOWN` is close to none."""
    digits = np.zeros((len(codes), len(others)), dtype=np.int8)
    for power in range(NOC_DIGITS):
        digits += codes[:, None] // 10**power == others[None, :] // 10**power
    digits[codes == UNKNOWN] = 0
    digits[:, others == UNKNOWN] = 0
    return CLOSENESS.take(digits)


def _occupation(features: Features, i: Ints, j: Ints) -> Floats:
    """The closest two occupations; a little less where one is not the person's main one."""
    mine, theirs = features.participants.codes, features.places.codes
    best = np.zeros(np.broadcast_shapes(i.shape, j.shape))
    for rank in range(mine.shape[1]):
        left = mine[i, rank]
        for other_rank in range(theirs.shape[1]):
            value = features.closeness[left, theirs[j, other_rank]]
            if rank or other_rank:
                value *= SECONDARY
            np.maximum(best, value, out=best)
    known = features.participants.known["occupation"][i] & features.places.known["occupation"][j]
    best[~known] = np.nan
    return best


def _shared(mine: NDArray[np.uint64], theirs: NDArray[np.uint64], i: Ints, j: Ints) -> NDArray[np.uint8]:
    counts = np.zeros(np.broadcast_shapes(i.shape, j.shape), dtype=np.uint8)
    for left, right in zip(mine.T, theirs.T, strict=True):
        counts = counts + np.bitwise_count(left[i] & right[j])
    return counts


def _goals(features: Features, i: Ints, j: Ints) -> Floats:
    """The share of the participant's goals that the other side offers."""
    share = _shared(features.participants.tags, features.places.tags, i, j) / np.maximum(features.goals[i], 1)
    known = features.participants.known["goals"][i] & features.places.known["goals"][j]
    return np.where(known, share, np.nan)


def _experience(features: Features, i: Ints, j: Ints) -> Floats:
    """A gap of 3 to 12 years is best: enough to show the way, near enough to remember it."""
    gap = features.places.years[j] - features.participants.years[i]
    value: Floats = np.interp(gap, _GAP_YEARS, _GAP_VALUES)
    return value


def _language(features: Features, i: Ints, j: Ints) -> Floats:
    """The best language in common by the lower of the levels given: CLB or NCLC 9 and above is full comfort."""
    best = np.full(np.broadcast_shapes(i.shape, j.shape), UNKNOWN, dtype=np.int8)
    for mine, theirs in zip(features.participants.levels.T, features.places.levels.T, strict=True):
        lower = np.minimum(mine[i], theirs[j])
        lower[lower == SPOKEN] = 0
        np.maximum(best, lower, out=best)
    comfort = (best - float(_LOWEST_LEVEL)) / (_COMFORTABLE_LEVEL - _LOWEST_LEVEL)
    known = features.participants.known["language"][i] & features.places.known["language"][j] & (best != 0)
    return np.where(known, comfort.clip(0.0, 1.0), np.nan)


def _wishes(features: Features, i: Ints, j: Ints) -> Floats:
    return features.wishes.at(i, j)


def _waiting(features: Features, i: Ints, j: Ints) -> Floats:
    waiting: Floats = features.waiting[i] + np.zeros(j.shape)
    return waiting


def _background(features: Features, i: Ints, j: Ints) -> Floats:
    """The share of the participant's tags in common; nothing, and never unknown, where they did not ask."""
    share = _shared(features.participants.background, features.places.background, i, j)
    known = features.participants.known["background"][i] & features.places.known["background"][j]
    value = np.where(known, share / np.maximum(features.own_background[i], 1), np.nan)
    return np.where(features.background_matters[i], value, 0.0)


CRITERION: Mapping[str, Callable[[Features, Ints, Ints], Floats]] = MappingProxyType(
    {
        "occupation": _occupation,
        "goals": _goals,
        "experience": _experience,
        "language": _language,
        "wishes": _wishes,
        "waiting": _waiting,
        "background": _background,
    }
)
"""Every criterion by its name, in the order of `settings.CRITERIA`."""
