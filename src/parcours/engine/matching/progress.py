"""What a run tells while it works, and how it learns that its time is over.

The engine knows no clock: whoever starts it watches the time, shows where it is, or ends it by raising.
"""

from collections.abc import Callable
from dataclasses import dataclass

PHASES = LOOKING, COUNTING, WEIGHING, DRAWING, PROVING, EXPLAINING = (
    "looking",
    "counting",
    "weighing",
    "drawing",
    "proving",
    "explaining",
)
"""Finding pairs to begin with; how many are possible; which are worth most; which of equals; the proof; the reasons."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: the phase, how many `pairs` it looks at, and what is reached so far.

    `placed` is how many pairs the best choice so far has; `gap` is how many points it lacks at most to the best of as
    many. None where that is not known yet.
    """

    phase: str
    pairs: int = 0
    placed: int | None = None
    gap: int | None = None


Told = Callable[[Progress], bool]
"""Is told where a run is before each step, and answers whether there is time for it. What it raises ends the run.

Once it has said no, what is found so far becomes the answer: what any answer needs is still done.
"""


def at_ease(_progress: Progress) -> bool:
    """Answer that there is time."""
    return True


class Watch:
    """Passes on what is told until the answer is no; `over` says whether it was."""

    def __init__(self, told: Told) -> None:
        """Nothing is told yet."""
        self._told, self.over = told, False

    def __call__(self, progress: Progress) -> bool:
        """Return whether there is time."""
        self.over = not self._told(progress) or self.over
        return not self.over
