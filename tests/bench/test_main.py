import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_page_is_written_from_measurements(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    command = [sys.executable, "-m", "bench", "--quick", "--out", str(page)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## .*", text, re.MULTILINE) == [
        "## Goals",
        "## What was measured",
        "## 40 mentees, 46 eligible pairs",
        "## Very large cohorts",
    ]
    lines = text.partition("eligible pairs\n\n")[2].partition("\n\n")[0].splitlines()[2:]
    assert [re.sub(r"[\d.,]+", "#", line.partition(" |")[2]) for line in lines] == [
        " # | # | # |  | # | # |",
        *[" # | # | # | # | # | # |"] * 4,
    ]
    assert len({tuple(line.split(" | ")[-2:]) for line in lines}) == 1
