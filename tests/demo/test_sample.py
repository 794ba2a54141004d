from pathlib import Path

import pytest

from parcours.demo.sample import main


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_demo_leaves_a_cohort_and_its_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    folder = tmp_path / "deep" / "demo"
    for _again in range(2):
        assert main(["--out", str(folder), "--no-open", "--lang", lang]) == 0
        assert sorted(path.name for path in folder.iterdir()) == ["mentees.csv", "mentors.csv", "results"]
        assert capsys.readouterr().out.count(str(folder / "results" / "report.html")) >= 1
    assert f'lang="{lang}' in (folder / "results" / "report.html").read_text(encoding="utf-8")
