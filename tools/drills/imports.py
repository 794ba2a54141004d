"""Kill an import in the middle, again and again.

Each round imports a spreadsheet with new people, changed cells and rows that are as they were, with the good rows or
with all or nothing, in a process that is killed. The same command is given again until it ends, and may be killed once
more. Where it is all or nothing, there is nothing until it has ended. Then every row is there once, as the file says,
and nothing else; and at the end the audit log holds.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.import_site import ImportSite
from tools.drills.kills import Killer, length_of

NEW, ONCE_MORE = 6, 3
"""People who are new in each round, and how many of each round's file stand in the next one too."""

AGAIN = 0.3
"""How likely it is that a killed import is killed once more."""


def drill(folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = ImportSite(folder)
    site.write(NEW)
    site.step()  # here, so that every victim finds loaded what it needs
    site.check()
    site.write(NEW)
    length = length_of(site.step)
    site.check()
    killer = Killer(chance)
    ended: Counter[str] = Counter()
    for number in killer.rounds(rounds, length):
        site.write(NEW + ONCE_MORE, all_or_nothing=number % 2 == 0)
        kills = 0
        while (not kills or chance.random() < AGAIN) and killer.kill(site.step, length):
            kills += 1
            if number % 2 == 0:
                ended["nothing" if site.is_as_before() else "all"] += 1
        site.step()
        ended["killed once" if kills == 1 else "killed several times" if kills else "not killed"] += 1
        site.check()
    site.finish()
    ended["at each statement in turn"] = killer.in_turn
    return ended
