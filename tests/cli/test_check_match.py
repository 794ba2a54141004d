"""`parcours check-certificate` on results of `parcours match`, as they were and as somebody changed them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parcours.cli.main import main
from tests.cli.sheets import cohort

QUOTAS = '[quotas.agency.North]\nmin = 1\n[quotas.host."city of ottawa"]\nmax = 1\n'


def results(folder: Path, settings: str = "", lang: str = "en") -> list[str]:
    """Match, and return the command that checks it."""
    (folder / "s.toml").write_text(settings, encoding="utf-8")
    command = [*cohort(folder)[1:3], "--settings", str(folder / "s.toml"), "--lang", lang]
    assert main(["match", *command, "--out", str(folder / "out")]) == 0
    return ["check-certificate", *command, "--result", str(folder / "out")]


def edit(folder: Path, change: Callable[[Any], object]) -> None:
    path = folder / "out/result.json"
    result = json.loads(path.read_text(encoding="utf-8"))
    change(result)
    path.write_text(json.dumps(result), encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("", "The certificate holds: nothing better exists."),
        (QUOTAS, "The certificate holds: nothing better exists."),
        ("[proposal]\nmode = 'stable'", "Who would rather have each other is not looked at here."),
        ("[proposal]\nmode = 'balanced'", "The figures hold: nobody more can be placed."),
        ("[rematch]\nkeep_bonus = 100", "3 people placed of at most 3"),
    ],
)
def test_a_result_as_it_was_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, sentence: str
) -> None:
    assert main(results(tmp_path, settings)) == 0
    assert sentence in capsys.readouterr().out


def test_a_result_for_which_there_was_no_time_says_how_far_it_may_be_from_the_best(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = results(tmp_path)
    again = [*command[1:5], "--out", str(tmp_path / "out"), "--force", "--time-limit", "0.000001"]
    assert main(["match", *again]) == 0
    assert main(command) == 0
    assert "The time was over before the search ended: at most 3 people could" in capsys.readouterr().out


def test_a_rematch_is_checked_with_the_earlier_result(tmp_path: Path) -> None:
    command = results(tmp_path)
    earlier = tmp_path / "earlier.json"
    (tmp_path / "out/result.json").rename(earlier)
    again = ["match", *command[1:-2], "--previous", str(earlier), "--out", str(tmp_path / "out"), "--force"]
    assert main(again) == 0
    assert main([*command, "--previous", str(earlier)]) == 0
    assert main(command) == 4


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda r: r["pairs"][0].update(mentor_id="M3"),
            "E1 and M3 may not meet: Occupation and Availability.",
        ),
        (lambda r: r["pairs"][0].update(mentee_id="E2"), "The mentee E2 stands in more than one pair."),
        (
            lambda r: r["pairs"][0].update(mentor_id="M9"),
            "E1 and M9 are a pair, but one of them is not in the files.",
        ),
        (lambda r: r["pairs"][0].update(mentor_id="M2"), "M2 has 2 mentees, and takes from 0 to 1."),
        (lambda r: r["pairs"][0].update(score=999), "not 999."),
        (
            lambda r: r["pairs"][0]["parts"].update(goals=1),
            "For “Goals covered”, E1 and M1 have 150 points, not 1.",
        ),
        (
            lambda r: r["pairs"][0].update(locked=True),
            "Whether E1 and M1 are fixed by hand or were kept is said",
        ),
        (lambda r: r["pairs"].pop(), "Not as many people have a place as could: 2 of 3."),
        (lambda r: r["pairs"].pop(), "matches.csv lists other pairs than result.json."),
        (
            lambda r: r["dropped"].append("E4"),
            "Whether E4 lost the place of the earlier result is said wrongly.",
        ),
        (lambda r: r["certificate"].update(bound=4), "People who can be placed: 3, not 4."),
        (lambda r: r["certificate"].update(pairs_priced=3), "Pairs that the rules allow: 4, not 3."),
        (lambda r: r["certificate"].update(violations=1), "Pairs that would improve the total: 0, not 1."),
        (lambda r: r["prices"].update(pair=999), "It is not proven that nothing scores higher: "),
        (lambda r: r["settings"].update(mode="stable"), "with other settings than those given here: mode."),
        (lambda r: r["quotas"].pop(), "with other settings than those given here: quotas."),
    ],
)
def test_what_was_changed_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Any], object], sentence: str
) -> None:
    command = results(tmp_path, QUOTAS)
    edit(tmp_path, change)

    assert main(command) == 4
    said = capsys.readouterr().out
    assert sentence in said
    assert said.endswith("The certificate does not hold for this result.\n")


def test_limits_of_groups_are_said_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = results(tmp_path, QUOTAS, lang="fr")
    edit(tmp_path, lambda result: [result["pairs"].pop(0) for _ in range(2)])

    assert main(command) == 4
    assert "L’organisme « North » a 0 places " in capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def test_many_faults_of_one_kind_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"E{n},31301\n" for n in range(12))
    (tmp_path / "mentees.csv").write_text(f"id,occupation\n{rows}", encoding="utf-8")
    (tmp_path / "mentors.csv").write_text("id,occupation,capacity\nM1,31301,20\n", encoding="utf-8")
    files = [str(tmp_path / "mentees.csv"), str(tmp_path / "mentors.csv")]
    assert main(["match", *files, "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    edit(tmp_path, lambda result: [pair.update(score=1) for pair in result["pairs"]])

    assert main(["check-certificate", *files, "--result", str(tmp_path / "out"), "--lang", "en"]) == 4
    assert "… and 2 more.\n" in capsys.readouterr().out


def test_what_is_no_result_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = results(tmp_path)
    assert main([command[0], command[1], *command[3:]]) == 2
    edit(tmp_path, lambda result: result.pop("certificate"))
    assert main(command) == 2
    (tmp_path / "out/result.json").write_text("{", encoding="utf-8")
    assert main(command) == 2
    (tmp_path / "out/result.json").unlink()
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.count("These are not the results of “parcours match”.") == 2
    assert "Give the file of the mentees and the file of the mentors." in said
    assert "There is no such file." in said
