import re

from bench.web.actions import ACTIONS
from bench.web.load_answers import Answer
from bench.web.page import doors_section, page
from bench.web.site import Visit


def visit(milliseconds: float, wrong: str = "", queries: int = 8) -> Visit:
    """A visit in which every action was done once."""
    return Visit(
        database="SQLite",
        answers=[Answer(action.name, milliseconds, wrong) for action in ACTIONS],
        queries={action.name: queries for action in ACTIONS},
        filled=30.0,
        memory=[80.0, 120.0],
        cpu=1.2,
        export=5.0,
        busy=(0.5, 1.5),
    )


DOORS = {"/account/login/": (40.0, 50.0)}


def goals(shown: str) -> list[str]:
    """What the table of goals says of each."""
    return re.findall(r"(yes|\*\*no\*\*) \|$", shown.partition("## What")[0], re.MULTILINE)


def test_goals_that_are_reached() -> None:
    assert goals(page([visit(100.0)], 60, DOORS)) == ["yes"] * 4


def test_goals_that_are_missed_are_shown_as_missed() -> None:
    assert goals(page([visit(2000.0, "answers 503", 21)], 60, DOORS)) == ["**no**"] * 4


def test_nothing_measured_is_no_goal_reached() -> None:
    empty = Visit("SQLite", [], {action.name: 1 for action in ACTIONS}, 1.0, [], 0.0, 0.0, (0.0, 0.0))
    assert goals(page([empty], 60, DOORS))[2] == "**no**"


def test_what_went_wrong_is_said() -> None:
    assert "- error: answers 503" in page([visit(100.0, "answers 503")], 60, DOORS).splitlines()


def test_a_door_that_tells_something_misses_the_goal() -> None:
    lines = doors_section({"/near/": (40.0, 59.9), "/far/": (40.0, 60.0)}).splitlines()
    assert lines[-2:] == ["| `/near/` | 40.0 | 59.9 | yes |", "| `/far/` | 40.0 | 60.0 | **no** |"]
