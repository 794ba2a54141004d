"""docs/benchmarks.md, written from a report."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from bench.children import TRUNCATED
from bench.environments import MENTOR_MATCH
from bench.machine import machine, versions
from bench.measure import SLOW, Figures, Reading
from bench.report import NEW, OLD, READING_MEGABYTES, READING_SECONDS, RUNS, Goal, Report, Table, goals
from bench.shape import MISSING, PEOPLE_PER_OCCUPATION, PLACES_PER_PERSON, SKEW, UNEVEN

LINES = {
    "command": "**`parcours match`**: two CSV files in, all results out",
    "match": "**Parcours**: people in, explained and certified proposal out",
    "solve": "**Parcours**: people in, certified pairs out",
    "listed": "**Parcours**: eligible pairs in, certified pairs out",
    "ortools": "OR-Tools min-cost flow on all eligible pairs",
    "ortools-truncated": f"OR-Tools min-cost flow on each person’s best {TRUNCATED}",
    "scipy-sparse": "SciPy sparse assignment",
    "scipy-dense": "SciPy dense assignment",
    f"mentor-match {OLD}": f"`mentor-match` {MENTOR_MATCH}, munkres {OLD}",
    f"mentor-match {NEW}": f"`mentor-match` {MENTOR_MATCH}, munkres {NEW}",
}
REMATCH = {
    "nothing listed": "all again from nothing: eligible pairs in, certified pairs out",
    "pairs listed": "after the earlier pairs, without prices: eligible pairs in, certified pairs out",
    "prices listed": "after the earlier pairs and prices: eligible pairs in, certified pairs out",
    "nothing match": "all again from nothing: people in, explained proposal out",
    "pairs match": "after the earlier pairs, without prices: people in, explained proposal out",
    "prices match": "after the earlier pairs and prices: people in, explained proposal out",
}

INTRODUCTION = f"""\
# Benchmarks

Written by `make bench` from one run on one machine: what counts is the ratios. A missed goal is shown as missed. How
often the code of an occupation is right has a page of its own: [benchmarks-occupations.md](benchmarks-occupations.md);
the site under load too: [benchmarks-web.md](benchmarks-web.md); and very large cohorts:
[benchmarks-large.md](benchmarks-large.md).

- Date: {{date}}
- Machine: {{machine}}
- With: {{versions}}; `mentor-match` {MENTOR_MATCH}

## Goals

{{goals}}

## What was measured

**The people** are invented from a fixed seed. Occupations are unit groups of NOC 2021, unevenly spread: the one in rank
*k* is drawn 1 / *k*^{SKEW} times as often as the first. A cohort has one occupation for every {PEOPLE_PER_OCCUPATION}
people, up to all 516. Languages, cities, ways of meeting, times, wishes and people to avoid follow plausible shares;
each of five fields is missing for {MISSING:.0%} of people. There are {PLACES_PER_PERSON} places per mentee, with
mentors who take one to three. Rules and weights are the defaults; nobody is fixed beforehand.

**Each line** ran in a process of its own. CPU seconds are user and system time of all its threads, without start,
imports and reading the input, except for the command, which includes everything. They are the median of up to {RUNS}
runs after one to warm up, or the only run where that took more than {SLOW:.0f} s. “Times” is the CPU time against
Parcours from the same eligible pairs. Memory is the most the process ever held, and beside it what it held before the
work began: interpreter, libraries, input.

**The task** is the same for all: as many people placed as possible, then the highest total score. The peers are given
the eligible pairs with their scores, worked out by Parcours beforehand, and neither prove nor explain anything. Every
line must reach the same placements and score, or the run fails; but for the flow on the best {TRUNCATED} pairs per
person, which cannot always, and `mentor-match`, which is shown as it is.

- **OR-Tools**: `SimpleMinCostFlow.solve_max_flow_with_min_cost`, one arc per pair, places with their capacity.
- **SciPy**: `min_weight_full_bipartite_matching` and `linear_sum_assignment`. They know no capacity, so a mentor for
  three is three seats. In the sparse one everybody has a dear seat of their own, so that a full assignment exists.
- **`mentor-match`** knows no capacity either. It asks its rules about every mentee with every seat. Here it gets one
  rule, which looks up whether the pair is eligible and what it scores, and adds so much for a placement that placements
  come first. It cannot express minimums, keep earlier pairs, or prove its answer. It leaves open which version of
  `munkres`, the package that does its work, it runs with: {OLD} was the newest when {MENTOR_MATCH} came out (2022);
  {NEW} (October 2026, rewritten, with native code) is what installing it brings today. Both are shown. Each was given
  {{limit}} CPU s per size.
