"""An attacker who knows the rule reads all figures of every small cohort, and pins no count of fewer than eleven."""

from collections import defaultdict
from itertools import product

from parcours.core.small_cells import SMALLEST, published
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


def test_t67_nobody_is_found_between_one_week_and_the_next() -> None:
    """Neither how many were counted in the first week, nor whether somebody was added."""
    alike: dict[tuple[int | None, int | None], list[tuple[int, int]]] = defaultdict(list)
    for before, added in product(range(LARGEST + 1), repeat=2):
        alike[published(before), published(before + added)].append((before, added))
    pinned = [
        view
        for view, weeks in alike.items()
        if not any(before + added > LARGEST - 5 for before, added in weeks)
        if len({added for _before, added in weeks}) == 1 or any_is_pinned(weeks)
    ]
    assert (pinned, len(alike) > 10) == ([], True)


def any_is_pinned(weeks: list[tuple[int, int]]) -> bool:
    """Whether a count of the first week that is withheld is known to be one of a few."""
    first = {before for before, _added in weeks}
    return max(first) < SMALLEST and len(first) < FEWEST
