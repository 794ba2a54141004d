"""All figures of one run, and whether the goals hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.measure import Figures, Reading

type Table = Mapping[str, Figures | None]
"""Figures by work; None where it did not end within the limit."""

OLD, NEW = "1.1.4", "3.0.0"
"""The versions of `munkres` that `mentor-match` is measured with: of its own time, and installed with it today."""

RUNS = 5
"""How often a work is measured that is quick enough."""

EXACT = ("match", "solve", "listed", "command", "ortools", "scipy-sparse", "scipy-dense")
"""What must reach the same placements and the same score: the certified optimum."""

REMATCH_WORKS = tuple(
    f"{start} {part}" for part in ("listed", "match") for start in ("nothing", "pairs", "prices")
)
"""A re-match from nothing, after the earlier pairs, and with their prices: from eligible pairs, and from people."""

READING_SECONDS, READING_MEGABYTES = 15, 500
"""What any file may take, whatever is in it; `parcours.tables.limits` promises it."""

FASTER_THAN_MENTOR_MATCH, FASTER_THAN_COLD, MOST_CHANGED = 1000, 15, 0.01


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured.

    `sizes` are the tables by number of mentees, `uneven` is the largest again with more uneven occupations, `rematch`
    the one after arrivals, see `REMATCH_WORKS`. `limit` is how many CPU seconds `mentor-match` was given.
    `readings` are those of files, by what each is called.
    """

    sizes: Mapping[int, Table]
    uneven: Table
    rematch: Table
    limit: int
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, what was measured, and whether it holds; None where it was not measured."""

    goal: str
    measured: str
    holds: bool | None


def check(size: int, table: Table) -> None:
    """Raise SystemExit where two exact methods differ in placements or score."""
    reached = {name: figures.answer for name in EXACT if (figures := table.get(name))}
    if len({(answer.placed, answer.score) for answer in reached.values()}) != 1:
        raise SystemExit(f"at {size} people, the answers differ: {reached}")


def goals(report: Report) -> list[Goal]:
    """Return the goals of the design up to 10,000 people, and those beyond as not measured."""
    return [
        _quality(report),
        *(_against_mentor_match(report, munkres) for munkres in (OLD, NEW)),
        _at_most(report, 10_000, "command", 5.0, "10,000 people, files in to files out: at most 5 CPU s"),
        _at_most(report, 10_000, "match", 1.0, "of which at most 1 in the engine, explanations included"),
        *rematch_goals(report.rematch),
        _at_most(report, 40, "command", 1.5, "40 people, whole command: at most 1.5 CPU s, imports included"),
        Goal("100,000 and 1,000,000 people, growth from 10,000 on", "", None),
    ]


def _quality(report: Report) -> Goal:
    sizes = ", ".join(f"{size:,}" for size in sorted(report.sizes))
    return Goal(
        "the placements and the score of OR-Tools, certified with 0 violations over all eligible pairs",
        f"equal and certified at {sizes} people",
        holds=True,  # or `check` and `own` would have ended the run
    )


def _against_mentor_match(report: Report, munkres: str) -> Goal:
    goal = (
        f"1,000 people: at least 1,000 times faster than `mentor-match` with munkres {munkres}, same optimum"
    )
    table, name = report.sizes.get(1000, {}), f"mentor-match {munkres}"
    own, from_people = table.get("listed"), table.get("solve")
    if own is None or from_people is None or name not in table:
        return Goal(goal, "", None)
    theirs = table[name]
    took = report.limit if theirs is None else theirs.cpu
    ratio = took / own.cpu
    measured = (
        f"{ratio:,.0f} times from the same eligible pairs, certificate included; "
        f"{took / from_people.cpu:,.0f} times with listing and scoring them, which it is spared"
    )
    if theirs is None:
        measured = f"more than {measured}: it was ended after {report.limit} CPU s"
        return Goal(goal, measured, ratio >= FASTER_THAN_MENTOR_MATCH)
    same = theirs.answer.score == own.answer.score
    return Goal(
        goal,
        f"{measured}; {'same' if same else 'another'} total",
        ratio >= FASTER_THAN_MENTOR_MATCH and same,
    )


def _at_most(report: Report, size: int, work: str, limit: float, goal: str) -> Goal:
    figures = report.sizes.get(size, {}).get(work)
    return Goal(goal, f"{figures.cpu:.2f} CPU s", figures.cpu <= limit) if figures else Goal(goal, "", None)


def rematch_goals(table: Table) -> list[Goal]:
    """Return the goals of a re-match."""
    fast = "re-match after 1 % arrivals at 10,000: at least 15 times faster than cold"
    still = "nobody placed dropped, at most 1 % of pairs changed"
    found = {name: figures for name, figures in table.items() if figures}
    if len(found) < len(REMATCH_WORKS):
        return [Goal(fast, "", None), Goal(still, "", None)]
    again, whole = found["prices listed"].cpu, found["prices match"]
    ratio, notes = found["nothing listed"].cpu / again, whole.answer.notes
    share = notes["changed"] / whole.answer.placed
    return [
        Goal(
            fast,
            f"{ratio:.1f} times from eligible pairs to certified pairs, against all again from nothing "
            f"({found['pairs listed'].cpu / again:.1f} against the same re-match without earlier prices); "
            f"{found['nothing match'].cpu / whole.cpu:.1f} times from people to an explained proposal",
            ratio >= FASTER_THAN_COLD,
        ),
        Goal(
            still,
            f"{notes['dropped']} dropped, {share:.2%} changed",
            not notes["dropped"] and share <= MOST_CHANGED,
        ),
    ]
