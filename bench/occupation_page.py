"""docs/benchmarks-occupations.md, written from a report."""

import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version

from bench.machine import machine
from bench.occupation_industry import HELPED, MISLED, WEIGHTS, Industry
from bench.occupation_related import Agreement
from bench.occupation_report import NEW, Report
from bench.occupation_scores import Score, calibration_error, covered, right
from parcours.engine.occupations.coder import Weights

INDEXES = {
    "basic": "class titles and aliases",
    "full": "with official titles",
    "basic+model": "class titles and aliases, model",
    "full+model": "with official titles, model",
}
LEVELS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
GOALS = {"federal, English": (60, 80), "federal, French": (57, 77), "foreign": (75, 95)}
MOST_MILLISECONDS, MOST_WITH_MODEL, MOST_MEMORY, MOST_START_UP = 5, 20, 80, 0.7

INTRODUCTION = """\
# Benchmarks of the occupation coder

Written by `make bench-occupations` from one run on one machine. A missed goal is shown as missed.

- Date: {date}
- Machine: {machine}
- With: Python {python}, parcours {parcours}, numpy {numpy}

## What was measured

The **index** is either the basic one, made of class titles and the project’s aliases, or one that also holds nine
tenths of the official titles; “model” is with the optional multilingual model. The **titles**:

- **official**: of the last tenth of the official titles, those whose words no class title, alias or kept title has, in
  any order;
- **reported**: titles that people in the United States reported to O*NET. What is right comes through a crosswalk, and
  is itself right about three times in four (so often does it agree where an official title has the very same words);
- **federal**: working titles of the federal public service, and **foreign**: titles of internationally trained
  professionals in {languages} languages, both written for this by hand and checked with the official titles. Some
  aliases were written later and by the same people, so titles without the words of a class title or an alias are also
  shown alone, as **new words**: only these are a fair test, and they are few.

Half of the titles, drawn by a hash of their words, served to fit the calibrations (`python -m bench.occupations --fit`)
and to look for mistakes. **Every figure here is about the other half.**
"""


COVERAGE = f"""\
## Coverage against accuracy

The share of titles whose first suggestion has at least this confidence → the share of those that is right, in %. At
{Weights().trusted} an answer may be taken without a person. The calibration error is how far confidence and truth are
apart, the mean over ten bins of confidence. Last, the titles for which some digits can be trusted, and how many of
these are right. Where a label is right three times in four, so is a certain answer at most.
"""


def page(report: Report) -> str:
    """Return the whole page."""
    best = "full+model" if "full+model" in report.scores else "full"
    return "\n".join(
        [
            INTRODUCTION.format(
                date=datetime.now(UTC).date(),
                machine=machine(),
                python=platform.python_version(),
                parcours=version("parcours"),
                numpy=version("numpy"),
                languages=report.languages,
            ),
            _goals(report, best),
            _right(report),
            COVERAGE,
            *(_coverage(kind, sets) for kind, sets in report.scores.items()),
            _costs(report),
            _related(report.related),
            _industry(report.industry),
        ]
    )


def _goals(report: Report, best: str) -> str:
    rows = []
    for kind in dict.fromkeys(("full", best)):
        for name, (first, among) in GOALS.items():
            one, five = (100 * share for share in right(report.scores[kind][name]))
            holds = one >= first and five >= among
            rows.append((f"{name}, {INDEXES[kind]}: {first}/{among}", f"{one:.0f}/{five:.0f}", _yes(holds)))
    for kind, cost in report.costs.items():
        most = MOST_WITH_MODEL if "model" in kind else MOST_MILLISECONDS
        spent = cost["milliseconds"]
        rows.append((f"CPU a title, {INDEXES[kind]}: {most} ms", f"{spent:.1f} ms", _yes(spent <= most)))
    held = report.costs["full"]["memory"]
    rows.append((f"memory, {INDEXES['full']}: {MOST_MEMORY} MB", f"{held:.0f} MB", _yes(held <= MOST_MEMORY)))
    rows.append(
        (
            f"start-up of `parcours occupation`: {MOST_START_UP} CPU s more than Python with numpy",
            f"{report.start_up:.2f} s",
            _yes(report.start_up <= MOST_START_UP),
        )
    )
    return f"## Goals\n\n{_table(('goal', 'measured', 'holds'), rows)}\n"


