"""How fast people are imported, in how much memory, and what others notice: ``python -m bench.imports [ROWS]``.

A file of invented participants goes through `parcours import` on SQLite and on PostgreSQL: a twentieth of it first,
then all of it, then the twentieth again as it was, and with one cell in a hundred changed. Memory is the most that the
process ever held (VmHWM), beside that of the twentieth: were it to grow with the file, it would be many times as much.
Somebody of another organization uses the site before and meanwhile. The page is docs/benchmarks-imports.md.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NamedTuple

from bench.machine import machine, versions
from bench.web.load_answers import percentile
from tools.postgres import server

PAGE = Path(__file__).parents[1] / "docs/benchmarks-imports.md"
QUIET = 20
"""For so many seconds the other organization is alone."""
PART = 20
MOST_GROWN, SLOWER = 16, 1.5
GOALS = {"SQLite": 1_000, "PostgreSQL": 2_000}
ROWS = 100_000
TITLES = (
    "Civil engineer",
    "Accountant",
    "Registered nurse",
    "Ingénieure civile",
    "Software developer",
    "Cook",
)
_PAGE = """\
# Benchmarks of imports

Written by `make bench-imports` from one run on one machine. A missed goal is shown as missed.

- Date: {day}
- Machine: {machine}; the database and the other organization share its cores
- Load of the machine before (processes that wanted a core, mean of a minute): {load}
- With: {versions}; SQLite, PostgreSQL

## Goals

| goal | measured | holds |
|---|--:|---|
{goals}

## Imports

Invented participants with eleven columns go through `parcours import`: read, looked at, applied. Memory is the most
that the process ever held.

| database | file | rows | seconds | of the processor | rows/s | MB |
|---|---|--:|--:|--:|--:|--:|
{took}

## What others notice

Somebody of another organization, with 2,000 members, opens a page each fifth of a second, or one time in ten sends a
form: alone for {quiet} seconds, then while the whole file is imported. One process answers, without a network.

| database | p95 alone, ms | p95 meanwhile, ms | times as long |
|---|--:|--:|--:|
{others}
"""
_SITE = """
from parcours.cli.site.ready import prepare
prepare()
from parcours.accounts.models import Organization
from parcours.cli.site.database import upgrade
upgrade()
Organization.objects.create(slug="north", kind="isa", name_en="North")
"""
_RUN = """
import re, sys
from pathlib import Path
from typing import NamedTuple
from parcours.cli.main import main
code = main(["import", "participants", sys.argv[1], "--organization", "north", "--lang", "en"])
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
sys.exit(code)
"""


def lines(rows: int, *, changed: bool) -> Iterator[str]:
    """Give the lines of a file of invented people; ``changed`` puts every hundredth in another city."""
    yield "id,first name,last name,email,occupation,years of experience,languages,city,province,availability,goals\n"
    for number in range(rows):
        city = "Laval" if changed and number % 100 == 0 else "Ottawa"
        yield (
            f"E{number},Ana{number % 997},Roy{number % 7919},p{number}@example.org,{TITLES[number % 6]} {number % 500},"
            f"{number % 30},en:{number % 12 + 1}; fr,{city},ON,weekday evenings,networking; interviews\n"
        )


class Took(NamedTuple):
    """What an import took: its rows, seconds on the clock and of the processor, and the most memory in MB."""

    what: str
    rows: int
    seconds: float
    processor: float
    memory: int

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


class Measured(NamedTuple):
    """Everything of one database: what each import took, and the p95 of the other organization by what went on."""

    database: str
    took: list[Took]
    others: Mapping[str, float]

    @property
    def slower(self) -> float:
        """How many times as long the other organization waits meanwhile."""
        return self.others["meanwhile"] / self.others["alone"]


def timed(what: str, rows: int, file: Path, variables: Mapping[str, str]) -> Took:
    """Import the file."""
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(file)],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = int(done.stdout.splitlines()[-1]) // 1024
    return Took(what, rows, time.monotonic() - started, processor, memory)


@contextmanager
def neighbour(variables: Mapping[str, str], out: dict[str, float]) -> Iterator[IO[str]]:
    """Have somebody else use the site until the block ends; a line that is written says what goes on then."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.web.inside", "neighbour", "."],
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None  # noqa: S101 - asked for above
        assert process.stdout is not None  # noqa: S101 - asked for above
        if not any(line == "ready\n" for line in process.stdout):
            raise SystemExit("The other organization cannot use the site.")
        yield process.stdin
        process.stdin.close()
        said = process.stdout.read().splitlines()
    if process.returncode or not said:
        raise SystemExit("The other organization could not use the site to the end.")
    out.update((name, percentile(sorted(took), 95)) for name, took in json.loads(said[-1]).items())


