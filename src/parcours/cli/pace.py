"""How long matching may take, and what it says meanwhile."""

import argparse
import math
import time
from collections.abc import Callable

from parcours.cli.console import Console
from parcours.core.language import Language
from parcours.engine.matching.progress import Progress

_OFTEN = 1.0
"""So many seconds pass before something is said, and then between two sentences."""


class Pace:
    """Says where matching is, once a second at most, and whether there is time left of a `limit` in seconds."""

    def __init__(
        self, console: Console, limit: float | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Look at the clock, which counts seconds."""
        self._console, self._clock = console, clock
        self._said = now = clock()
        self._end = math.inf if limit is None else now + limit

    def __call__(self, progress: Progress) -> bool:
        """Say where it is, if it is time to; return whether there is time left."""
        now = self._clock()
        if now - self._said >= _OFTEN:
            self._said = now
            self._console.progress(where(progress, self._console.say))
        return now < self._end


def where(progress: Progress, say: Language) -> str:
    """Return where matching is, with what it has reached so far."""
    pairs = say.plural("{n} pair", "{n} pairs", progress.pairs)
    placed = say.plural("{n} place", "{n} places", progress.placed or 0)
    match progress.phase:
        case "looking":
            return say("Looking for who may meet …")
        case "counting":
            return say(
                "Counting how many can have a place: {placed} so far, {pairs} looked at …",
                placed=placed,
                pairs=pairs,
            )
        case "weighing" if progress.gap is None:
            return say(
                "Looking for the best choice: {placed}, {pairs} looked at …", placed=placed, pairs=pairs
            )
        case "weighing":
            return say(
                "Looking for the best choice: {placed}, {pairs} looked at, at most {gap} points below the best …",
                placed=placed,
                pairs=pairs,
                gap=say.number(progress.gap or 0),
            )
        case "drawing":
            return say("Drawing between equally good choices: {pairs} looked at …", pairs=pairs)
        case "proving":
            return say("Checking the proof …")
        case _:
            return say("Working out the reasons …")


def add_time_limit(parser: argparse.ArgumentParser, say: Language) -> None:
    """Add `--time-limit` to `parser`."""
    parser.add_argument(
        "--time-limit",
        metavar="SECONDS",
        help=say("take the best choice found after so many seconds, and say how far from the best it may be"),
    )


def time_limit(options: argparse.Namespace, console: Console) -> float | None:
    """Return how many seconds matching may take; refuse what is no such number."""
    if options.time_limit is None:
        return None
    found = seconds(options.time_limit)
    if found is None:
        options.parser.error(console.say("--time-limit takes a number of seconds above 0, such as 60"))
    return found


def seconds(text: str) -> float | None:
    """Return a number of seconds above 0, or None where the text is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number < math.inf else None
