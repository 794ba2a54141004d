"""Kill a backup or a restore in the middle, again and again: ``python -m tools.drills.kill FOLDER ROUNDS SEED``.

The site is that of the environment, empty at first. Each round forks a child that restores the other of two backups, or
makes a third, and kills itself (-9) at an event drawn by chance: an audit event of Python's, such as a file that is
opened, renamed or removed, a connection, a statement sent. Afterwards the site must be whole: all of the one backup or
all of the other, rows and files, and a backup that is there must verify.
"""

import json
import os
import random
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

KINDS = ("restore", "backup")
LAST = 40


def main(folder: Path, rounds: int, seed: int) -> None:
    """Run the rounds and print how they ended."""
    django.setup()
    from tools.drills.site import Site  # noqa: PLC0415 - once Django is set up

    site = Site(folder)
    chance = random.Random(seed)  # noqa: S311 - repeatable, and no secret
    # Both ways, as putting the one back is not as long as the other; then a third time, to be where it began.
    longest = {}
    for kind in (*KINDS, *KINDS, "restore"):
        before = site.now
        longest[kind, before] = events_of(site.step(kind))
        site.state()
    ended: Counter[str] = Counter()
    for number in range(rounds):
        kind, events = KINDS[number % len(KINDS)], longest[KINDS[number % len(KINDS)], site.now]
        # Half of them near the end, where the new takes the place of the old.
        before_end = chance.randrange(LAST if number // len(KINDS) % 2 else events)
        was_killed = killed(site.step(kind), max(0, events - 1 - before_end))
        ended[f"{kind}s killed" if was_killed else f"{kind}s done"] += 1
        ended[site.state()] += 1
    site.finish()
    print(json.dumps(ended))


def events_of(step: Callable[[], None]) -> int:
    """Return how many events a step has, from one that is left alone."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        seen = [0]
        sys.addaudithook(lambda *_event: seen.__setitem__(0, seen[0] + 1))
        _run(step, lambda: os.write(write, str(seen[0]).encode()))
    os.close(write)
    with os.fdopen(read) as count:
        events = int(count.read())
    os.waitpid(child, 0)
    return events


def killed(step: Callable[[], None], event: int) -> bool:
    """Run a step in a child that is killed at its ``event``-th event; return whether it came so far."""
    child = os.fork()
    if child == 0:
        seen = [0]

        def count(*_event: object) -> None:
            seen[0] += 1
            if seen[0] == event + 1:  # once: the kill is an event too
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        _run(step)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit("a step failed by itself")
    return os.WIFSIGNALED(status)


def _run(step: Callable[[], None], then: Callable[[], object] = int) -> None:
    """Run a step in a child, and end it there whatever happens."""
    try:
        step()
        then()
    except BaseException:  # noqa: BLE001 - said, and the child ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
