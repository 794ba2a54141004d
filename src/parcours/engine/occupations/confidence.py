"""From the share that the coder gives a unit group to how often an answer with such a share is right.

Each kind of index has a calibration of its own: one that knows few titles is sure of wrong answers more often.
``python -m bench.occupations`` fits them and shows how well they hold.
"""

import math
from dataclasses import dataclass

SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over the log odds of a share.

    ``same_words`` is added where a known title has the same words, ``embedded`` where a multilingual model spoke.
    """

    slope: float
    offset: float
    same_words: float = 0.0
    embedded: float = 0.0

    def confidence(self, share: float, *, same_words: bool = False, embedded: bool = False) -> float:
        """Return how often a share like this is right, from 0 to 1."""
        share = min(max(share, SMALLEST), 1 - SMALLEST)
        score = self.slope * math.log(share / (1 - share)) + self.offset
        score += self.same_words * same_words + self.embedded * embedded
        return 1 / (1 + math.exp(-score))


FULL = Calibration(slope=1.25, offset=0.99, same_words=-0.53, embedded=0.07)
"""With the official titles."""
BASIC = Calibration(slope=0.78, offset=-0.54, same_words=1.26, embedded=0.4)
"""With class titles and the project’s own titles only."""
