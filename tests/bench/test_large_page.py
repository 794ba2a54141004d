from bench.large_page import exponent, page


def figures(cpu: float, gap: int) -> dict[str, object]:
    proof = {"placed": 9, "bound": 9, "score": 5000 - gap, "dual_bound": 5000, "gap": gap}
    return {
        "cpu": cpu,
        "wall": 1.0,
        "peak": 900.0,
        "before": 90.0,
        "load": 0.5,
        "certificate": proof | {"pairs_priced": 70, "violations": 0},
        "steps": [{"phase": "looking", "pairs": 3, "placed": None, "gap": None, "cpu": 0.1}],
    }


def test_what_takes_four_times_for_twice_the_people_grows_with_the_square() -> None:
    assert round(exponent({1_000: 1.0, 2_000: 4.0, 4_000: 16.0}), 6) == 2


def test_a_goal_that_is_missed_is_shown_as_missed() -> None:
    text = page({10_000: {"parcours": figures(1.0, 0)}, 100_000: {"parcours": figures(13.0, 50)}})
    assert "| 100,000 people: at most 12 CPU s | 13.0 | **no** |" in text
    assert "| 100,000 people: at most 2,000 MB | 900 | yes |" in text
    assert "| 100,000 people: certified over all eligible pairs | gap 1.0000% | **no** |" in text
    assert "| 1,000,000 people: at most 240 CPU s, 3,000 MB |  | not measured |" in text
