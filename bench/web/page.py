"""docs/benchmarks-web.md, written from the visits of one run."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from platform import python_version

from bench.environments import LOCUST
from bench.machine import machine
from bench.web.actions import (
    ACTIONS,
    ACTIVE,
    ENTRIES,
    FORMS,
    OTHERS,
    PAGES,
    PEOPLE,
    PEOPLE_OF_OTHERS,
    SHARE_OF_WRITES,
    TRIES,
)
from bench.web.load_answers import Answer, Times, times
from bench.web.site import Visit
from parcours.cli.serve import THREADS, processes

type Doors = Mapping[str, Sequence[float]]
"""Median milliseconds by address: for somebody with an account, and without."""

P95, P99, QUERIES, TELLING = 400, 1000, 20, 20
ENGINE_APART = {"SQLite": ", the database included", "PostgreSQL": ", without the database’s own"}

INTRODUCTION = f"""\
# Benchmarks of the site

Written by `make bench-web` from one run on one machine. A missed goal is shown as missed.

- Date: {{date}}
- Machine: {{machine}}; the load tool and the database share its cores with the site
- Load of the machine (processes that wanted a core, mean of a minute): {{busy}}
- With: {{versions}}

## Goals

{{goals}}

## What was measured

**The site** has one organization with {PEOPLE:,} members, {PEOPLE:,} participants and an audit log of {ENTRIES:,}
entries, and {OTHERS} others with {PEOPLE_OF_OTHERS} members each. Organizations and their administrators are made by
the product’s own actions, the members, participants and entries in bulk with what the action writes for each. It is
served by `parcours serve` with its defaults, here {processes()} processes of {THREADS} threads. SQLite keeps every
acknowledged write through a power cut (WAL, synchronous FULL); PostgreSQL runs with its own defaults, `fsync` on.

**The people** are {ACTIVE} administrators, each signed in, each doing one thing in five seconds for {{seconds}}
seconds, at a moment by chance: opening a page, or, {SHARE_OF_WRITES:.0%} of the time, sending a form. Until 2026-11-25
they clicked in step, twenty at once each second: older figures do not compare. `locust` does it; times are until the
whole answer is there, without following a redirect; those before everybody has come are left out. An error is any other
status than the one expected; 409 is, to whoever sends the organization’s details second. Which thing is chosen by its
share, from a fixed seed.

**Queries** are counted in one process, the second time the page is asked for. **Memory** is the most that each process
of the server ever held; what they share is counted in each. **Processor time** for each answer hardly depends on what
else the machine does; the times do: with more load than cores, they are mostly waiting. The export of all {PEOPLE:,}
rows, asked for once in a thousand pages, is not in “all pages”, though it slows them down as it would anywhere; it is
measured alone as well, after the others have gone.
"""


def page(visits: Sequence[Visit], seconds: int, doors: Doors) -> str:
    """Return the whole page."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("parcours", "django", "granian"))
    head = INTRODUCTION.format(
        date=datetime.now(UTC).date(),
        machine=machine(),
        busy="; ".join(f"{v.database} {v.busy[0]:.1f} before, {v.busy[1]:.1f} after" for v in visits),
        versions=f"Python {python_version()}, {packages}, locust {LOCUST}; {_databases(visits)}",
        goals=_table(("goal", *(visit.database for visit in visits)), _goals(visits)),
        seconds=seconds,
    )
    return "\n".join([head, *(_section(visit) for visit in visits), doors_section(doors)])


def doors_section(doors: Doors) -> str:
    """Return the section about what times tell of an address; it is also written alone."""
    rows = [
        (f"`{path}`", f"{known:.1f}", f"{unknown:.1f}", "yes" if abs(known - unknown) < TELLING else "**no**")
        for path, (known, unknown) in doors.items()
    ]
    return f"""\
## Whether an address has an account

Whoever asks in vain must not learn from the time whether the address has an account: the medians of {TRIES} tries each
differ by less than {TELLING} ms. Inside one process, on SQLite, {datetime.now(UTC).date()}.

{_table(("", "with an account, ms", "without, ms", "holds"), rows)}
"""


def _databases(visits: Sequence[Visit]) -> str:
    return ", ".join(visit.database for visit in visits)


def kinds(visit: Visit) -> dict[str, list[Answer]]:
    """Return the answers by kind: all pages, all forms; those that are heavy are in neither."""
    heavy = {action.name for action in ACTIONS if action.heavy}
    forms = {action.name for action in FORMS}
    pages = [answer for answer in visit.answers if answer.action not in heavy | forms]
    return {"all pages": pages, "all forms": [answer for answer in visit.answers if answer.action in forms]}


def _goals(visits: Sequence[Visit]) -> list[tuple[str, ...]]:
    """Return each goal with what was measured on each database, and whether it holds."""
    figures = [times([answer for part in kinds(visit).values() for answer in part]) for visit in visits]
    return [
        (f"p95 at most {P95} ms", *(_held(f"{f.p95:,.0f} ms", f.p95 <= P95) for f in figures)),
        (f"p99 at most {P99:,} ms", *(_held(f"{f.p99:,.0f} ms", f.p99 <= P99) for f in figures)),
        ("no error", *(_errors(visit.answers) for visit in visits)),
        (f"every list at most {QUERIES} queries", *(_most_queries(visit) for visit in visits)),
    ]


def _errors(answers: Sequence[Answer]) -> str:
    wrong = sum(bool(answer.wrong) for answer in answers)
    return _held(f"{wrong} of {len(answers):,}", wrong == 0 and len(answers) > 0)


def _most_queries(visit: Visit) -> str:
    most = max(visit.queries[action.name] for action in PAGES if action.is_list)
    return _held(f"{most} at most", most <= QUERIES)


def _held(measured: str, holds: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return f"{measured}: {'yes' if holds else '**no**'}"


def _section(visit: Visit) -> str:
    by_name = {
        action.name: times([answer for answer in visit.answers if answer.action == action.name])
        for action in ACTIONS
    }
    rows = [_row(name, figures, str(visit.queries[name])) for name, figures in by_name.items()]
    rows += [_row(f"**{kind}**", times(answers), "") for kind, answers in kinds(visit).items()]
    said = sorted({answer.wrong for answer in visit.answers if answer.wrong})
    memory = " + ".join(f"{megabytes:.0f}" for megabytes in visit.memory)
    each = 1000 * visit.cpu / max(1, len(visit.answers))
    parts = [
        f"## {visit.database}\n",
        _table(("", "answers", "errors", "p50, ms", "p95, ms", "p99, ms", "queries"), rows),
        f"\nThe server’s processes worked {each:.0f} ms for each answer{ENGINE_APART[visit.database]}.",
        f"The export of every row, alone, took {visit.export:.1f} s.",
        f"Memory of the server: {memory} MB. Filling the site took {visit.filled:.0f} s.",
        *(f"\n- error: {text}" for text in said[:10]),
    ]
    return "\n".join(parts) + "\n"


def _row(name: str, figures: Times, queries: str) -> tuple[str, ...]:
    percentiles = (
        f"{value:,.0f}" if figures.count else "–" for value in (figures.p50, figures.p95, figures.p99)
    )
    return name, f"{figures.count:,}", str(figures.errors), *percentiles, queries


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    ruler = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, tuple(ruler), *rows])
