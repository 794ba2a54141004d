"""`parcours compare` from two spreadsheets to the modes side by side."""

import csv
import json
import re
from pathlib import Path

import pytest

from parcours.cli.main import main

MENTEES = "name,occupation,agency,prefers\nAna,31301,A,m2\nBo,31301,A,m1\nCy,31301,,m1\n"
MENTORS = "id,name,occupation,capacity,prefers\nm1,Max,31301,1,4\nm2,Mia,31301,1,\n"


def compared(folder: Path, *more: str, mentees: str = MENTEES, mentors: str = MENTORS) -> int:
    """Compare the modes for this cohort; return the code."""
    for name, text in (("mentees.csv", mentees), ("mentors.csv", mentors)):
        (folder / name).write_text(text, encoding="utf-8")
    files = [str(folder / name) for name in ("mentees.csv", "mentors.csv")]
    return main(["compare", *files, "--out", str(folder / "out"), *more])


def test_the_modes_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(tmp_path, "--lang", "en") == 0

    with (tmp_path / "out" / "comparison.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["mode"]: row for row in csv.DictReader(file)}
    assert {mode: (row["placed"], row["most_possible"]) for mode, row in rows.items()} == dict.fromkeys(
        ("optimal", "stable", "balanced"), ("2", "2")
    )
    assert (rows["optimal"]["below_best"], rows["stable"]["blocking_pairs"]) == ("0", "0")
    page = (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8")
    assert [page.count(text) for text in ("<svg role", "Modes side by side</h1>")] == [1, 1]
    assert capsys.readouterr().out.startswith("Optimal: 2 of at most 2 placed; score ")


def test_numbers_are_written_as_people_read_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentees = "name,occupation\n" + "".join(f"P{at},31301\n" for at in range(30))
    mentors = "id,name,occupation\n" + "".join(f"m{at},M{at},31301\n" for at in range(30))
    assert compared(tmp_path, "--lang", "fr", mentees=mentees, mentors=mentors) == 0
    said = capsys.readouterr().out.partition("\n")[0].replace("\u00a0", " ")
    assert re.match(
        r"Optimal : 30 sur au plus 30 ont une place; total \d{1,2} \d{3}, soit 0 de moins que", said
    )


def test_other_programs_get_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(tmp_path, "--json") == 0
    assert [row["mode"] for row in json.loads(capsys.readouterr().out)["modes"]] == [
        "optimal",
        "stable",
        "balanced",
    ]


def test_without_agencies_and_pairs_there_is_less_to_say(tmp_path: Path) -> None:
    assert compared(tmp_path, "--lang", "fr", mentees="name,occupation\nAna,21231\n") == 0
    page = (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8")
    assert [text in page for text in ("Organisme", "Ce que vise chaque mode")] == [False, True]


def test_what_is_wrong_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text("[quotas.agency.A]\nmin = 3\n", encoding="utf-8")

    assert compared(tmp_path, "--settings", str(settings), "--lang", "en") == 3
    assert "This limit cannot hold: “A” at least 3" in capsys.readouterr().err
    assert compared(tmp_path, mentees="name\nAna\n") == 2
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit):
        main(["compare", str(tmp_path / "mentees.csv")])
