"""Files that LibreOffice saved, in each of its ways, give the same pairs as the UTF-8 CSV they were made from."""

from pathlib import Path

import pytest

from parcours.cli.main import main

FILES = Path(__file__).parents[1] / "tables" / "files"


def matched(mentees: Path, mentors: Path, out: Path) -> bytes:
    assert main(["match", str(mentees), str(mentors), "--out", str(out), "--lang", "fr"]) == 0
    return (out / "matches.csv").read_bytes()


@pytest.mark.parametrize("kind", [".ods", ".xlsx", "-cp1252.csv", "-utf16.csv"])
def test_the_same_pairs(tmp_path: Path, kind: str) -> None:
    expected = matched(FILES / "mentees.csv", FILES / "mentors.csv", tmp_path / "utf8")

    found = matched(
        FILES / "saved" / f"mentees{kind}", FILES / "saved" / f"mentors{kind}", tmp_path / "saved"
    )

    assert len(expected.splitlines()) > 1
    assert found == expected
