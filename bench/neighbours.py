"""What others notice of an organization that keeps the site busy: ``python -m bench.neighbours``.

Somebody of another organization uses the site alone, while a large spreadsheet is imported, while lists and packages
are written, and while letters leave; on SQLite and on PostgreSQL. The page is docs/benchmarks-neighbours.md.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.imports import QUIET, SLOWER, lines, neighbour, site, timed
from bench.machine import machine, versions
from tools.postgres import server

PAGE = Path(__file__).parents[1] / "docs/benchmarks-neighbours.md"
ROWS = 50_000
BUSY = {"import": "an import", "exports": "files of lists and packages", "mail": "letters"}
"""What the site is busy with while the other organization uses it, by what the neighbour is told."""

_PAGE = """# Benchmarks of neighbours

Written by `make bench-neighbours` from one run on one machine. A missed goal is shown as missed.

- Date: {day}
- Machine: {machine}; the database and the other organization share its cores
- Load of the machine before (processes that wanted a core, mean of a minute): {load}
- With: {versions}; SQLite, PostgreSQL

Somebody of another organization opens a page each fifth of a second, or one time in ten sends a form: alone for {quiet}
seconds; while {rows:,} people are imported; for half a minute, while these people are written into files of lists and
packages, one after the other; and while a thousand letters are written and delivered, as many as may leave within an
hour. One process answers, without a network. The goal: 95 of 100 answers come within 1.5 times of what they take alone.

| database | beside | p95 alone, ms | p95 meanwhile, ms | times as long | holds |
|---|---|--:|--:|--:|---|
{rows_of_table}
"""


def measure(database: Mapping[str, str]) -> dict[str, float]:
    """Return the p95 of the other organization in milliseconds, by what went on."""
    others: dict[str, float] = {}
    with site(database) as (folder, variables):
        file = folder / "people.csv"
        file.write_text("".join(lines(ROWS, changed=False)), encoding="utf-8")
        with neighbour(variables, others) as say:
            print("alone", file=say, flush=True)
            time.sleep(QUIET)
            print("import", file=say, flush=True)
            timed("all", ROWS, file, variables)
            for busy in ("exports", "mail"):
                print(busy, file=say, flush=True)
                command = [sys.executable, "-m", "bench.web.inside", "flood", busy]
                subprocess.run(command, env=variables, check=True)
    return others


def page(measured: Mapping[str, Mapping[str, float]], load: str) -> str:
    """Return the page."""
    rows = [
        f"| {database} | {words} | {others['alone']:.0f} | {others[busy]:.0f} | {others[busy] / others['alone']:.2f} |"
        f" {'yes' if others[busy] <= SLOWER * others['alone'] else '**no**'} |"
        for database, others in measured.items()
        for busy, words in BUSY.items()
    ]
    return _PAGE.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        load=load,
        versions=versions(),
        quiet=QUIET,
        rows=ROWS,
        rows_of_table="\n".join(rows),
    )


def main() -> None:
    """Measure, and write the page."""
    load = f"{os.getloadavg()[0]:.1f}"
    measured = {"SQLite": measure({})}
    with server(durable=True) as address:
        measured["PostgreSQL"] = measure({"DATABASE_URL": address})
    written = page(measured, load)
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
