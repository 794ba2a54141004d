"""Writes docs/benchmarks-large.md from what was measured of very large cohorts."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bench.large_own import BEST, EXACT
from bench.machine import machine, versions

Found = Mapping[int, Mapping[str, Any]]

GOALS = {100_000: (12, 2_000), 1_000_000: (240, 3_000)}
"""CPU seconds and MB by number of people."""

GROWTH = 1.4

REACHED = ("pairs", "placed", "gap")

ABOUT = (
    "Written by `make bench-large`. The people are those of [benchmarks.md](benchmarks.md): invented from a seed, with",
    "unevenly spread occupations and mentors who take one to three. Parcours starts from people and ends with pairs",
    "whose proof was worked out over all eligible pairs, without reasons; the peers get the pairs of each person with",
    f"the {BEST} highest scores, listed for them, and prove nothing. CPU seconds are of all threads. Load is that of",
    "the machine in the minute before, in processes that wanted a core: where it is much, CPU seconds are more than at",
    "rest, and wall time says little. MB first is what the process held before it began.",
    f"Above {EXACT:,} people, the search ends once the choice is proven to lack at most two thirds of a point for each",
    "person; up to there it ends with the best of all choices. Violations are pairs that their participant would",
    "rather have, at the prices of all others, than what they have: where the search ended before, there are some.",
)


def page(found: Found) -> str:
    """Return the page."""
    return "\n".join(
        [
            "# Benchmarks of very large cohorts",
            "",
            *ABOUT,
            "",
            f"- Date: {datetime.now(UTC):%Y-%m-%d}",
            f"- Machine: {machine()}",
            f"- With: {versions()}",
            "",
            *_goals(found),
            *_sizes(found),
            *_growth(found),
            *_peers(found),
            *_where(found),
        ]
    )


def exponent(points: Mapping[int, float]) -> float:
    """Return the exponent of growth by the least squares of the logarithms."""
    x, y = [math.log(size) for size in points], [math.log(cpu) for cpu in points.values()]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum(
        (a - mean_x) ** 2 for a in x
    )


def _cpu(found: Found) -> dict[int, float]:
    return {size: one["parcours"]["cpu"] for size, one in found.items()}


def _goals(found: Found) -> list[str]:
    rows = ["## Goals", "", "| goal | measured | holds |", "| --- | ---: | ---: |"]
    for size, (cpu, memory) in GOALS.items():
        if size not in found:
            rows.append(f"| {size:,} people: at most {cpu} CPU s, {memory:,} MB |  | not measured |")
            continue
        own = found[size]["parcours"]
        holds = own["cpu"] <= cpu, own["peak"] <= memory
        rows += [
            f"| {size:,} people: at most {cpu} CPU s | {own['cpu']:.1f} | {_yes(holds[0])} |",
            f"| {size:,} people: at most {memory:,} MB | {own['peak']:,.0f} | {_yes(holds[1])} |",
            f"| {size:,} people: certified over all eligible pairs | gap {_gap(own)} | {_yes(_proven(own))} |",
        ]
    if len(found) > 1:
        grown = exponent(_cpu(found))
        rows.append(f"| growth: exponent at most {GROWTH} | {grown:.2f} | {_yes(grown <= GROWTH)} |")
    return [*rows, ""]


def _proven(own: Mapping[str, Any]) -> bool:
    """Return whether as many are placed as can be, and the score is at least 99.9 % of its bound."""
    proof = own["certificate"]
    return bool(proof["placed"] == proof["bound"] and proof["gap"] * 1000 <= proof["dual_bound"])


def _yes(holds: bool) -> str:  # noqa: FBT001 - the one thing it says
    return "yes" if holds else "**no**"


def _gap(own: Mapping[str, Any]) -> str:
    proof = own["certificate"]
    return f"{proof['gap'] / max(proof['dual_bound'], 1):.4%}"


def _sizes(found: Found) -> list[str]:
    rows = [
        "## What was measured",
        "",
        "| people | pairs priced | placed | at most | score | gap | violations | CPU s | wall s | MB | first | load |",
        "| ---: " * 12 + "|",
    ]
    for size, one in found.items():
        own, proof = one["parcours"], one["parcours"]["certificate"]
        rows.append(
            f"| {size:,} | {proof['pairs_priced']:,} | {proof['placed']:,} | {proof['bound']:,} | {proof['score']:,}"
            f" | {_gap(own)} | {proof['violations']:,} | {own['cpu']:.1f} | {own['wall']:.0f} | {own['peak']:,.0f}"
            f" | {own['before']:,.0f} | {own['load']:.1f} |"
        )
    return [*rows, ""]


def _growth(found: Found) -> list[str]:
    points = _cpu(found)
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return []
    ticks = ", ".join(f'"{size:,}"' for size in points)
    values = ", ".join(f"{math.log10(cpu):.2f}" for cpu in points.values())
    return [
        "## How cost grows",
        "",
        f"CPU seconds grow with people to the power of {exponent(points):.2f} (least squares of the logarithms), while",
        "eligible pairs grow with the square. Both axes are logarithmic; the upright one shows powers of ten.",
        "",
        "```mermaid",
        "xychart-beta",
        f"  x-axis [{ticks}]",
        '  y-axis "log10 of CPU seconds"',
        f"  line [{values}]",
        "```",
        "",
    ]


def _peers(found: Found) -> list[str]:
    rows = [
        "## Beside others",
        "",
        "| people |  | CPU s | memory, MB | placed | score |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for size, one in found.items():
        for name, peer in one.items():
            answer = peer["certificate"] if name == "parcours" else peer["answer"]
            label = "**Parcours**, all eligible pairs" if name == "parcours" else f"{name}, best {BEST}"
            rows.append(
                f"| {size:,} | {label} | {peer['cpu']:.1f} | {peer['peak']:,.0f} | {answer['placed']:,} |"
                f" {answer['score']:,} |"
            )
    return [*rows, ""]


def _where(found: Found) -> list[str]:
    rows = ["## Where the time goes", "", "CPU seconds from the start when each step began.", ""]
    for size, one in found.items():
        rows += [
            f"**{size:,} people**",
            "",
            "| step | pairs | placed | points below the best at most | CPU s |",
        ]
        rows.append("| --- | ---: | ---: | ---: | ---: |")
        rows += [
            f"| {step['phase']} | {' | '.join(_number(step.get(name)) for name in REACHED)} | {step['cpu']:.1f} |"
            for step in one["parcours"]["steps"]
        ]
        rows.append("")
    return rows


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
