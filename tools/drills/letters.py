"""Kill a worker in the middle of a batch of letters, again and again.

Each round somebody has a spreadsheet of new members applied. A worker invites them and delivers the letters to a real
mail server, and is killed; time passes, another worker comes, and may be killed as well; the last one is left alone.
Then everybody was invited once, every letter arrived, one for each kill at most arrived twice, under the same
Message-ID, and the outbox says so.
"""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tools.drills.kills import Killer, left_alone, length_of
from tools.drills.letter_site import LetterSite
from tools.drills.postbox import listening
from tools.drills.sockets import mail_socket

PEOPLE = 5
AGAIN = 0.3
"""How likely it is that the worker after a killed one is killed too."""


def drill(folder: Path, rounds: int, chance: random.Random) -> Mapping[str, int]:
    """Run the rounds and return how they ended."""
    with listening(mail_socket(), folder / "arrived") as postbox:
        site = LetterSite(postbox)
        site.post(PEOPLE)
        site.work()  # here, so that every victim finds loaded what it needs
        site.check(0)
        site.post(PEOPLE)
        length = length_of(site.work)
        site.check(0)
        killer = Killer(chance)
        ended: Counter[str] = Counter()
        for _round in killer.rounds(rounds, length):
            site.post(PEOPLE)
            kills = 0
            while (not kills or chance.random() < AGAIN) and killer.kill(site.work, length):
                kills += 1
                site.pass_time()
            left_alone(site.work)
            ended["workers killed"] += kills
            ended["letters that came twice"] += site.check(kills)
            ended["letters"] += PEOPLE
        site.finish()
    ended["at each statement in turn"] = killer.in_turn
    return ended
