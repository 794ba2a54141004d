"""What a pair is worth to both sides at once: a pair that suits both counts for more than one that suits one well."""

import numpy as np
from numpy.typing import NDArray

from parcours.engine.matching.features import Floats, Ints
from parcours.engine.matching.settings import FULL_SCORE
from parcours.engine.matching.standing import Wishes, ranks


def joint(wishes: Wishes) -> Ints:
    """Return for each pair a whole number from 1 to `FULL_SCORE`: the geometric mean of how dear it is to either side.

    How dear it is: the share of a person’s eligible pairs that are worth no more to them than this one.
    """
    listing = wishes.listing
    shares = _share(listing.left, wishes.left) * _share(listing.right, wishes.right)
    worth: Ints = np.rint(FULL_SCORE * np.sqrt(shares)).astype(np.int64).clip(min=1)
    return worth


def _share(person: NDArray[np.int32], worth: Ints) -> Floats:
    many = np.bincount(person)[person].astype(np.float64)
    share: Floats = (many - ranks(person, worth) + 1) / many
    return share
