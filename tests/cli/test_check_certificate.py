"""`parcours check-certificate` on results as they were, and on results that somebody changed."""

import json
from pathlib import Path

import pytest

from parcours.cli.main import main
from parcours.engine.checking import stable_number

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
        "Which of equally good choices the draw takes is not looked at.\n"
    )


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        ("assignments.csv", "a,y,0.25", "c,y,0.9", "Pairs without a score: c–y."),
        ("assignments.csv", "a,y,0.25", "a,x,0.5", "Too few or too many pairs, or one twice: x and y."),
        ("assignments.csv", "a,y,0.25\n", "", "1 pairs of at most 2; total 0.500000"),
        ("assignments.csv", "a,y,0.25", "a,y,0.9", "assignments.csv says other scores or ranks of a–y."),
        ("assignments.csv", "a,y,0.25", "a,y,much", "assignments.csv says other scores or ranks of a–y."),
        ("result.json", '"placed": 2', '"placed": 3', "Pairs: 2, not 3."),
        ("result.json", '"gap": 0', '"gap": 1', "What is missing to that: 0.000000, not 1."),
        ("result.json", '"pairs_priced": 5', '"pairs_priced": 6', "Pairs that are allowed: 5, not 6."),
        (
            "result.json",
            '"violations": 0',
            '"violations": 2',
            "Pairs that would improve the total: 0, not 2.",
        ),
        (
            "result.json",
            '"mean_rank_left": 1.5',
            '"mean_rank_left": 1',
            "Mean rank on the left: 1.500000, not 1.",
        ),
        ("result.json", '"stable_bound": null', '"stable_bound": 2', "Only of stable choices it is said"),
        ("result.json", '"total": 0.75', '"total": 0.9', "Total: 0.750000, not 0.900000."),
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


def test_totals_that_no_decimal_number_holds_are_as_near_as_one_can_be(tmp_path: Path) -> None:
    """With the marks that keep spreadsheets from taking ids for formulas."""
    rows = "".join(f"=a{at},-x{at},999999999.{at:06}\n" for at in range(20))
    (tmp_path / "s.csv").write_text(f"left,right,score\n{rows}", encoding="utf-8")
    scores, out = str(tmp_path / "s.csv"), str(tmp_path / "out")
    assert main(["assign", scores, "--out", out]) == 0
    assert main(["check-certificate", scores, "--result", out]) == 0


def test_balanced_pairs_that_suit_less_fail_though_every_figure_was_changed_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("l.txt", "a: (x y)\nb: y x\n"), ("r.txt", "x: (a b)\ny: (a b)\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    given, out = [str(tmp_path / "l.txt"), str(tmp_path / "r.txt")], str(tmp_path / "out")
    assert main(["assign", *given, "--mode", "balanced", "--out", out]) == 0
    command = ["check-certificate", *given, "--result", out, "--lang", "en"]
    (tmp_path / "out/assignments.csv").write_text(
        "left,right,score,left_rank,right_rank\na,y,-2,1,1\nb,x,-3,2,1\n", encoding="utf-8"
    )
    path = tmp_path / "out/result.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    other = {"total": -5, "gap": said["dual_bound"] + 5, "violations": 1, "mean_rank_left": 1.5}
    path.write_text(json.dumps(said | other), encoding="utf-8")
    assert main(command) == 4
    assert "Other pairs would suit both sides better." in capsys.readouterr().out


LEFT, RIGHT = "a: x y\nb: x\n", "x: a b\ny: a\n"


def ranked(folder: Path, mode: str) -> list[str]:
    """Assign from rank lists, with a minimum that only the other modes keep, and return the command that checks it."""
    for name, text in (("l.txt", LEFT), ("r.txt", RIGHT)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "limits.csv").write_text("id,min,max\nx,0,1\ny,1,1\n", encoding="utf-8")
    given = [str(folder / "l.txt"), str(folder / "r.txt"), "--right", str(folder / "limits.csv")]
    out = str(folder / "out")
    assert main(["assign", *given, "--mode", mode, "--out", out]) == 0
    return ["check-certificate", *given, "--result", out, "--lang", "en"]


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("optimal", "The certificate holds: nothing better exists."),
        (
            "stable",
            "more pairs.\nThe figures hold, and nobody would rather have each other: the pairs are stable.",
        ),
        (
            "balanced",
            "The figures hold: no more pairs can be made, and no others of as many suit both sides better.",
        ),
    ],
)
def test_each_mode_is_held_to_what_it_is_after(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: str, sentence: str
) -> None:
    command = ranked(tmp_path, mode)
    assert main(command) == 0
    assert f"{sentence}\n" in capsys.readouterr().out
    path = tmp_path / "out" / "assignments.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(rows[:-1]), encoding="utf-8")
    assert main(command) == 4
    assert "The certificate does not hold for this result." in capsys.readouterr().out


