"""Counts that may be published: small ones are withheld, the others rounded, so that nobody is found in a figure.

The threshold and the rounding are those of `docs/security/threat-model.md`. A table published so has one count per
group and no total: with a total, a withheld count could be worked out from the others.
"""

SMALLEST = 11
"""Groups of fewer people are withheld."""

BASE = 5
"""Published counts are multiples of it."""

WITHHELD = "x"
"""Stands where a count is withheld: never nothing, never 0."""


def published(count: int) -> int | None:
    """Return what is published for a true ``count``, or None where it is withheld.

    The nearest multiple of `BASE`; an absent group is withheld as a small one is, so that the two look the same.
    """
    return BASE * round(count / BASE) if count >= SMALLEST else None
