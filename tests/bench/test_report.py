import pytest

from bench.measure import Answer, Figures
from bench.report import Goal, Report, check, goals


def figures(cpu: float, placed: int = 9, score: int = 90, **notes: int) -> Figures:
    return Figures(cpu, 1, 100.0, 50.0, Answer(placed, score, notes))


def test_answers_that_differ_end_the_run() -> None:
    check(40, {"match": figures(1), "ortools": figures(2), "ortools-truncated": figures(1, placed=8)})
    with pytest.raises(SystemExit, match="at 40 people, the answers differ"):
        check(40, {"match": figures(1), "ortools": figures(1, score=91)})


def of(report: Report, words: str) -> Goal:
    (found,) = [goal for goal in goals(report) if words in goal.goal]
    return found


def test_a_missed_goal_is_shown_as_missed() -> None:
    report = Report({10_000: {"command": figures(5.01), "match": figures(0.5)}}, {}, {}, 240)
    assert (of(report, "at most 5 CPU s").measured, of(report, "at most 5 CPU s").holds) == (
        "5.01 CPU s",
        False,
    )
    assert of(report, "in the engine").holds is True
    assert of(report, "40 people, whole").holds is None


def test_what_did_not_end_bounds_the_ratio() -> None:
    tables = {
        1000: {
            "listed": figures(0.05),
            "solve": figures(0.1),
            "mentor-match 1.1.4": None,
            "mentor-match 3.0.0": figures(20, score=89),
        }
    }
    report = Report(tables, {}, {}, 240)
    what = "times from the same eligible pairs, certificate included"
    more = "times with listing and scoring them, which it is spared"
    assert (
        of(report, "munkres 1.1.4").measured
        == f"more than 4,800 {what}; 2,400 {more}: it was ended after 240 CPU s"
    )
    assert of(report, "munkres 1.1.4").holds is True
    assert (of(report, "munkres 3.0.0").measured, of(report, "munkres 3.0.0").holds) == (
        f"400 {what}; 200 {more}; another total",
        False,
    )


def test_a_rematch_is_fast_and_changes_little() -> None:
    rematch = {
        "nothing listed": figures(1.5),
        "pairs listed": figures(1.2),
        "prices listed": figures(0.1),
        "nothing match": figures(4),
        "pairs match": figures(3),
        "prices match": figures(2, placed=1000, changed=11, dropped=0),
    }
    report = Report({}, {}, rematch, 240)
    assert (of(report, "faster than cold").measured, of(report, "faster than cold").holds) == (
        (
            "15.0 times from eligible pairs to certified pairs, against all again from nothing "
            "(12.0 against the same re-match without earlier prices); 2.0 times from people to an explained proposal"
        ),
        True,
    )
    assert (of(report, "dropped").measured, of(report, "dropped").holds) == (
        "0 dropped, 1.10% changed",
        False,
    )
