"""Kill the site while people send forms to it, again and again.

Each round `parcours serve` is started, two people keep adding participants, and all of its processes are killed at any
time. Whoever was added, so the page said, is there; whoever is there is whole, with the entries of the audit log.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.serving_site import ServingSite

LONGEST = 0.25
"""Seconds from the first answer to the kill, at most."""


def drill(_folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = ServingSite()
    ended: Counter[str] = Counter()
    for _round in range(rounds):
        site.serve_and_kill(chance.uniform(0, LONGEST))
        ended["servers killed"] += 1
        ended["acknowledged"] += site.acknowledged
        ended["there, and nobody was told"] += site.check()
    site.finish()
    return ended
