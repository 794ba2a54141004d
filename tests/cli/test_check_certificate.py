"""`parcours check-certificate` on results as they were, and on results that somebody changed."""

import json
from pathlib import Path

import pytest

from parcours.cli.main import main

SCORES = "left,right,score\na,x,0.5\na,y,0.25\nb,x,0.5\nb,y,0.125\nc,x,0.1\n"


def results(folder: Path) -> list[str]:
    """Assign, and return the command that checks it."""
    (folder / "s.csv").write_text(SCORES, encoding="utf-8")
    assert main(["assign", str(folder / "s.csv"), "--right", "1-1", "--out", str(folder / "out")]) == 0
    return [
        "check-certificate",
        str(folder / "s.csv"),
        "--right",
        "1-1",
        "--result",
        str(folder / "out"),
        "--lang",
        "en",
    ]


def test_a_result_as_it_was_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(results(tmp_path)) == 0
    assert capsys.readouterr().out.endswith(
        "2 pairs of at most 2; total 0.750000, at most 0.750000 for so many; 5 pairs checked.\n"
        "The certificate holds: nothing better exists.\n"
    )


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        ("assignments.csv", "a,y,0.25", "c,y,0.9", "Pairs without a score: c–y."),
        ("assignments.csv", "a,y,0.25", "a,x,0.5", "Too few or too many pairs, or one twice: x and y."),
        ("assignments.csv", "a,y,0.25\n", "", "1 pairs of at most 2; total 0.500000"),
        ("result.json", '"total": 0.75', '"total": 0.9', "result.json says something else."),
        ("certificate.json", '"pair": ', '"pair": 9', "The certificate does not hold for this result."),
    ],
)
def test_what_was_tampered_with_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, before: str, after: str, sentence: str
) -> None:
    command = results(tmp_path)
    path = tmp_path / "out" / file
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")

    assert main(command) == 4
    assert sentence in capsys.readouterr().out


def test_what_is_no_result_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = results(tmp_path)
    (tmp_path / "out" / "certificate.json").write_text(json.dumps({"pair": 1}), encoding="utf-8")
    assert main(command) == 2
    (tmp_path / "out" / "certificate.json").unlink()
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "These are not the results of “parcours assign”." in said
    assert "There is no such file." in said


def test_a_folder_without_results_is_said_before_the_files_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,name,occupation,languages\nE1,Ana,Cook,fr; 6\n", encoding="utf-8")
    command = ["check-certificate", str(people), str(people), "--lang", "en", "--result"]
    (tmp_path / "empty").mkdir()

    assert main([*command, str(tmp_path / "nowhere")]) == 2
    assert "nowhere: There is no such folder. Give the folder that --out named;" in capsys.readouterr().err
    assert main([*command, str(tmp_path / "empty")]) == 2
    said = capsys.readouterr().err
    assert "empty: There are no results in this folder." in said
    assert "people.csv" not in said
