"""Run drills on the site of the environment, one after the other: ``python -m tools.drills FOLDER ROUNDS SEED DRILL…``.

A drill is a module here with a function `drill`, which returns how its rounds ended and raises SystemExit where a
promise was broken. Django is set up once; what is killed are forks.
"""

import json
import random
import sys
import time
from importlib import import_module
from pathlib import Path

import django

from tools.drills.sockets import open_mail


def main(folder: Path, rounds: int, seed: int, names: list[str]) -> None:
    """Run the drills named, and print for each how its rounds ended, as a line of JSON."""
    open_mail()
    django.setup()
    with import_module("tools.drills.ground").ground(folder) as site:
        for name in names:
            site.clear()
            own = folder / name
            own.mkdir()
            started = time.monotonic()
            chance = random.Random(f"{seed} {name}")  # noqa: S311 - repeatable, and no secret
            ended = import_module(f"tools.drills.{name}").drill(own, rounds, chance)
            seconds = time.monotonic() - started
            print(json.dumps({"drill": name, "ended": ended, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
