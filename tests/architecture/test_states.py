"""docs/states says what the tables say."""

import pytest

from parcours.people.kinds import Kind
from tools import states


@pytest.mark.parametrize("kind", Kind)
def test_the_pictures_are_in_step_with_the_tables(kind: Kind) -> None:
    written = (states.FOLDER / f"{kind.value}.md").read_text(encoding="utf-8")
    assert written == states.page(kind), "run `make docs`"


def test_the_picture_of_cohorts_is_in_step_with_its_table() -> None:
    assert (states.FOLDER / "cohort.md").read_text(encoding="utf-8") == states.cohort_page(), (
        "run `make docs`"
    )
