"""Kill an erasure in the middle, again and again: ``python -m tools.drills.erasure FOLDER ROUNDS SEED``.

The site is that of the environment, empty at first. Each round takes somebody in, decides that they are erased, and
forks a child that does it and kills itself (-9) at an event drawn by chance, as `kill` does. Afterwards the person is
either all there or all gone; then the work is done again, nothing of them is left, and the audit log holds.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import django

from tools.drills.kill import events_of, killed

MARK = "zqdrillqz"
LAST = 100


def main(_folder: Path, rounds: int, seed: int) -> None:
    """Run the rounds and print how they ended."""
    django.setup()
    from tools.drills.erased import Site  # noqa: PLC0415 - once Django is set up

    site = Site(MARK)
    chance = random.Random(seed)  # noqa: S311 - repeatable, and no secret
    site.take_in()
    events = events_of(site.erase)
    site.check()
    ended: Counter[str] = Counter()
    for number in range(rounds):
        site.take_in()
        # Half of them near the end, where the rows are gone and the rest is to be done.
        before_end = chance.randrange(LAST if number % 2 else events)
        was_killed = killed(site.erase, max(0, events - 1 - before_end))
        ended["killed" if was_killed else "done"] += 1
        ended[site.state()] += 1
        site.erase()
        site.check()
    print(json.dumps(ended))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
