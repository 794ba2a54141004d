"""Nothing that is withheld can be found out: every table there is, against every table that looks the same."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parcours.engine.suppression import suppress

type Seen = tuple[int, tuple[int | None, ...]]


def recovered(smallest: int, places: int, most: int) -> list[Seen]:
    """What an attacker sees in whose withheld counts one must be a certain number.

    They know the total, all that is shown, and the rule: they try every table that would look the same.
    """
    alike: dict[Seen, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=places):
        if smallest <= sum(counts) <= most:
            alike[sum(counts), tuple(suppress(counts, smallest))].append(counts)
    return [
        seen
        for seen, tables in alike.items()
        for place, shown in enumerate(seen[1])
        if shown is None and len({table[place] for table in tables}) == 1
    ]


@pytest.mark.parametrize(
    ("smallest", "places", "most"), [(1, 3, 6), (2, 4, 10), (5, 2, 20), (5, 3, 16), (4, 4, 13)]
)
def test_t67_no_withheld_count_can_be_worked_out(smallest: int, places: int, most: int) -> None:
    assert recovered(smallest, places, most) == []


def test_t67_the_attacker_finds_a_count_withheld_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(counts: tuple[int, ...], smallest: int) -> list[int | None]:
        return [None if count < smallest else count for count in counts]

    monkeypatch.setattr(f"{__name__}.suppress", alone)
    assert ((9, (None, 8)) in recovered(3, 2, 9)) is True


@settings(max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(1, 12))
def test_t67_no_small_count_is_shown_and_none_is_withheld_alone(counts: list[int], smallest: int) -> None:
    shown = suppress(counts, smallest)
    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    assert [seen for seen in shown if seen is not None and seen < smallest] == []
    assert (len(hidden) in {0, len(counts)} or sum(hidden) >= smallest) is True


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([20, 30], [20, 30]),
        ([36, 4, 20], [None, None, None]),
        ([36, 4], [None, None]),
        ([4, 3, 30, 40], [None, None, None, None]),
        ([9, 8, 40], [None, None, 40]),
        ([10, 10, 20], [None, None, None]),
        ([10], [None]),
        ([11], [11]),
        ([], []),
    ],
)
def test_what_is_shown(counts: list[int], shown: list[int | None]) -> None:
    assert suppress(counts, 11) == shown
