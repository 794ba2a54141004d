from bench.neighbours import page


def test_a_missed_goal_is_shown_as_missed() -> None:
    written = page({"SQLite": {"alone": 10.0, "import": 15.0, "exports": 15.1, "mail": 10.0}}, "0.1")
    assert [row.split(" | ")[-2:] for row in written.splitlines() if row.startswith("| SQLite ")] == [
        ["1.50", "yes |"],
        ["1.51", "**no** |"],
        ["1.00", "yes |"],
    ]
