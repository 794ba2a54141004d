"""Run every drill many times on both databases, and write docs/reliability.md: ``python -m tools.soak ROUNDS [DRILL]``.

A drill is a module of tools/drills: `main` works on the site of the environment, prints how its rounds ended as JSON,
and fails where a promise was broken. To add one, add a row to `DRILLS`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import machine
from tools.postgres import server

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reliability.md"

DRILLS: Mapping[str, str] = {
    "kill": "A restore or a backup is killed (-9) at any moment: the site is all of the old or all of the new",
    "imports": "An import is killed (-9) at any moment, and given again: every row is there once, as the file says",
    "erasure": "An erasure is killed (-9) at any moment: nobody is half erased, and done again nothing is left",
    "damage": "A backup is damaged in any way: it is refused, and nothing is touched",
}
"""Each drill, and the promise that it tries to break."""

_HEAD = """\
# How reliable it was

What happened when things were made to go wrong many times. This page is written by `make soak`, from one run; it says
what was seen, on one machine, and promises nothing beyond. `make test` runs a few rounds.

{date}, {machine}. SQLite and PostgreSQL, both keeping every commit on disk.

| drill | database | rounds | broken promises | how the rounds ended | seconds |
|---|---|--:|--:|---|--:|
"""
_TAIL = """
What is not in it: a real power cut (a kill leaves the memory of the operating system as it is), and other machines.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How a drill went on one database."""

    drill: str
    database: str
    rounds: int
    ended: Mapping[str, int]
    seconds: float


def run(drill: str, rounds: int, seed: int, database: Mapping[str, str]) -> Run:
    """Run a drill on a new site; ``database`` has DATABASE_URL, or nothing for SQLite. Raises CalledProcessError."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("PARCOURS_")
    }
    with tempfile.TemporaryDirectory(prefix="parcours-drill-") as folder:
        own = {"PARCOURS_DATA": f"{folder}/site", "DJANGO_SETTINGS_MODULE": "parcours.config.settings"}
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", f"tools.drills.{drill}", folder, str(rounds), str(seed)],
            env=kept | own | dict(database),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    ended = json.loads(done.stdout.splitlines()[-1])
    return Run(drill, "PostgreSQL" if database else "SQLite", rounds, ended, time.monotonic() - started)


def page(runs: list[Run]) -> str:
    """Return the page."""
    rows = []
    for one in runs:
        ended = ", ".join(f"{name}: {count:,}" for name, count in sorted(one.ended.items()))
        promise = DRILLS[one.drill]
        rows.append(f"| {promise} | {one.database} | {one.rounds:,} | 0 | {ended} | {one.seconds:,.0f} |\n")
    head = _HEAD.format(date=datetime.now(UTC).date().isoformat(), machine=machine())
    return head + "".join(rows) + _TAIL


def main(rounds: int, drills: list[str]) -> None:
    """Run the drills named, or all, and write the page; a promise that is broken ends it, and nothing is written."""
    runs, seed = [], random.SystemRandom().randrange(1 << 30)
    print(f"The seed is {seed}.")
    for drill in drills or DRILLS:
        with ExitStack() as stack:
            databases: tuple[dict[str, str], ...] = (
                {},
                {"DATABASE_URL": stack.enter_context(server(durable=True))},
            )
            for database in databases:
                done = run(drill, rounds, seed, database)
                print(f"{drill}, {done.database}: {dict(done.ended)}, {done.seconds:.0f} s", flush=True)
                runs.append(done)
    PAGE.write_text(page(runs), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
