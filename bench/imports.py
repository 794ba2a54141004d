"""How fast people are imported, and in how much memory: ``python -m bench.imports [ROWS]``.

A file of invented participants goes through `parcours import` on SQLite and on PostgreSQL: all new, then the same file
again, then with one cell in a hundred changed. Memory is the most that the process ever held (VmHWM), beside that of a
tenth of the rows: were it to grow with the file, it would be ten times as much.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.machine import machine
from tools.postgres import server

ROWS = 100_000
TITLES = (
    "Civil engineer",
    "Accountant",
    "Registered nurse",
    "Ingénieure civile",
    "Software developer",
    "Cook",
)
_SITE = """
import django; django.setup()
from django.core.management import call_command
from parcours.accounts.models import Organization
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
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
    """What an import took: seconds on the clock and of the processor, and the most memory in MB."""

    seconds: float
    processor: float
    memory: int


def timed(file: Path, variables: Mapping[str, str]) -> Took:
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
    return Took(time.monotonic() - started, processor, int(done.stdout.splitlines()[-1]) // 1024)


def measure(name: str, rows: int, database: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of the table for one database."""
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PARCOURS_")}
        own = {"PARCOURS_DATA": folder, "DJANGO_SETTINGS_MODULE": "parcours.config.settings"}
        variables = {**kept, **own, **database}
        subprocess.run([sys.executable, "-c", _SITE], env=variables, check=True)
        few, file = Path(folder) / "few.csv", Path(folder) / "people.csv"
        few.write_text("".join(lines(rows // 10, changed=False)), encoding="utf-8")
        before = timed(few, variables).memory
        for what, changed in (
            ("all new but a tenth", False),
            ("the same again", False),
            ("1 % changed", True),
        ):
            with file.open("w", encoding="utf-8") as stream:
                stream.writelines(lines(rows, changed=changed))
            took = timed(file, variables)
            yield (
                f"| {name} | {what} | {rows:,} | {took.seconds:.0f} | {took.processor:.0f} |"
                f" {rows / took.seconds:,.0f} | {took.memory} | {before} |"
            )


def main() -> None:
    """Print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print(machine())
    print(
        "| database | file | rows | seconds | of the processor | rows/s | MB at most | MB with a tenth of the rows |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for line in measure("SQLite", rows, {}):
        print(line, flush=True)
    with server() as address:
        for line in measure("PostgreSQL", rows, {"DATABASE_URL": address}):
            print(line, flush=True)


if __name__ == "__main__":
    main()
