import json
from pathlib import Path

from bench.web.load_answers import Answer, Times, percentile, read, times


def test_percentiles_are_values_that_were_measured() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert [percentile(hundred, share) for share in (50, 95, 99)] == [50.0, 95.0, 99.0]
    assert percentile([7.0], 95) == 7.0


def test_figures_count_what_went_wrong() -> None:
    answers = [Answer("a", 30.0, ""), Answer("a", 10.0, "503"), Answer("a", 20.0, "")]
    assert times(answers) == Times(count=3, errors=1, p50=20.0, p95=30.0, p99=30.0)


def test_answers_are_read_as_the_load_tool_writes_them(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps([["a", 1.5, True, ""], ["b", 2.5, False, "503"]]), encoding="utf-8")
    assert read(file) == [Answer("a", 1.5, ""), Answer("b", 2.5, "503")]
