"""`python -m bench`: measure everything, and write docs/benchmarks.md. `make bench` does this; it takes minutes."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import children
from bench.children import Cohort
from bench.environments import mentor_match
from bench.large_section import with_large
from bench.measure import Figures, Reading
from bench.page import page, reading_section, rematch_section, with_goals, with_section
from bench.report import NEW, OLD, REMATCH_WORKS, RUNS, Report, Table, check, rematch_goals
from bench.shape import SKEW, UNEVEN

SIZES = (40, 1_000, 10_000)
SMALLER = (100, 200, 400)
"""Where `mentor-match` is measured as well when it does not end at its largest size."""

OWN = ("match", "solve", "listed")
PEERS = ("ortools", "ortools-truncated", "scipy-sparse", "scipy-dense")
QUICK = ("solve", "listed", "command", "ortools", "scipy-sparse")
MENTOR_MATCH_SIZES = (40, 1_000)
LIMIT = 180

READINGS = {
    "scores": "scores of a million pairs, CSV",
    "csv": "a hundred thousand people, CSV",
    "xlsx": "a hundred thousand people, XLSX",
    "titles": "ten thousand occupations that no title is equal to",
    "junk-csv": "a million rows of five columns, CSV",
    "junk-xlsx": "a million rows of one column, XLSX",
    "junk-line": "one row of fifty million cells, CSV",
}
"""Files to read, and what each is called; `bench.reading` makes them."""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=children.ROOT / "docs/benchmarks.md", help="the page to write"
    )
    parser.add_argument("--quick", action="store_true", help="40 people only, without mentor-match")
    parser.add_argument(
        "--limit", type=int, default=LIMIT, help="CPU seconds that mentor-match gets per size"
    )
    parser.add_argument(
        "--only", choices=("reading", "rematch", "large"), help="this section only; the rest stays"
    )
    options = parser.parse_args()
    if options.only == "reading":
        text = with_section(options.out.read_text(encoding="utf-8"), reading_section(_readings()))
    elif options.only == "rematch":
        table = _measured((SIZES[-1], SKEW), REMATCH_WORKS)
        text = with_section(options.out.read_text(encoding="utf-8"), rematch_section(table))
        text = with_goals(text, rematch_goals(table))
    elif options.only == "large":
        text = _with_large(options.out.read_text(encoding="utf-8"))
    else:
        text = _with_large(page(_least(options.limit) if options.quick else _everything(options.limit)))
    options.out.write_text(text, encoding="utf-8")
    _say(f"Written: {options.out}")


def _with_large(text: str) -> str:
    """Return the page with what was measured of very large cohorts, by `bench.large`."""
    return with_large(text, (children.ROOT / "docs/benchmarks-large.md").read_text(encoding="utf-8"))


def _least(limit: int) -> Report:
    return Report({40: _checked((40, SKEW), QUICK, runs=1)}, {}, {}, limit)


def _everything(limit: int) -> Report:
    sizes: dict[int, Table] = {}
    for size in SIZES:
        versions = (OLD, NEW) if size in MENTOR_MATCH_SIZES else ()
        sizes[size] = _checked((size, SKEW), (*OWN, "command", *PEERS), versions, limit)
    unfinished = [v for v in (OLD, NEW) if sizes[MENTOR_MATCH_SIZES[-1]][f"mentor-match {v}"] is None]
    for size in SMALLER if unfinished else ():
        sizes[size] = _checked((size, SKEW), OWN, unfinished, limit)
    uneven = _checked((SIZES[-1], UNEVEN), (*OWN, *PEERS[:-1]))
    return Report(sizes, uneven, _measured((SIZES[-1], SKEW), REMATCH_WORKS), limit, _readings())


def _readings() -> dict[str, Reading]:
    readings = {}
    for work, label in READINGS.items():
        _say(f"{label} …")
        readings[label] = children.reading(work, RUNS)
    return readings


def _checked(
    cohort: Cohort,
    works: Iterable[str],
    versions: Iterable[str] = (),
    limit: int = LIMIT,
    runs: int = RUNS,
) -> Table:
    table = _measured(cohort, works, versions, limit, runs)
    check(cohort[0], table)
    return table


def _measured(
    cohort: Cohort,
    works: Iterable[str],
    versions: Iterable[str] = (),
    limit: int = LIMIT,
    runs: int = RUNS,
) -> Table:
    with TemporaryDirectory() as name:
        folder, size = Path(name), cohort[0]
        _say(f"{size:,} people: inventing them …")
        children.prepare(cohort, folder)
        table: dict[str, Figures | None] = {}
        for work in works:
            _say(f"{size:,} people: {work} …")
            table[work] = children.measured(work, cohort, folder, runs)
        for munkres in versions:
            _say(f"{size:,} people: mentor-match with munkres {munkres} …")
            python = mentor_match(munkres)
            table[f"mentor-match {munkres}"] = children.mentor_match(python, folder, runs, limit)
        return table


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
