"""Counts of one table that stands with its total: which are withheld, so that nobody is found by subtracting.

    suppress([3, 8, 20, 40], 11) == [None, None, 20, 40]
    suppress([36, 4, 20], 11) == [None, None, None]

The usual way, withholding the next smallest count along with a small one, gives counts away to a reader who knows the
rule: which other count was chosen says something. So here all small counts are withheld and no other, where what is
known of them leaves each of them open; and the whole table where it does not (docs/adr/0086).
`tests/engine/test_suppression.py` tries every table there is against every other one that looks the same.
"""

from collections.abc import Sequence


def suppress(counts: Sequence[int], smallest: int) -> list[int | None]:
    """Return ``counts`` with None where one is withheld: those below ``smallest``, or all of them.

    The counts are of people, each of whom is in one of them, so that they add up to a total that readers know. The
    small ones alone are withheld where there are two or more, of ``smallest`` people together at least, and not each
    as large as a small one can be.
    """
    small = [count for count in counts if count < smallest]
    if small and not (len(small) > 1 and smallest <= sum(small) < len(small) * (smallest - 1)):
        return [None] * len(counts)
    return [None if count < smallest else count for count in counts]
