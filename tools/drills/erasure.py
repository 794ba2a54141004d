"""Kill an erasure in the middle, again and again.

Each round takes somebody in, decides that they are erased, and kills a process that does it. Afterwards the person is
either all there or all gone; then the work is done again, nothing of them is left, and the audit log holds.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.erased import Site
from tools.drills.kills import Killer, length_of

MARK = "zqdrillqz"


def drill(_folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = Site(MARK)
    site.take_in()
    site.erase()  # here, so that every victim finds loaded what it needs
    site.take_in()
    length = length_of(site.erase)
    site.check()
    killer = Killer(chance)
    ended: Counter[str] = Counter()
    for _round in killer.rounds(rounds, length):
        site.take_in()
        ended["killed" if killer.kill(site.erase, length) else "done"] += 1
        ended[site.state()] += 1
        site.erase()
        site.check()
    ended["at each statement in turn"] = killer.in_turn
    return ended
