"""`parcours match` with occupations in people's own words, and with the codes that a person chose."""

import csv
import json
from pathlib import Path

import pytest

from parcours.cli.main import main
from tests.cli.sheets import MENTEES, cohort, contents


def filled_in(path: Path, code: str) -> None:
    """Give every row the same code, as a person would who does not look."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *body = csv.reader(file)
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *([row[0], code, *row[2:]] for row in body)])


def understood(folder: Path) -> list[tuple[str, str, str | None]]:
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return [(one["text"], one["how"], one["code"]) for one in result["occupations"]]


def test_words_are_read_and_the_unsure_ones_chosen_and_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = cohort(tmp_path, MENTEES.replace("31301", "RN").replace("11100", "Engineer"))
    out, to_choose = tmp_path / "out", tmp_path / "out" / "occupations_to_check.csv"
    again = [*command, "--out", str(out), "--force"]
    main(again)
    assert understood(out) == [("Engineer", "open", None), ("RN", "coder", "31301")]
    assert f"--occupations {to_choose}" in capsys.readouterr().out.replace("\n", " ")

    filled_in(to_choose, "21300")
    assert main([*again, "--occupations", str(to_choose)]) == 0
    assert understood(out) == [("Engineer", "person", "21300"), ("RN", "coder", "31301")]

    assert main([*again, "--previous", str(out / "result.json")]) == 0
    assert understood(out)[0] == ("Engineer", "person", "21300")

    filled_in(to_choose, "unknown")
    assert main([*again, "--previous", str(out / "result.json"), "--occupations", str(to_choose)]) == 0
    assert understood(out)[0] == ("Engineer", "person", None)


def test_a_wrong_choice_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [*cohort(tmp_path, MENTEES.replace("11100", "Engineer")), "--out", str(tmp_path / "out")]
    main(command)
    before = contents(tmp_path / "out")
    to_choose = tmp_path / "out" / "occupations_to_check.csv"
    filled_in(to_choose, "99999")

    code = main([*command, "--force", "--occupations", str(to_choose)])

    assert code == 2
    assert f"{to_choose}, row 2, column Code: “99999” is no occupation" in capsys.readouterr().err
    assert {name: held for name, held in contents(tmp_path / "out").items() if name != to_choose.name} == {
        name: held for name, held in before.items() if name != to_choose.name
    }


def test_choices_and_people_are_checked_in_one_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chosen.csv").write_text("Occupation,Code\nEngineer,\n", encoding="utf-8")
    command = cohort(tmp_path, MENTEES.replace("E2,", "E1,"))

    code = main([*command, "--out", str(tmp_path / "out"), "--occupations", str(tmp_path / "chosen.csv")])

    assert code == 2
    said = capsys.readouterr().err
    assert [name for name in ("chosen.csv, row 2", "mentees.csv, row 3") if name not in said] == []


def test_without_an_index_words_are_left_to_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parcours").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    command = cohort(tmp_path, MENTEES.replace("31301", "RN"))

    code = main([*command, "--out", str(tmp_path / "out")])

    assert code == 0
    assert understood(tmp_path / "out") == [("RN", "open", None)]
    assert "The index of occupations cannot be built or read in this folder." in capsys.readouterr().err


def test_codes_alone_need_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert main([*cohort(tmp_path), "--out", str(tmp_path / "out")]) == 0

    assert not (tmp_path / "data").exists()


def test_codes_filled_in_are_not_replaced_unused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, to_choose = tmp_path / "out", tmp_path / "out" / "occupations_to_check.csv"
    again = [*cohort(tmp_path, MENTEES.replace("11100", "Engineer")), "--out", str(out), "--force"]
    assert [main(again), main(again)] == [0, 0]
    filled_in(to_choose, "21300")
    before = contents(out)

    assert main(again) == 2

    assert contents(out) == before
    assert "Codes were written into this file" in capsys.readouterr().err
    assert main([*again, "--occupations", str(to_choose)]) == 0
    assert main([*again, "--previous", str(out / "result.json")]) == 0
    filled_in(to_choose, "21301")
    assert main([*again, "--previous", str(out / "result.json")]) == 2
