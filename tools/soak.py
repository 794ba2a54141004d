"""Try each drill many times on both databases, and write docs/reliability.md: ``python -m tools.soak ROUNDS [DRILL]``.

Both databases are tried side by side. Where drills are named, the page keeps what it says of the others. To add a
drill, add its module to tools/drills and a row to `DRILLS`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import machine
from tools.postgres import server

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reliability.md"

DRILLS: Mapping[str, str] = {
    "restores": "A restore or a backup is killed (-9): the site is all of the old or all of the new",
    "imports": "An import is killed (-9), and given again: every row is there once; all or nothing is all, or nothing",
    "letters": "A worker is killed (-9) while it invites people and delivers the letters: everybody is invited once, "
    "every letter arrives, and one for each kill at most twice, under the same Message-ID",
    "matches": "A worker is killed (-9) while it matches a cohort: the next one ends the run, which proposes what one "
    "proposes that nobody kills",
    "places": "Eight coordinators choose the same mentor at the same moment: exactly the places there are are taken, "
    "and whoever comes late is told who was faster; without the lock the mentor is over their places",
    "answers": "Two things are done to a pair at the same moment, all that can begin where it stands: it stands in one "
    "way, and the letters that both get tell one story",
    "erasure": "An erasure is killed (-9): nobody is half erased, and done again nothing is left",
    "migrations": "An upgrade of the database is killed (-9), and given again: the tables are those of an upgrade that "
    "nobody killed, and every row is there",
    "serving": "The site is killed (-9) while people send forms: what was acknowledged is there, and nothing is half",
    "large": "A large file is imported while others use the site, and stopped in the middle: all are answered, what "
    "was applied stays, and the worker holds no more for all of it than for a part",
    "damage": "A backup is damaged in any way: it is refused, and nothing is touched",
}
"""Each drill, and the promise that it tries to break."""

_HEAD = """\
# How reliable it was

What happened when things were made to go wrong many times. This page is written by `make soak`; it says what was seen,
and promises nothing beyond. `make test` runs a few rounds.

SQLite and PostgreSQL, side by side, both keeping every commit on disk. Processes are killed at a statement or a commit,
at any event of Python’s (a file opened, renamed, removed), and at any time; where a row says *at each statement in
turn*, then once more before and after each of their statements and commits, without a gap.

| drill | database | when and where | rounds | broken promises | how the rounds ended | seconds |
|---|---|---|--:|--:|---|--:|
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


def run(
    drills: Iterable[str], rounds: int, seed: int, database: Mapping[str, str], site: Path
) -> Iterator[Run]:
    """Run drills on the ``site``, and give how each went; ``database`` has DATABASE_URL, or nothing for SQLite.

    Raises CalledProcessError where a promise was broken.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith(("PARCOURS_", "COV_"))
    }
    own = {"PARCOURS_DATA": str(site), "DJANGO_SETTINGS_MODULE": "parcours.config.settings"}
    with tempfile.TemporaryDirectory(prefix="parcours-drill-") as folder:
        command = [sys.executable, "-m", "tools.drills", folder, str(rounds), str(seed), *drills]
        with subprocess.Popen(
            command, env=kept | own | dict(database), cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout or ():
                said = json.loads(line)
                name = "PostgreSQL" if database else "SQLite"
                ended = said["ended"]
                yield Run(said["drill"], name, ended.pop("rounds", rounds), ended, said["seconds"])
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)


def page(runs: list[Run], before: str = "") -> str:
    """Return the page; of drills that were not run it says what the page ``before`` does."""
    rows = {}
    for line in before.splitlines():
        match line.split(" | "):
            case [promise, database, _when, _rounds, _broken, _ended, _seconds]:
                rows[promise.removeprefix("| "), database] = f"{line}\n"
    when = f"{datetime.now(UTC).date().isoformat()}, {machine()}"
    for one in runs:
        ended = ", ".join(f"{name}: {count:,}" for name, count in sorted(one.ended.items()))
        promise = DRILLS[one.drill]
        rows[promise, one.database] = (
            f"| {promise} | {one.database} | {when} | {one.rounds:,} | 0 | {ended} | {one.seconds:,.0f} |\n"
        )
    tried = ((promise, database) for promise in DRILLS.values() for database in ("SQLite", "PostgreSQL"))
    return _HEAD + "".join(rows.get(one, "") for one in tried) + _TAIL


def main(rounds: int, drills: list[str]) -> None:
    """Run the drills named, or all, and write the page; a promise that is broken ends it, and nothing is written."""
    seed = random.SystemRandom().randrange(1 << 30)
    names = drills or list(DRILLS)
    print(f"The seed is {seed}.", flush=True)
    with server(durable=True) as url, ThreadPoolExecutor() as beside:
        going = [beside.submit(_told, names, rounds, seed, one) for one in ({}, {"DATABASE_URL": url})]
        runs = [one for done in going for one in done.result()]
    PAGE.write_text(page(runs, PAGE.read_text(encoding="utf-8") if drills else ""), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")


def _told(names: list[str], rounds: int, seed: int, database: Mapping[str, str]) -> list[Run]:
    """Run the drills on one database, and say how each went as soon as it did."""
    runs = []
    with tempfile.TemporaryDirectory(prefix="parcours-drill-") as folder:
        for done in run(names, rounds, seed, database, Path(folder, "site")):
            print(f"{done.drill}, {done.database}: {dict(done.ended)}, {done.seconds:.0f} s", flush=True)
            runs.append(done)
    return runs


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
