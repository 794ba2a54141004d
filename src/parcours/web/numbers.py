"""Numbers of rows as they come in addresses and forms, where anybody can write anything."""

from collections.abc import Iterable

BIGGEST = 2**63 - 1
"""The highest number that a row can have; databases refuse to be asked for a higher one."""

_DIGITS = len(str(BIGGEST))


def row_numbers(written: Iterable[str]) -> list[int]:
    """Return those of ``written`` that can be the number of a row."""
    numbers = [int(text) for text in written if text.isdecimal() and len(text) <= _DIGITS]
    return [number for number in numbers if number <= BIGGEST]
