"""Pairs fall into parts that share nobody: each is a question of its own."""

import numpy as np

from parcours.engine.matching.features import Ints
from parcours.engine.matching.listing import Listing


def part_of(pairs: Listing, lefts: int, rights: int) -> Ints:
    """Return for each of these pairs the same number as for all pairs that hang together with it."""
    label = np.arange(lefts + rights)
    left, right = pairs.left.astype(np.int64), pairs.right.astype(np.int64) + lefts
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, left, low)
        np.minimum.at(label, right, low)
        label = label[label]
        if (label == before).all():
            break
    found: Ints = label[left]
    return found