def _right(report: Report) -> str:
    head = ("titles", "how many", "BM25", *(INDEXES[kind] for kind in report.scores))
    rows = [
        (
            name,
            f"{len(next(iter(report.scores.values()))[name]):,}",
            _pair(report.words_only[name]),
            *(_pair(right(sets[name])) for sets in report.scores.values()),
        )
        for name in report.words_only
    ]
    return f"""\
## How often it is right

Right at the first place / among the first five, in %, at five digits. BM25 is the plain baseline: words only, over
class titles and nine tenths of the official titles.

{_table(head, rows)}
"""


def _coverage(kind: str, sets: Mapping[str, list[Score]]) -> str:
    head = ("titles", "calibration error", *(f"≥ {level:g}" for level in LEVELS), "trusted digits right")
    rows = []
    for name, given in sets.items():
        # The few new words among those by hand say nothing about a confidence.
        if name.endswith(NEW):
            continue
        cells = [
            f"{100 * share:.0f} → {100 * true:.0f}" for share, true in (covered(given, n) for n in LEVELS)
        ]
        trusted = [s.level_right for s in given if s.level_right is not None]
        digits = f"{100 * sum(trusted) / len(trusted):.0f} of {100 * len(trusted) / len(given):.0f}"
        rows.append((name, f"{calibration_error(given):.3f}", *cells, digits))
    return f"### {INDEXES[kind][0].upper()}{INDEXES[kind][1:]}\n\n{_table(head, rows)}\n"


def _costs(report: Report) -> str:
    rows = [
        (
            INDEXES[kind],
            f"{cost['milliseconds']:.1f}",
            f"{cost['memory']:.0f}",
            f"{report.building[kind]:.0f}",
        )
        for kind, cost in report.costs.items()
    ]
    head = ("index", "CPU ms a title", "memory, MB", "building, CPU s")
    return f"""\
## Costs

Each in a process of its own, with one thread: memory is what it held at most beyond what it held before the index was
opened. Building is once; the model’s part comes on top of the index’s.

{_table(head, rows)}
"""


def _related(found: Agreement) -> str:
    plain, rated = f"{found.classification:.0%}", f"{found.rated:.0%}"
    return f"""\
## Similarity of occupations

O*NET’s list of related occupations was not at hand, so it was not measured against. In its place: for {found.asked}
unit groups the crosswalk leads to an O*NET occupation that it also gives to others. Of these others, {plain} are among
the ten nearest by the classification alone, and {rated} with the ratings of OaSIS.
"""


def _industry(found: Industry) -> str:
    rows = [
        (
            f"{HELPED} titles with their own field, {INDEXES[kind]}",
            *(f"{100 * share:.0f}" for share in shares),
        )
        for kind, shares in found.helped.items()
    ]
    misled = (f"{100 * share:.0f}" for share in found.misled)
    rows.append((f"{MISLED} other titles with a field drawn at random, {INDEXES['full']}", *misled))
    return f"""\
## What the employer does

Official titles of the last tenth like “inspector - food”, the second part given as the field of the employer, and
titles without such a part, given the field of another. Right at the first place, in %, by the weight of the field; it
is {Weights().industry}.

{_table(("weight", *(f"{weight:g}" for weight in WEIGHTS)), rows)}
"""


def _pair(shares: tuple[float, float]) -> str:
    return f"{100 * shares[0]:.0f} / {100 * shares[1]:.0f}"


def _yes(holds: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "yes" if holds else "**no**"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    ruler = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, tuple(ruler), *rows])
