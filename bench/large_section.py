"""What docs/benchmarks.md says of very large cohorts: tables of docs/benchmarks-large.md, and why goals are missed.

Every figure is read from that page, or worked out from what stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

TITLE = "## Very large cohorts"
GOALS, SIZES, PEERS, STEPS = "Goals", "What was measured", "Beside others", "Where the time goes"

MISSED = "**no**"

ENCODING, LOOK, BIDS, COUNT = "encoding the people", "the first look", "bids", "counting who can have a place"
FLOW, MENDING, DRAW, PROOF = (
    "a minimum-cost flow",
    "mending it, with passes over all pairs",
    "the draw",
    "the certificate",
)

LEAST_SHARE = 0.03
"""A smaller part of the whole is not named."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the search by the CPU second when it was told, with how far from the best it was known to be then."""

    phase: str
    pairs: int
    gap: str
    cpu: float


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured of so many people."""

    people: str
    priced: str
    cpu: float
    memory: float
    first: float
    load: str
    steps: tuple[Step, ...]

    def spent(self) -> tuple[Mapping[str, float], int]:
        """Return the CPU seconds of each kind of work, and how many rounds of bidding there were.

        A round ends where it is told how far from the best it is. The flow begins where that is not known any more.
        """
        spent: dict[str, float] = defaultdict(float)
        begun, rounds, settled = Step("", 0, "", 0.0), 0, False
        for one, after in pairwise([begun, *self.steps, Step("", 0, "", self.cpu)]):
            ends_round = bool(after.gap) and after.gap != one.gap
            if one.phase in _BY_PHASE:
                work = _BY_PHASE[one.phase]
            elif ends_round and one.phase == "weighing" and not one.gap:
                work, settled = FLOW, True
            elif settled:
                work = MENDING
            else:
                work = BIDS if ends_round else COUNT
                rounds += ends_round
            spent[work] += after.cpu - one.cpu
        return spent, rounds


_BY_PHASE = {"": ENCODING, "encoded": LOOK, "drawing": DRAW, "proving": PROOF}


def with_large(text: str, large: str) -> str:
    """Return docs/benchmarks.md with the goals and the section that the page of very large cohorts has figures for."""
    own = ("| 100,000 ", "| 1,000,000 ", "| growth")
    before, title, rest = text.partition("## Goals\n\n")
    lines = rest.split("\n")
    end = next(at for at, line in enumerate(lines) if not line.startswith("|"))
    kept = [line for line in lines[:end] if not line.startswith(own)]
    text = f"{before}{title}" + "\n".join([*kept, *_lines(large, GOALS)[2:], *lines[end:]])
    start = text.find(f"{TITLE}\n")
    if start >= 0:
        following = text.find("\n## ", start)
        text = text[:start] + (text[following + 1 :] if following >= 0 else "")
    return f"{text.rstrip()}\n\n{section(large)}"


def section(large: str) -> str:
    """Return the section: the tables, and a sentence for each goal that is missed."""
    found = _sizes(large)
    rows = [row for row in _rows(large, GOALS) if row[2] == MISSED]
    why = [f"- {sentence}" for row in rows for sentence in _why(row[0], row[1], found)]
    explained = ["", "Why goals are missed, by what each step took:", "", *why] if why else []
    measured = re.search(r"^- Date: (.*)$", large, flags=re.MULTILINE)
    return "\n".join(
        [
            TITLE,
            "",
            "Parcours from people to certified pairs, over all eligible pairs, by `make bench-large`"
            + (f" ({measured[1]})" if measured else "")
            + ". How, and step by",
            "step: [benchmarks-large.md](benchmarks-large.md).",
            "",
            *_lines(large, SIZES),
            "",
            *_lines(large, PEERS),
            *explained,
            "",
        ]
    )


def _why(goal: str, measured: str, found: Mapping[str, Size]) -> Iterator[str]:
    """Yield the sentence that explains a missed goal."""
    people, _, limit = goal.partition(" people: at most ")
    if goal.startswith("growth"):
        least, largest = next(iter(found.values())), list(found.values())[-1]
        spent, _rounds = largest.spent()
        passes = (spent[LOOK] + spent[BIDS]) / largest.cpu
        yield (
            f"**{goal}**: it is {measured}, because all eligible pairs are looked at again and again, and they grow"
            f" with the square: at {largest.people} people {passes:.0%} of the time goes into the first look and the"
            f" passes of the bidding, while at {least.people} the pairs are few enough to be kept."
        )
    elif limit.endswith("CPU s"):
        size = found[people]
        spent, rounds = size.spent()
        said = dict(spent)
        names = {BIDS: f"{rounds} rounds of bidding, each with a pass over all {size.priced} pairs"}
        shares = [
            f"{took / size.cpu:.0%} into {names.get(work, work)}"
            for work, took in sorted(said.items(), key=lambda one: -one[1])
            if took >= LEAST_SHARE * size.cpu
        ]
        parts = ", ".join(shares).replace(" into ", " goes into ", 1)
        yield f"**{goal}**: it takes {measured} (at a load of {size.load}), of which {parts}."
    elif limit.endswith("MB"):
        size = found[people]
        most = max(step.pairs for step in size.steps)
        rest = size.memory - size.first
        yield (
            f"**{goal}**: it takes {measured}, of which {size.first / size.memory:.0%} is there before it begins"
            f" (people, libraries), and {rest / size.memory:.0%} is what the search holds: {rest * 1e6 / most:,.0f}"
            f" bytes for each of the {most:,} pairs that are bid for at once, which a round holds several times."
        )


def _sizes(large: str) -> dict[str, Size]:
    """Return what was measured, by number of people."""
    steps: dict[str, list[Step]] = {}
    for block in re.split(r"^\*\*", _part(large, STEPS), flags=re.MULTILINE)[1:]:
        people = block.partition(" people")[0]
        steps[people] = [
            Step(phase, _number(pairs), gap, float(cpu))
            for phase, pairs, _placed, gap, cpu in _table(block)[1:]
        ]
    return {
        row[0]: Size(
            row[0], row[1], float(row[7]), _number(row[9]), _number(row[10]), row[11], tuple(steps[row[0]])
        )
        for row in _rows(large, SIZES)
    }


def _part(large: str, title: str) -> str:
    """Return what stands below a title."""
    return large.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _lines(large: str, title: str) -> list[str]:
    """Return the lines of the table below a title."""
    return [line for line in _part(large, title).split("\n") if line.startswith("|")]


def _rows(large: str, title: str) -> list[list[str]]:
    """Return the cells of the rows of the table below a title, without its head."""
    return _table(_part(large, title))[1:]


def _table(text: str) -> list[list[str]]:
    """Return the cells of a table, its head first."""
    lines = [line for line in text.split("\n") if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _number(text: str) -> int:
    return int(text.replace(",", "") or 0)