@contextmanager
def site(database: Mapping[str, str]) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Make an installation with one organization, and give its folder and the environment to work in it."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PARCOURS_")}
        own = {
            "PARCOURS_DATA": folder,
            "PARCOURS_URL": "http://127.0.0.1:8000",
            "PARCOURS_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "parcours.config.settings",
        }
        variables = {**kept, **own, **database}
        subprocess.run([sys.executable, "-c", _SITE], env=variables, check=True)
        yield Path(folder), variables


def measure(name: str, rows: int, database: Mapping[str, str]) -> Measured:
    """Import everything into one database."""
    with site(database) as (folder, variables):
        part, whole = folder / "part.csv", folder / "whole.csv"
        few = rows // PART
        part.write_text("".join(lines(few, changed=False)), encoding="utf-8")
        with whole.open("w", encoding="utf-8") as stream:
            stream.writelines(lines(rows, changed=False))
        took = [timed("a twentieth, all new", few, part, variables)]
        others: dict[str, float] = {}
        with neighbour(variables, others) as say:
            print("alone", file=say, flush=True)
            time.sleep(QUIET)
            print("meanwhile", file=say, flush=True)
            took.append(timed("all, new but for the twentieth", rows, whole, variables))
        took.append(timed("the twentieth again", few, part, variables))
        part.write_text("".join(lines(few, changed=True)), encoding="utf-8")
        took.append(timed("the twentieth with 1\u00a0% changed", few, part, variables))
        return Measured(name, took, others)


def page(all_measured: list[Measured], load: str) -> str:
    """Return the page."""
    goals = "\n".join(goal for one in all_measured for goal in _goals(one))
    took = "\n".join(
        f"| {one.database} | {took.what} | {took.rows:,} | {took.seconds:,.0f} | {took.processor:,.0f} |"
        f" {took.rate:,.0f} | {took.memory} |"
        for one in all_measured
        for took in one.took
    )
    others = "\n".join(
        f"| {one.database} | {one.others['alone']:.0f} | {one.others['meanwhile']:.0f} | {one.slower:.2f} |"
        for one in all_measured
    )
    return _PAGE.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        load=load,
        versions=versions(),
        quiet=QUIET,
        goals=goals,
        took=took,
        others=others,
    )


def _goals(one: Measured) -> Iterator[str]:
    few, whole = one.took[0], one.took[1]
    goal = GOALS[one.database]
    yield _goal(f"{one.database}: {goal:,} rows a second", f"{whole.rate:,.0f}", holds=whole.rate >= goal)
    grown = whole.memory - few.memory
    yield _goal(
        f"{one.database}: memory grows by at most 16 MB from {few.rows:,} rows to {whole.rows:,}",
        f"{grown} MB",
        holds=grown <= MOST_GROWN,
    )
    yield _goal(
        f"{one.database}: p95 of another organization within 1.5 times",
        f"{one.slower:.2f}",
        holds=one.slower <= SLOWER,
    )


def _goal(goal: str, measured: str, *, holds: bool) -> str:
    return f"| {goal} | {measured} | {'yes' if holds else '**no**'} |"


def main() -> None:
    """Measure, and write the page."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    load = f"{os.getloadavg()[0]:.1f}"
    measured = [measure("SQLite", rows, {})]
    with server(durable=True) as address:  # it learns how its rows lie, as in an installation
        measured.append(measure("PostgreSQL", rows, {"DATABASE_URL": address}))
    written = page(measured, load)
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
