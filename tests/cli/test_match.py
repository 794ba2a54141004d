"""`parcours match` from the files to the files."""

import csv
import io
import json
import signal
import sys
import tomllib
from pathlib import Path

import openpyxl
import pytest

from parcours.cli.main import main
from tests.cli.sheets import MENTEES, MENTORS, cohort, contents

FILES = ["matches.csv", "matches.xlsx", "report.html", "result.json", "unmatched.csv"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(folder: Path) -> list[tuple[str, str]]:
    return [(row["mentee_id"], row["mentor_id"]) for row in rows(folder / "matches.csv")]


def test_two_spreadsheets_give_the_five_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"

    code = main([*cohort(tmp_path), "--out", str(out)])

    assert code == 0
    assert sorted(contents(out)) == FILES
    assert pairs(out) == [("E1", "M1"), ("E2", "M2"), ("E3", "M3")]
    said = capsys.readouterr()
    assert said.out.startswith("3 of 4 mentees have a place.")
    assert said.err.splitlines()[1:] == ["Matching 4 mentees with 4 mentors …", "Writing the results …"]


def test_result_json_holds_the_proof(tmp_path: Path) -> None:
    main([*cohort(tmp_path), "--out", str(tmp_path / "out")])

    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))

    assert result["certificate"] == {
        "placed": 3,
        "bound": 3,
        "score": sum(pair["score"] for pair in result["pairs"]),
        "dual_bound": result["certificate"]["score"],
        "gap": 0,
        "pairs_priced": 4,
        "violations": 0,
    }
    assert [(one["mentee_id"], one["reason_code"]) for one in result["unmatched"]] == [("E4", "language")]


def test_unused_columns_come_out_again(tmp_path: Path) -> None:
    main([*cohort(tmp_path), "--out", str(tmp_path / "out")])

    found = rows(tmp_path / "out" / "matches.csv")

    assert [(row["Notes"], row["Floor"]) for row in found] == [
        ("calls first", "4"),
        ("", "2"),
        ("night shifts", ""),
    ]
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert result["unused_columns"] == {"mentees": ["Notes"], "mentors": ["Floor"]}


def test_the_same_people_in_any_order_give_the_same_bytes_but_for_row_numbers(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    main([*cohort(first), "--out", str(first / "out")])
    head, *body = MENTEES.splitlines(keepends=True)
    other_head, *other_body = MENTORS.splitlines(keepends=True)
    turned = cohort(second, "".join([head, *body[::-1]]), "".join([other_head, *other_body[::-1]]))

    main([*turned, "--out", str(second / "out")])

    same = [name for name in FILES if name != "report.html"]
    assert {name: contents(first / "out")[name] for name in same} == {
        name: contents(second / "out")[name] for name in same
    }


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    command = cohort(tmp_path)
    main([*command, "--out", str(tmp_path / "one")])

    main([*command, "--out", str(tmp_path / "two")])

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_results_are_not_overwritten_without_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [*cohort(tmp_path), "--out", str(tmp_path / "out")]
    main(command)
    before = contents(tmp_path / "out")
    cohort(tmp_path, MENTEES.replace("Amara", "Amina"))

    code = main(command)

    assert code == 2
    assert contents(tmp_path / "out") == before
    assert "--force" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    assert contents(tmp_path / "out") != before


def test_force_with_bad_input_leaves_the_old_result_whole(tmp_path: Path) -> None:
    command = [*cohort(tmp_path), "--out", str(tmp_path / "out"), "--force"]
    main(command)
    before = contents(tmp_path / "out")
    cohort(tmp_path, MENTEES, MENTORS.replace(",2,Hospital", ",two,Hospital"))

    code = main(command)

    assert code == 2
    assert contents(tmp_path / "out") == before


def test_bad_input_writes_nothing_and_says_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = cohort(tmp_path, MENTEES.replace("E2,", "E1,"), MENTORS.replace(",1,City", ",-1,City"))

    code = main([*command, "--out", str(tmp_path / "out")])

    assert code == 2
    assert not (tmp_path / "out").exists()
    said = capsys.readouterr().err
    assert "mentees.csv, row 3, column id" in said
    assert "mentors.csv, row 2, column capacity" in said
    assert said.endswith("Nothing was written.\n")


def test_problems_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = cohort(tmp_path, mentors=MENTORS.replace(",1,City", ",2.5,City"))

    code = main([*command, "--out", str(tmp_path / "out"), "--json"])

    assert code == 2
    said = json.loads(capsys.readouterr().out)
    assert [(one["row"], one["column"]) for one in said["problems"]] == [(2, "capacity")]
    assert said["more"] == 0


def test_json_prints_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*cohort(tmp_path), "--out", str(tmp_path / "out"), "--json"])

    written = (tmp_path / "out" / "result.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written


def test_every_file_is_checked_in_one_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "settings.toml").write_text("[rules]\noccupation_digits = 9\n", encoding="utf-8")
    (tmp_path / "old.json").write_text("{}", encoding="utf-8")
    command = cohort(tmp_path, MENTEES.replace("E2,", "E1,"))
    extra = ["--settings", str(tmp_path / "settings.toml"), "--previous", str(tmp_path / "old.json")]

    code = main([*command, *extra, "--out", str(tmp_path / "out")])

    assert code == 2
    said = capsys.readouterr().err
    assert [name for name in ("settings.toml", "old.json", "mentees.csv, row 3") if name not in said] == []


