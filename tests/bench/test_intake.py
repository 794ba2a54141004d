from bench.intake import APPLICANTS, SEATS, Opening, page


def rows(one: Opening) -> list[list[str]]:
    """The goals of the page, each with what was measured and whether it holds."""
    written = page([one], "0.1").splitlines()
    return [row.strip("| ").split(" | ")[1:] for row in written if row.startswith("| SQLite: ")]


def test_goals_that_hold_say_so() -> None:
    held = Opening("SQLite", [100.0] * APPLICANTS, 0, APPLICANTS, SEATS, SEATS, 400)
    assert rows(held) == [["200, 0 errors", "yes"], ["120", "yes"], ["100 ms", "yes"]]


def test_a_seat_too_many_an_error_and_slowness_are_shown_as_missed() -> None:
    missed = Opening("SQLite", [2_000.0] * APPLICANTS, 1, APPLICANTS - 1, SEATS + 1, SEATS, 400)
    assert [holds for _measured, holds in rows(missed)] == ["**no**"] * 3
