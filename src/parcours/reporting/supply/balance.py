"""Who waits and who could help, by occupation: counts in, the gap and an honest wait out."""

from collections.abc import Mapping
from dataclasses import dataclass

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One occupation: people waiting, free places of its mentors, mentors asked for, and people begun in a year."""

    code: str
    waiting: int = 0
    places: int = 0
    asked: int = 0
    begun: int = 0

    @property
    def gap(self) -> int:
        """How many people wait for whom there is no place."""
        return max(0, self.waiting - self.places)

    @property
    def wait(self) -> int | None:
        """The months until everybody for whom no place is free has begun, at the pace of the past year.

        Whole months, rounded up; 0 where the free places are enough. None, not known, where nobody has begun in a year:
        there is no pace to go by.
        """
        if not self.gap:
            return 0
        return -(-self.gap * MONTHS // self.begun) if self.begun else None


def balance(
    *,
    waiting: Mapping[str, int],
    places: Mapping[str, int],
    asked: Mapping[str, int],
    begun: Mapping[str, int],
) -> list[Line]:
    """Return a line for each occupation that has people waiting, places or an ask: the widest gap first.

    The empty code stands for people whose occupation nobody has confirmed; it comes last.
    """
    codes = {code for counts in (waiting, places, asked) for code, count in counts.items() if count}
    lines = [
        Line(code, waiting.get(code, 0), places.get(code, 0), asked.get(code, 0), begun.get(code, 0))
        for code in codes
    ]
    return sorted(lines, key=lambda line: (not line.code, -line.gap, -line.waiting, line.code))