def test_pairs_that_somebody_made_unstable_fail_though_every_figure_was_changed_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ranked(tmp_path, "optimal")
    path = tmp_path / "out" / "result.json"
    result = json.loads(path.read_text(encoding="utf-8")) | {"mode": "stable"}
    assert result["blocking_pairs"]
    path.write_text(json.dumps(result), encoding="utf-8")
    assert main(command) == 4
    assert "“stable” with the status “optimal” is no mode of a result." in capsys.readouterr().out
    path.write_text(json.dumps(result | {"status": "stable"}), encoding="utf-8")
    assert main(command) == 4
    assert "The pairs are not stable. Pairs who would rather have each other: 1." in capsys.readouterr().out
    path.write_text(json.dumps(result | {"mode": "dearest"}), encoding="utf-8")
    assert main(command) == 4


def test_a_choice_found_in_time_holds_within_its_bounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"a{i:02},x{j:02},{i * j}\n" for i in range(40) for j in range(40))
    (tmp_path / "s.csv").write_text(f"left,right,score\n{rows}", encoding="utf-8")
    scores, out = str(tmp_path / "s.csv"), str(tmp_path / "out")
    assert main(["assign", scores, "--time-limit", "0.000001", "--out", out]) == 0
    command = ["check-certificate", scores, "--result", out, "--lang", "en"]
    assert main(command) == 0
    assert "The time was over before the search ended: there may be a better" in capsys.readouterr().out
    path = tmp_path / "out" / "result.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["gap"]
    path.write_text(json.dumps(said | {"complete": True}), encoding="utf-8")
    assert main(command) == 4


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


def test_how_many_a_stable_choice_can_have_is_said_as_far_as_it_is_proven_without_a_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All three could have a place, but r2 only one that r1 or r3 would rather have, and so would the hospital."""
    (tmp_path / "l.txt").write_text("r1: (h1 h2) h3\nr2: h2\nr3: (h1 h2)\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text("h1: (r1 r3)\nh2: (r1 r3) r2\nh3: r1\n", encoding="utf-8")
    given = [str(tmp_path / "l.txt"), str(tmp_path / "r.txt")]
    out = str(tmp_path / "out")
    assert main(["assign", *given, "--mode", "stable", "--out", out, "--lang", "en"]) == 0
    assert "it is proven that no stable choice has more." in capsys.readouterr().out
    command = ["check-certificate", *given, "--result", out, "--lang", "en"]
    path = tmp_path / "out" / "result.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    assert (result["placed"], result["stable_bound"], result["bound"]) == (2, 2, 3)
    for bound, code, sentence in (
        (2, 0, "No stable choice has more pairs.\nThe figures hold, and nobody would rather"),
        (3, 0, "No stable choice has more pairs."),
        (1, 4, "A stable choice has 2 pairs, and the most that one can have are said to be 1."),
        (4, 4, "No choice has more than 3 pairs, and the most of a stable one are said to be 4."),
        (None, 4, "How many pairs a stable choice can have is not said."),
    ):
        path.write_text(json.dumps(result | {"stable_bound": bound}), encoding="utf-8")
        assert main(command) == code
        assert sentence in capsys.readouterr().out
    monkeypatch.setattr(stable_number, "STEPS", 0)
    for bound, sentence in (
        (
            2,
            "has at most 2 pairs was found by a search, which is not repeated here: without it, at most 3 is",
        ),
        (3, "A stable choice has at most 3 pairs."),
    ):
        path.write_text(json.dumps(result | {"stable_bound": bound}), encoding="utf-8")
        assert main(command) == 0
        assert sentence in capsys.readouterr().out