"""


def page(report: Report) -> str:
    """Return the whole page."""
    rows = [_row(goal) for goal in goals(report)]
    parts = [
        INTRODUCTION.format(
            date=datetime.now(UTC).date(),
            machine=machine(),
            versions=versions(),
            limit=report.limit,
            goals=_table(("goal", "measured", "holds"), rows),
        ),
        *(_section(f"{size:,} mentees", table, report.limit) for size, table in sorted(report.sizes.items())),
    ]
    if report.uneven:
        title = f"As many mentees, occupations more uneven (1 / *k*^{UNEVEN})"
        parts.append(_section(title, report.uneven, report.limit))
    if report.rematch:
        parts.append(rematch_section(report.rematch))
    if report.readings:
        parts.append(reading_section(report.readings))
    return "\n".join(parts)


def with_section(text: str, section: str) -> str:
    """Return a page with a section in place of the one with its title, or at the end where there is none."""
    title = section.partition("\n")[0]
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    kept = [section if part.startswith(f"{title}\n") else part.rstrip("\n") + "\n" for part in parts]
    return "\n".join(kept if section in kept else [*kept, section])


def with_goals(text: str, found: Iterable[Goal]) -> str:
    """Return a page with what was found in place of what stood beside the same goals."""
    rows = {goal.goal: _line_of(_row(goal)) for goal in found}
    lines = (rows.get(line.split(" | ")[0].removeprefix("| "), line) for line in text.split("\n"))
    return "\n".join(lines)


def _row(goal: Goal) -> tuple[str, ...]:
    return goal.goal, goal.measured, _verdict(goal.holds)


def _verdict(holds: bool | None) -> str:  # noqa: FBT001 - the one thing it is about
    return "not measured" if holds is None else "yes" if holds else "**no**"


def _section(title: str, table: Table, limit: int) -> str:
    own = table["listed"]
    pairs = f", {own.answer.notes['pairs']:,} eligible pairs" if own else ""
    head = ("", "CPU s", "times", "memory, MB", "before, MB", "placed", "score")
    rows = [
        _line(LINES[name], figures, own.cpu if own else 0.0, limit)
        for name, figures in sorted(table.items(), key=lambda item: list(LINES).index(item[0]))
    ]
    return f"## {title}{pairs}\n\n{_table(head, rows)}\n"


def _line(label: str, figures: Figures | None, unit: float, limit: int) -> tuple[str, ...]:
    if figures is None:
        return label, f"not done after {limit}", f"> {_digits(limit / unit)}", "", "", "", ""
    return (
        label,
        _digits(figures.cpu),
        _digits(figures.cpu / unit),
        f"{figures.peak:,.0f}",
        f"{figures.before:,.0f}" if figures.before else "",
        f"{figures.answer.placed:,}",
        f"{figures.answer.score:,}",
    )


def rematch_section(table: Table) -> str:
    """Return the section about a re-match, on a day of its own: it is also written alone."""
    rows = [
        (REMATCH[name], _digits(figures.cpu), f"{figures.answer.placed:,}", f"{figures.answer.score:,}")
        for name, figures in table.items()
        if figures
    ]
    again = table["prices match"]
    notes = again.answer.notes if again else {}
    return f"""\
## A re-match after arrivals

The cohort of 10,000 with its result, and then one mentee more for every hundred, with {PLACES_PER_PERSON}
places each. Cold is all again from nothing. Without the earlier prices the re-match must find the same pairs. Of the
earlier pairs {notes["changed"]} changed and {notes["dropped"]} people lost their place. Measured
{datetime.now(UTC).date()}, as above.

{_table(("", "CPU s", "placed", "score"), rows)}
"""


def reading_section(readings: Mapping[str, Reading]) -> str:
    """Return the section about files, on a day of its own: it is also written alone."""
    rows = [
        (
            label,
            "refused" if one.rows is None else f"{one.rows:,}",
            _digits(one.cpu),
            f"{one.peak:,.0f}",
            f"{one.before:,.0f}",
        )
        for label, one in readings.items()
    ]
    held = all(one.cpu <= READING_SECONDS and one.peak <= READING_MEGABYTES for one in readings.values())
    return f"""\
## Reading files

Goal: whatever is in a file, it is read or refused in at most {READING_SECONDS} CPU s and
{READING_MEGABYTES} MB. It holds for these: {_verdict(held)}. Measured {datetime.now(UTC).date()}, as above.

{_table(("", "rows", "CPU s", "memory, MB", "before, MB"), rows)}
"""


def _digits(number: float) -> str:
    """Return `number` with at least three digits that count, and never an exponent."""
    return f"{number:,.{max(0, 2 - math.floor(math.log10(number)))}f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    ruler = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(map(_line_of, [head, tuple(ruler), *rows]))


def _line_of(row: tuple[str, ...]) -> str:
    return f"| {' | '.join(row)} |"
