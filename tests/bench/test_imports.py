from bench.imports import Measured, Took, lines, page


def test_a_hundredth_of_the_people_has_moved() -> None:
    before, after = list(lines(300, changed=False)), list(lines(300, changed=True))
    assert (len(before), len(set(before))) == (301, 301)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 3


def test_a_missed_goal_is_shown_as_missed() -> None:
    took = [Took("few", 50, 1.0, 1.0, 113), Took("all", 1_000, 1.0, 1.0, 130)]
    written = page([Measured("SQLite", took, {"alone": 10.0, "meanwhile": 15.0})], "0.1")
    assert [row.split(" | ")[1:] for row in written.splitlines() if row.startswith("| SQLite: ")] == [
        ["1,000", "yes |"],
        ["17 MB", "**no** |"],
        ["1.50", "yes |"],
    ]
