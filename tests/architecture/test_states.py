"""docs/states says what the tables say."""

import pytest

from parcours.people.kinds import Kind
from tools import states


@pytest.mark.parametrize("kind", Kind)
def test_the_pictures_are_in_step_with_the_tables(kind: Kind) -> None:
    written = (states.FOLDER / f"{kind.value}.md").read_text(encoding="utf-8")
    assert written == states.page(kind), "run `make docs`"


def test_the_pictures_of_programs_are_in_step_with_their_tables() -> None:
    assert (states.FOLDER / "cohort.md").read_text(encoding="utf-8") == states.cohort_page()
    assert (states.FOLDER / "ask.md").read_text(encoding="utf-8") == states.ask_page()
