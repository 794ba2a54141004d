"""docs/states says what the tables say."""

import pytest

from parcours.people.kinds import Kind
from tools import states


@pytest.mark.parametrize("kind", Kind)
def test_the_pictures_are_in_step_with_the_tables(kind: Kind) -> None:
    written = (states.FOLDER / f"{kind.value}.md").read_text(encoding="utf-8")
    assert written == states.page(kind), "run `make docs`"


@pytest.mark.parametrize("name", ["cohort", "ask", "application", "mentorship", "session", "concern"])
def test_other_pictures_are_in_step_with_their_tables(name: str) -> None:
    pages = {
        "cohort": states.cohort_page,
        "ask": states.ask_page,
        "application": states.application_page,
        "mentorship": states.mentorship_page,
        "session": states.session_page,
        "concern": states.concern_page,
    }
    assert (states.FOLDER / f"{name}.md").read_text(encoding="utf-8") == pages[name](), "run `make docs`"
