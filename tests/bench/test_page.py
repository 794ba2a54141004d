from bench.measure import Reading
from bench.page import reading_section, with_goals, with_section
from bench.report import Goal

READ, REFUSED = Reading(3.0, 150.0, 37.0, 1_000_000), Reading(0.5, 90.0, 37.0, None)


def test_files_that_are_read_and_refused() -> None:
    lines = reading_section({"scores": READ, "junk": REFUSED}).splitlines()
    assert lines[-2:] == ["| scores | 1,000,000 | 3.00 | 150 | 37 |", "| junk | refused | 0.500 | 90 | 37 |"]
    assert lines[3].split("Measured")[0] == "500 MB. It holds for these: yes. "


def test_a_file_that_takes_too_much_misses_the_goal() -> None:
    for one in (Reading(15.1, 150.0, 37.0, 1), Reading(3.0, 501.0, 37.0, 1)):
        assert "It holds for these: **no**." in reading_section({"scores": READ, "junk": one})


def test_a_section_takes_its_own_place_or_the_end() -> None:
    page = "# Page\n\n## One\n\n1\n\n## Two\n\n2\n"
    assert with_section(page, "## One\n\n3\n") == "# Page\n\n## One\n\n3\n\n## Two\n\n2\n"
    assert with_section(page, "## Three\n\n3\n") == f"{page}\n## Three\n\n3\n"


def test_a_goal_measured_again_takes_its_own_line() -> None:
    page = "# Page\n\n| one | 3 times | **no** |\n| two | 1 s | yes |\n"
    assert with_goals(page, [Goal("one", "5 times", holds=True)]) == page.replace(
        "3 times | **no**", "5 times | yes"
    )
    assert with_goals(page, [Goal("three", "", None)]) == page
