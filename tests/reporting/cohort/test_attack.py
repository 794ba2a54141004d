"""An attacker who knows the rule reads all figures of every small cohort, and pins no count of fewer than eleven."""

from collections import defaultdict
from itertools import product

from parcours.core.small_cells import SMALLEST
from parcours.reporting.cohort.figures import Figure
from parcours.reporting.cohort.report import seen

LARGEST = 34
FEWEST = 4
"""So many numbers at least a count that is withheld, or left out, could be."""


def shown(yes: int, no: int, silent: int) -> tuple[int | None, ...]:
    """What a funder reads of a question: who said yes, of whom, and how many answered."""
    asked, answered = yes + no + silent, yes + no
    found = seen(
        Figure(
            key="positive-mentees",
            people=frozenset(range(yes)),
            whole=frozenset(range(asked)),
            reached=frozenset(range(answered)),
        ),
        is_exact=False,
    )
    return found.number, found.whole, found.reached


def test_t67_no_small_count_follows_from_the_figures_beside_it() -> None:
    alike: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(LARGEST + 1), repeat=3):
        if sum(table) <= LARGEST:
            alike[shown(*table)].append(table)
    pinned = [
        (view, place)
        for view, tables in alike.items()
        if not any(sum(table) > LARGEST - 5 for table in tables)  # those cut off by LARGEST look fewer
        for place in range(3)
        if all(table[place] < SMALLEST for table in tables)
        and len({table[place] for table in tables}) < FEWEST
    ]
    assert (pinned, len(alike) > 50) == ([], True)
