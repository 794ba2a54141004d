"""Kill a backup or a restore in the middle, again and again.

Each round restores the other of two backups, or makes a third, in a process that is killed. Afterwards the site is
whole: all of the one backup or all of the other, rows and files, and a backup that is there verifies.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.kills import Killer, length_of
from tools.drills.site import Site

KINDS = ("restore", "backup")


def drill(folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = Site(folder)
    # Both ways, as putting the one back is not as long as the other; then a third time, to be where it began.
    longest = {}
    for kind in (*KINDS, *KINDS, "restore"):
        before = site.now
        longest[kind, before] = length_of(site.step(kind))
        site.state()
    killers = {kind: Killer(chance) for kind in KINDS}
    ended: Counter[str] = Counter()
    for number in range(rounds):
        kind = KINDS[number % len(KINDS)]
        was_killed = killers[kind].kill(site.step(kind), longest[kind, site.now])
        ended[f"{kind}s killed" if was_killed else f"{kind}s done"] += 1
        ended[site.state()] += 1
    site.finish()
    return ended
