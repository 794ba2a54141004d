"""What matching says while it works, and `--time-limit`."""

import json
from pathlib import Path

import pytest

from parcours.cli.console import Console
from parcours.cli.main import main
from parcours.cli.pace import Pace, seconds, where
from parcours.core.language import speak
from parcours.matching.adapter import PHASES, Progress
from tests.cli.sheets import cohort


def test_it_says_where_it_is_once_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([10.0, 10.5, 11.1, 11.2, 12.2])
    pace = Pace(Console(speak("en"), as_json=False), clock=lambda: next(times))
    for _ in range(4):
        assert pace(Progress("weighing", 1200, 30, 7))
    said = "Looking for the best choice: 30 places, 1,200 pairs looked at, at most 7 points below the best …"
    assert capsys.readouterr().err.splitlines() == [said, said]


def test_the_time_is_over_at_the_limit() -> None:
    times = iter([10.0, 10.0, 11.5, 12.0])
    pace = Pace(Console(speak("en"), as_json=False), 2, lambda: next(times))
    assert [pace(Progress("looking")) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_phase_has_its_words(language: str) -> None:
    say = speak(language)
    said = {where(Progress(phase, 2, 1, gap), say) for phase in PHASES for gap in (None, 3)}
    assert len(said) == len(PHASES) + 1


NONE = ("0", "-1", "inf", "nan", "soon")


@pytest.mark.parametrize(("text", "number"), [("60", 60.0), ("0.5", 0.5), *((one, None) for one in NONE)])
def test_a_limit_is_a_number_of_seconds_above_0(text: str, number: float | None) -> None:
    assert seconds(text) == number


def test_what_was_found_in_time_is_written_with_how_far_it_may_be_from_the_best(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main([*cohort(tmp_path), "--out", str(out), "--time-limit", "0.000001"]) == 0
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert not result["complete"]
    assert result["certificate"]["placed"] <= result["certificate"]["bound"]
    assert "of 4 mentees have a place." in capsys.readouterr().out


def test_a_limit_that_is_no_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*cohort(tmp_path), "--out", str(tmp_path / "out"), "--time-limit", "soon"])
    assert "--time-limit takes a number of seconds above 0, such as 60" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
