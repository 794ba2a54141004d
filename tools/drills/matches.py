"""Kill a worker in the middle of matching a cohort, again and again.

Each round a coordinator has the cohort matched. A worker begins and is killed; time passes, and another one goes on.
Then the run is done, it proposes the pairs that a run proposes whom nobody kills, each once, and the audit log holds.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.kills import Killer, left_alone, length_of
from tools.drills.match_site import MatchSite


def drill(_folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    site = MatchSite()
    site.ask()
    site.work()  # here, so that every victim finds loaded what it needs
    site.expect()
    site.ask()
    length = length_of(site.work)
    site.check()
    killer = Killer(chance)
    ended: Counter[str] = Counter()
    for _round in killer.rounds(rounds, length):
        site.ask()
        ended["killed" if killer.kill(site.work, length) else "done"] += 1
        ended[f"left {site.state()}"] += 1
        site.pass_time()
        left_alone(site.work)
        site.check()
    site.finish()
    ended["at each statement in turn"] = killer.in_turn
    return ended
