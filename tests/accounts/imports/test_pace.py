"""T59: a step takes as many rows as keep others waiting for a moment, whatever the machine does beside it."""

from parcours.accounts.imports.pace import FEW, MOMENT, Pace


def steps(a_row_takes: list[float], most: int = 500) -> list[int]:
    """How many rows each step has, by how long each of its rows takes."""
    pace, found = Pace(most), []
    for seconds in a_row_takes:
        found.append(pace.rows)
        pace.took(pace.rows, pace.rows * seconds)
    return [*found, pace.rows]


def test_t59_a_quick_machine_takes_more_rows_up_to_the_most() -> None:
    assert steps([0.0] * 3) == [100, 200, 400, 400]


def test_t59_a_slow_one_takes_as_many_as_a_moment_holds() -> None:
    assert steps([0.0, 0.0, MOMENT / 300, MOMENT / 300]) == [100, 200, 400, 200, 200]


def test_a_step_never_has_fewer_rows_than_it_began_with() -> None:
    assert steps([MOMENT, MOMENT]) == [FEW] * 3
    assert steps([MOMENT], most=2) == [2, 2]
