"""What docs/benchmarks.md takes from the page of very large cohorts, with the reasons for goals that are missed."""

from typing import Any

from bench.large_page import page
from bench.large_section import section, with_large

PAGE = "# Benchmarks\n\n## Goals\n\n| goal | measured | holds |\n| --- | ---: | ---: |\n| one | 3 times | yes |\n"
BELOW = "\n## What was measured\n\nSomething.\n"


def step(phase: str, cpu: float, pairs: int = 0, gap: int | None = None) -> dict[str, Any]:
    return {"phase": phase, "pairs": pairs, "placed": 9, "gap": gap, "cpu": cpu}


def measured(cpu: float, *steps: dict[str, Any], peak: float = 900.0) -> dict[str, Any]:
    proof = {"placed": 9, "bound": 9, "score": 5000, "dual_bound": 5000, "gap": 0, "violations": 0}
    return {
        "parcours": {
            "cpu": cpu,
            "wall": 1.0,
            "peak": peak,
            "before": 600.0,
            "load": 6.3,
            "certificate": proof | {"pairs_priced": 8_784},
            "steps": list(steps),
        }
    }


LARGE = page(
    {
        10_000: measured(
            1.0, step("encoded", 0.0), step("looking", 0.5), step("weighing", 0.5), step("proving", 0.9)
        ),
        100_000: measured(
            20.0,
            step("encoded", 1.0),
            step("looking", 3.0),
            step("weighing", 5.0, 90, 70),
            step("weighing", 8.0, 80, 30),
            step("weighing", 8.5, 80, 30),
            step("weighing", 8.5, 80),
            step("weighing", 16.5, 80, 2),
            step("drawing", 18.0),
            step("proving", 19.0),
        ),
        1_000_000: measured(
            100.0,
            step("encoded", 1.0),
            step("looking", 11.0),
            step("weighing", 96.0, 8_000_000, 4),
            peak=5_000.0,
        ),
    }
)


def test_a_missed_goal_is_explained_by_what_each_step_took() -> None:
    lines = section(LARGE).split("\n")
    flow, memory = [line for line in lines if line.startswith("- ")]
    assert flow == (
        "- **100,000 people: at most 12 CPU s**: it takes 20.0 (at a load of 6.3), of which 40% goes into a"
        " minimum-cost flow, 25% into 2 rounds of bidding, each with a pass over all 8,784 pairs, 10% into the first"
        " look, 8% into mending it, with passes over all pairs, 5% into encoding the people, 5% into the draw, 5% into"
        " the certificate."
    )
    assert memory == (
        "- **1,000,000 people: at most 3,000 MB**: it takes 5,000, of which 12% is there before it begins (people,"
        " libraries), and 88% is what the search holds: 550 bytes for each of the 8,000,000 pairs that are bid for at"
        " once, which a round holds several times."
    )
    assert sum(line.startswith("| 100,000 ") for line in lines) == 2  # measured, and beside others


def test_growth_is_explained_by_the_passes() -> None:
    steep = page(
        {10_000: measured(1.0, step("proving", 1.0)), 100_000: measured(200.0, step("encoded", 20.0))}
    )
    (sentence,) = [line for line in section(steep).split("\n") if line.startswith("- **growth")]
    assert sentence.startswith("- **growth: exponent at most 1.4**: it is 2.30, because all eligible pairs")
    assert "at 100,000 people 90% of the time goes into the first look and the passes" in sentence


def test_nothing_is_explained_where_all_goals_hold() -> None:
    assert "Why goals are missed" not in section(page({100_000: measured(1.0)}))


def test_the_page_of_all_goals_takes_them_over_and_again() -> None:
    text = PAGE + "| 100,000 and 1,000,000 people, growth from 10,000 on |  | not measured |\n" + BELOW
    once = with_large(text, LARGE)
    assert "not measured" not in once
    assert once.index("| 100,000 people: at most 12 CPU s | 20.0 | **no** |") < once.index(
        "## What was measured"
    )
    assert once.count("## Very large cohorts") == 1
    assert with_large(once, LARGE) == once
    assert (
        with_large(once + "\n## After\n\nMore.\n", LARGE).index("## After") < once.index("## Very large") + 20
    )
