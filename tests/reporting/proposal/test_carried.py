"""Unused columns come out again, each under a header of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.reporting.proposal.carried import Carried

HEADERS = st.lists(
    st.sampled_from(["Notes", "notes", "Score", "Room", "Notes (mentee)", "score (mentor)"]), unique=True
)


@pytest.mark.parametrize(
    ("mentees", "mentors", "heads"),
    [
        (("Notes",), ("Floor",), ["Notes", "Floor"]),
        (("Notes", "Room"), ("NOTES",), ["Notes (mentee)", "Room", "NOTES (mentor)"]),
        (("Score",), (), ["Score (mentee)"]),
        (
            ("Notes (mentee)", "Notes"),
            ("Notes",),
            ["Notes (mentee)", "Notes (mentee) (mentee)", "Notes (mentor)"],
        ),
        ((), (), []),
    ],
)
def test_heads(mentees: tuple[str, ...], mentors: tuple[str, ...], heads: list[str]) -> None:
    assert Carried(["mentee_id", "score"], mentees, mentors).heads == heads


@given(HEADERS, HEADERS)
def test_all_heads_differ_and_every_cell_has_one(mentees: list[str], mentors: list[str]) -> None:
    carried = Carried(["score"], mentees, mentors)
    assert len(set(carried.heads) | {"score"}) == len(mentees) + len(mentors) + 1
    cells = carried.cells({head: f"1 {head}" for head in mentees}, {head: f"2 {head}" for head in mentors})
    assert cells == [f"1 {head}" for head in mentees] + [f"2 {head}" for head in mentors]


def test_cells_of_one_side_and_cells_that_are_missing() -> None:
    assert Carried((), ("Notes", "Room")).cells({"Room": "4"}) == ["", "4"]
