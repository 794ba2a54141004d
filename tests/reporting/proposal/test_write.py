"""All files of one run."""

from pathlib import Path

import pytest

from parcours.reporting.proposal.write import RESULT_FILES
from tests.reporting.factories import mentee, mentor, proposal, sample, write
from tools.french import faults


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_proposal_gives_the_same_bytes(tmp_path: Path, language: str) -> None:
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(sample(), tmp_path / name, language)
        assert sorted(path.name for path in (tmp_path / name).iterdir()) == sorted(RESULT_FILES)
        contents.append([(tmp_path / name / file).read_bytes() for file in RESULT_FILES])
    assert contents[0] == contents[1]


def test_letters_that_no_encoding_has_do_not_stop_it(tmp_path: Path) -> None:
    write(proposal([mentee(name="a\ud800b")], [mentor()]), tmp_path, "en")
    assert '"a\\ud800b"' in (tmp_path / "result.json").read_text(encoding="utf-8")
    assert "a&#55296;b" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_french_results_keep_the_rules_of_french(tmp_path: Path) -> None:
    write(sample(), tmp_path, "fr")
    found = [
        line
        for name in ("matches.csv", "unmatched.csv")
        for line in (tmp_path / name).read_text("utf-8").splitlines()
    ]
    own = [
        line.replace('"', "").replace("'=", "=").replace("<script>alert(1)</script>", "") for line in found
    ]
    assert {line: faults(line) for line in own if faults(line)} == {}
