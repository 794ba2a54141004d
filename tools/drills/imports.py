"""Kill an import in the middle, again and again: ``python -m tools.drills.imports FOLDER ROUNDS SEED``.

The site is that of the environment, empty at first. Each round imports a spreadsheet with new people, changed cells and
rows that are as they were, in a child that kills itself (-9) at an event drawn by chance: a statement that is sent, a
file that is opened. The same command is given again until it ends. Then every row must be there once, as the file says,
and nothing else; and at the end the audit log must hold.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import django

from tools.drills.kill import killed

NEW, ONCE_MORE = 12, 5
"""People who are new in each round, and how many of each round's file stand in the next one too."""

_STRIDE = 400
"""A child is killed after so many events more than the one before, at most: some rounds are killed several times."""


def main(folder: Path, rounds: int, seed: int) -> None:
    """Run the rounds and print how they ended."""
    django.setup()
    from tools.drills.import_site import ImportSite  # noqa: PLC0415 - once Django is set up

    site = ImportSite(folder)
    chance = random.Random(seed)  # noqa: S311 - repeatable, and no secret
    ended: Counter[str] = Counter()
    for number in range(rounds):
        site.write(first=number * (NEW - ONCE_MORE), rows=NEW, turn=number)
        event = chance.randrange(_STRIDE)
        kills = 0
        while killed(site.step, event):
            kills += 1
            event = (event + 1) * 2 + chance.randrange(_STRIDE)
        ended["killed once" if kills == 1 else "killed several times" if kills else "not killed"] += 1
        site.check()
    site.finish()
    print(json.dumps(ended))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
