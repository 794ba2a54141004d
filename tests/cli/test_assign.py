"""`parcours assign` from scores to assignments."""

import csv
import json
from pathlib import Path

import pytest

from parcours.cli.main import main


def table(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def assigned(folder: Path) -> list[list[str]]:
    with (folder / "assignments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_scores_give_the_best_assignment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,0.5\na,y,0.25\nb,x,0.5\nb,y,0.125\n")

    code = main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 0
    assert assigned(tmp_path / "out") == [["left", "right", "score"], ["a", "y", "0.25"], ["b", "x", "0.5"]]
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert {name: result[name] for name in ("placed", "total", "bound", "gap", "status", "violations")} == {
        "placed": 2,
        "total": 0.75,
        "bound": 2,
        "gap": 0,
        "status": "optimal",
        "violations": 0,
    }
    assert capsys.readouterr().out.startswith("2 pairs chosen, the most that are possible; total 0.750000")


def test_a_matrix_with_blanks_and_negative_scores(tmp_path: Path) -> None:
    scores = table(tmp_path / "s.csv", ";x;y\na;-1,5;\nb;2;-0,000001\n")

    main(["assign", scores, "--out", str(tmp_path / "out")])

    assert assigned(tmp_path / "out")[1:] == [["a", "x", "-1.5"], ["b", "y", "-0.000001"]]
    assert json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))["total"] == -1.500001


def test_sides_say_how_many(tmp_path: Path) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,1\na,y,2\na,z,3\nb,x,9\n")
    left = table(tmp_path / "l.csv", "id,min,max\na,2,2\n")

    main(["assign", scores, "--left", left, "--out", str(tmp_path / "out")])

    assert assigned(tmp_path / "out")[1:] == [["a", "y", "2"], ["a", "z", "3"], ["b", "x", "9"]]