def test_minimums_that_cannot_be_met(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = (
        MENTORS.replace("capacity,", "capacity,minimum,").replace(",1,C", ",1,0,C").replace(",1,B", ",1,0,B")
    )
    command = cohort(tmp_path, mentors=mentors.replace(",2,H", ",2,2,H"))

    code = main([*command, "--out", str(tmp_path / "out")])

    assert code == 3
    assert not (tmp_path / "out").exists()
    assert (
        "This limit cannot hold: M3 at least 2. Nearest to it would be: M3 at least 1.\n"
        "Lower a minimum, raise a maximum, or switch off a rule. Nothing was written."
        in capsys.readouterr().err
    )


def test_many_unmet_minimums_are_told_by_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = "id,name,occupation,minimum\n" + "".join(f"M{at:02},Mentor {at},21300,1\n" for at in range(13))
    command = cohort(tmp_path, mentors=mentors)

    code = main([*command, "--out", str(tmp_path / "out")])

    assert code == 3
    said = capsys.readouterr().err
    assert "cannot hold together: M10 at least 1, M11 at least 1 and M12 at least 1. With" in said
    assert said.count(" at least 0") == 11


def test_a_match_again_keeps_who_is_placed(tmp_path: Path) -> None:
    main([*cohort(tmp_path), "--out", str(tmp_path / "out")])
    more = MENTEES + "E5,Eva Nowak,21300,en:10,Ottawa,online,weekend,5,networking,North,\n"
    command = cohort(tmp_path, more)

    code = main(
        [
            *command,
            "--out",
            str(tmp_path / "out"),
            "--previous",
            str(tmp_path / "out" / "result.json"),
            "--force",
        ]
    )

    assert code == 0
    assert pairs(tmp_path / "out") == [("E1", "M1"), ("E2", "M2"), ("E3", "M3")]


def test_settings_change_the_rules(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[rules]\nlanguage = false\nmeeting = false\n", encoding="utf-8")

    main([*cohort(tmp_path), "--out", str(tmp_path / "out"), "--settings", str(tmp_path / "settings.toml")])

    assert pairs(tmp_path / "out")[-1] == ("E4", "M4")


def test_columns_name_the_headers(tmp_path: Path) -> None:
    (tmp_path / "columns.toml").write_text('[mentees]\noccupation = "What she did"\n', encoding="utf-8")
    command = cohort(tmp_path, MENTEES.replace("occupation", "What she did"))

    code = main([*command, "--out", str(tmp_path / "out"), "--columns", str(tmp_path / "columns.toml")])

    assert code == 0
    assert len(pairs(tmp_path / "out")) == 3


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_example_settings_can_be_read(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["match", "--example-settings", "--lang", lang])

    assert code == 0
    assert tomllib.loads(capsys.readouterr().out)["rules"]["occupation_digits"] == 3


def test_files_and_folder_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["match", "mentees.csv", "--lang", "en"])

    assert stopped.value.code == 2
    assert "give the file of the mentees, the file of the mentors, and --out" in capsys.readouterr().err


def test_an_unread_occupation_is_a_warning_with_codes(tmp_path: Path) -> None:
    command = cohort(tmp_path, MENTEES.replace("31301", "Engineer").replace("11100", "213"))

    main([*command, "--out", str(tmp_path / "out")])

    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert [(one["row"], one["column"], one["what"]) for one in result["warnings"]] == [
        (4, "occupation", "It is not certain which occupation “Engineer” is: choose a code."),
        (5, "occupation", "The occupation “213” is a group of occupations: choose a code of five digits."),
    ]
    assert all("21300 Civil engineers" in one["fix"] for one in result["warnings"])


def test_a_lock_against_a_rule_is_allowed_with_a_warning(tmp_path: Path) -> None:
    locked = MENTEES.replace("Notes", "Notes,locked_with").replace("resume,South,\n", "resume,South,,M4\n")

    main([*cohort(tmp_path, locked), "--out", str(tmp_path / "out")])

    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert pairs(tmp_path / "out")[-1] == ("E4", "M4")
    assert [(one["row"], one["column"]) for one in result["warnings"]] == [
        (5, "locked_with"),
        (5, "locked_with"),
    ]
    assert result["pairs"][-1]["broken_rules"] == ["language", "meeting"]


def test_pairs_fixed_by_hand_beyond_a_quota_are_something_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = MENTEES.replace("Notes", "Notes,locked_with").replace("resume,South,\n", "resume,South,,M4\n")
    (tmp_path / "s.toml").write_text("[quotas.agency.South]\nmax = 0\n", encoding="utf-8")

    main([*cohort(tmp_path, locked), "--settings", str(tmp_path / "s.toml"), "--out", str(tmp_path / "out")])

    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    sentence = "Places of “South”: 1, and 0 at most were asked for."
    assert sentence in [one["what"] for one in result["warnings"]]
    assert sentence in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "3 things to check: see the report." in capsys.readouterr().out


def test_cells_that_a_spreadsheet_would_run_are_neutralised(tmp_path: Path) -> None:
    command = cohort(tmp_path, MENTEES.replace("calls first", "=1+1").replace("Amara Diallo", "@Amara"))

    main([*command, "--out", str(tmp_path / "out")])

    first = rows(tmp_path / "out" / "matches.csv")[0]
    assert (first["mentee_name"], first["Notes"]) == ("'@Amara", "'=1+1")
    book = openpyxl.load_workbook(tmp_path / "out" / "matches.xlsx")
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


class Impatient(io.StringIO):
    """Standard error in front of somebody who presses Ctrl-C when they read a certain word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def write(self, text: str) -> int:
        written = super().write(text)
        if self.word in text:
            signal.raise_signal(signal.SIGINT)
        return written


@pytest.mark.parametrize("word", ["Reading", "Matching", "Writing"])
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    command = cohort(tmp_path)
    given = sorted(tmp_path.iterdir())
    terminal = Impatient(word)
    monkeypatch.setattr(sys, "stderr", terminal)
    # Tests that run in the background may have been started with Ctrl-C ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = main([*command, "--out", str(tmp_path / "out")])
    finally:
        signal.signal(signal.SIGINT, before)

    assert code == 130
    assert sorted(tmp_path.iterdir()) == given
    assert terminal.getvalue().endswith("Stopped. Nothing was written.\n")
