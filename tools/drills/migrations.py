"""Kill an upgrade of the database in the middle, again and again.

Each round begins with the database of an older version with rows in it, or with nothing at all, and kills the upgrade.
Given again, it ends: tables, indexes, triggers and policies are what an upgrade leaves that nobody killed, every row is
there, and the audit log holds. Then the migrations are gone through one by one, each killed at every statement: all of
them, from nothing and from the older version, or the last few.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from parcours.cli.site.database import let_go, upgrade_tables
from tools.drills.kills import Killer, left_alone, length_of
from tools.drills.migration_site import NEAR, NOTHING, OLD, MigrationSite
from tools.drills.migration_walk import walk

FAR = {12: OLD, 24: NOTHING}
"""Of 25 rounds these begin far back, as that takes longest; the walk goes through all that lies between. A few rounds
begin with a version that is hardly older, all of them."""

LAST, ALL = 3, 10_000
"""So many migrations, the last ones, are killed at each of their statements. Few rounds are half as many by chance: the
walk through the statements is the other half."""


def drill(folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    few = rounds <= max(FAR)
    starts = [NEAR] if few else [NEAR, *FAR.values()]
    site = MigrationSite(folder, starts)
    lengths = {}
    for start in starts:
        site.begin(start)
        lengths[start] = length_of(step)
        site.remember(start)
    killers = {start: Killer(chance) for start in starts}
    ended: Counter[str] = Counter()
    for number in range(rounds // 2 if few else rounds):
        start = NEAR if few else FAR.get(number % 25, NEAR)
        site.begin(start)
        was_killed = killers[start].kill(step, lengths[start])
        ended[f"{'killed' if was_killed else 'done'}, {start}"] += 1
        ended["migrations left"] += site.left()
        left_alone(step)
        site.check(start)
    for start in starts if few else FAR.values():
        if start == NOTHING:  # an upgrade makes all tables at once there, in an order of its own
            walk(site, start, last=0)
            site.remember(start)
        ended.update(walk(site, start, LAST if few else ALL, every=2 if few else 1))
        site.check(start)
    return ended


def step() -> None:
    """Do what `parcours upgrade` does to the database."""
    upgrade_tables()
    let_go()