@pytest.mark.parametrize(
    ("side", "limits", "sentence"),
    [
        (
            "--left",
            "a,2,2\nb,1,1\nc,1,1\n",
            "on the left, a, b and c must have 4 pairs together, but no more than 2 can be made",
        ),
        (
            "--right",
            "x,2,3\ny,2,2\n",
            "on the right, x and y must have 4 pairs together, but no more than 3 can be made",
        ),
        ("--right", "q,1,1\n", "q must have 1 pair, but nothing is allowed for them"),
    ],
)
def test_minimums_that_clash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], side: str, limits: str, sentence: str
) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,1\na,y,1\nb,x,1\nb,y,1\nc,x,1\n")
    limited = table(tmp_path / "limits.csv", f"id,min,max\n{limits}")

    code = main(["assign", scores, side, limited, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 3
    assert not (tmp_path / "out").exists()
    assert sentence in capsys.readouterr().err


def test_a_long_clash_is_cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\n" + "".join(f"p{at:02},x,1\n" for at in range(12)))
    left = table(tmp_path / "l.csv", "id,min,max\n" + "".join(f"p{at:02},1,1\n" for at in range(12)))

    code = main(["assign", scores, "--left", left, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 3
    assert "p09 and 2 others must have 12 pairs together" in capsys.readouterr().err


def test_scores_too_far_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = "".join(f"p{at},x{at},{at}\n" for at in range(6000))
    scores = table(tmp_path / "s.csv", f"left,right,score\n{many}a,x,1000000000\nb,y,-999999999.999999\n")

    code = main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 2
    assert "The scores are too far apart to be added up exactly." in capsys.readouterr().err


def test_bad_scores_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,high\n")

    code = main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 2
    assert not (tmp_path / "out").exists()
    assert "s.csv, row 2, column score" in capsys.readouterr().err


def test_a_decimal_comma_between_commas_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,0,75\na,y,0,80\nb,x,0,90\n")

    code = main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en"])

    assert code == 2
    said = capsys.readouterr().err
    assert "s.csv, row 2: The row has more cells than the header; too many: 75." in said
    assert "write 0.75, or separate the columns with semicolons" in said


def test_a_warning_does_not_stop_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,0.12345678\n")

    code = main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en", "--json", "--round"])

    assert code == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["total"] == 0.123457
    assert "they were rounded" in said.err


def test_rank_lists_of_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    residents = table(tmp_path / "r.txt", "r1: h1\nr2: h1 h2\nr3: h2\n")
    hospitals = table(tmp_path / "h.txt", "h1: (r1 r2)\nh2: r2 r3\n")
    out = ["--out", str(tmp_path / "out"), "--lang", "en", "--force"]

    assert main(["assign", residents, hospitals, *out]) == 0
    assert assigned(tmp_path / "out")[1:] == [["r1", "h1", "-2", "1", "1"], ["r2", "h2", "-3", "2", "1"]]
    assert main(["assign", residents, hospitals, "--mode", "stable", *out]) == 0
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["mode"], result["blocking_pairs"]) == ("stable", 0)
    assert "of at most 2; total" in capsys.readouterr().out
    assert main(["assign", residents, "--ranks", *out]) == 0
    assert assigned(tmp_path / "out")[1:] == [["r1", "h1", "-1", "1", "1"], ["r3", "h2", "-1", "1", "1"]]


def test_the_same_limits_for_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", ",x,y,z\na,1,2,3\nb,3,2,1\n")
    out = ["--out", str(tmp_path / "out"), "--lang", "en"]

    assert main(["assign", scores, "--left", "2-2", "--right", "2", *out]) == 0
    assert assigned(tmp_path / "out")[1:] == [
        ["a", "y", "2"], ["a", "z", "3"], ["b", "x", "3"], ["b", "y", "2"]
    ]  # fmt: skip
    with pytest.raises(SystemExit):
        main(["assign", scores, "--left", "3-2", *out])
    assert "“3-2”: the minimum is more than the maximum." in capsys.readouterr().err
    for value in ("-1", "1.5", "2-", "1234567"):
        with pytest.raises(SystemExit):
            main(["assign", scores, "--left", value, *out])
        assert f"“{value}”: write a minimum and a maximum, such as 0-6, or name" in capsys.readouterr().err


def test_nothing_to_choose_has_no_ranks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,1\n")

    assert main(["assign", scores, "--left", "0-0", "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "Mean rank" not in capsys.readouterr().out


def test_what_was_found_in_time_is_written_with_how_far_it_may_be_from_the_best(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"a{i:02},x{j:02},{(i * 37 + j * 61) % 97}\n" for i in range(40) for j in range(40))
    scores = table(tmp_path / "s.csv", f"left,right,score\n{rows}")
    out = ["--out", str(tmp_path / "out"), "--lang", "en", "--force"]

    assert main(["assign", scores, "--time-limit", "0.000001", *out]) == 0
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    said = capsys.readouterr().out
    assert (result["complete"], result["placed"] <= result["bound"]) == (False, True)
    assert f"{result['placed']} pairs chosen of at most {result['bound']}; total" in said
    assert "The time was over: with more there may be a better choice, or a narrower bound." in said

    assert main(["assign", scores, "--time-limit", "600", *out]) == 0
    best = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (best["complete"], best["gap"]) == (True, 0)
    assert best["total"] <= result["dual_bound"]
    assert "the highest for so many" in capsys.readouterr().out


def test_a_limit_that_is_no_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,1\n")

    with pytest.raises(SystemExit):
        main(["assign", scores, "--out", str(tmp_path / "out"), "--time-limit", "soon", "--lang", "en"])
    assert "--time-limit takes a number of seconds above 0, such as 60" in capsys.readouterr().err


def test_how_far_it_is_is_said_without_a_unit_of_the_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parcours.cli.pace._OFTEN", 0)
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,0.5\na,y,0.25\nb,x,0.5\n")

    assert main(["assign", scores, "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    said = capsys.readouterr().err
    assert "Looking for the best choice: 2 places, 3 pairs looked at …" in said
    assert "points below the best" not in said


def test_minimums_that_stable_pairs_pass_over_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = table(tmp_path / "s.csv", "left,right,score\na,x,1\nb,x,1\nc,y,8\na,y,9\n")
    limits = table(tmp_path / "r.csv", "id,min,max\nx,2,2\ny,1,1\n")
    out = ["--right", limits, "--out", str(tmp_path / "out"), "--lang", "en"]
    assert main(["assign", scores, "--mode", "stable", *out]) == 0
    assert (
        "--right: The mode “stable” passes over minimums: x should have more pairs."
        " Choose another mode where they must hold.\n" in capsys.readouterr().err
    )
    assert main(["assign", scores, "--force", *out]) == 0
    assert "passes over" not in capsys.readouterr().err


def test_ties_are_broken_for_the_largest_stable_choice_and_it_is_said_whether_that_is_proven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    residents = table(tmp_path / "r.txt", "r1: h1 h2\nr2: h1\nr3: h3 h4\nr4: h3\n")
    hospitals = table(tmp_path / "h.txt", "h1: (r1 r2)\nh2: r1\nh3: (r3 r4)\nh4: r3\n")
    command = ["assign", residents, hospitals, "--mode", "stable", "--force"]
    command += ["--out", str(tmp_path / "out"), "--lang", "en"]

    assert main(command) == 0
    assert [row[:2] for row in assigned(tmp_path / "out")[1:]] == [
        ["r1", "h2"], ["r2", "h1"], ["r3", "h4"], ["r4", "h3"]
    ]  # fmt: skip
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["placed"], result["stable_bound"], result["bound"]) == (4, 4, 4)
    assert "The pairs are stable, and it is proven that no stable choice has more." in capsys.readouterr().out

    monkeypatch.setattr("parcours.engine.matching.largest.TURNS", 0)
    monkeypatch.setattr("parcours.engine.matching.largest.SEARCHED", 0)
    assert main(command) == 0
    placed = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))["placed"]
    assert 2 <= placed < 4
    said = capsys.readouterr().out
    assert f"No stable choice has more than 4; whether one has more than {placed}, the search did not" in said
    assert "It ends after a fixed amount of work, so that the same files give the same pairs." in said

    assert main([*command, "--time-limit", "0.000001"]) == 0
    said = capsys.readouterr().out
    assert "the search did not find out." in said
    assert "a fixed amount of work" not in said
    assert main(["assign", residents, hospitals, *command[5:]]) == 0
    assert "stable" not in capsys.readouterr().out
