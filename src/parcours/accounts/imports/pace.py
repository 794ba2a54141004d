"""How many rows are applied in one transaction on SQLite: as many as keep whoever else writes waiting for a moment."""

MOMENT = 0.1
"""Seconds that one transaction should take."""

FEW = 100
"""So many rows are tried first, and never fewer: a step costs as much beside them."""


class Pace:
    """The number of ``rows`` of the next step, never more than ``most``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.rows = min(FEW, most)

    def took(self, rows: int, seconds: float) -> None:
        """Learn from a step: where the machine is slower the next one is shorter, and twice as long at most."""
        fit = int(MOMENT * rows / max(seconds, 1e-6))
        self.rows = min(max(fit, FEW), 2 * self.rows, self._most)
