"""How many rows are applied in one transaction on SQLite: as many as keep whoever else writes waiting for a moment."""

MOMENT = 0.05
"""Seconds that one transaction should take."""

FEW = 100
"""So many rows are tried first, and never fewer: a step costs as much beside them."""


class Pace:
    """The number of ``rows`` of the next step, never more than ``most``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.rows = min(FEW, most)

    def took(self, rows: int, seconds: float) -> None:
        """Learn from a step of so many rows: the next has half as many, or twice as many, or the same.

        Few different sizes: the driver keeps the statements of each, and those of many rows are large.
        """
        if seconds > MOMENT:
            self.rows = max(rows // 2, min(FEW, self._most))
        elif seconds < MOMENT / 2 and 2 * rows <= self._most:
            self.rows = 2 * rows
