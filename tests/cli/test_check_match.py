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
        (
            "[proposal]\nmode = 'stable'",
            "No stable choice has more pairs.\nThe figures hold, and nobody would rather have each other: ",
        ),
        (
            "[proposal]\nmode = 'balanced'",
            "The figures hold: nobody more can be placed, and no other pairs of as many people suit",
        ),
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
    said = capsys.readouterr().out
    assert "The time was over before the search ended: at most 3 people could" in said
    assert (
        "Who keeps an earlier place, the shares of agencies, and what suits both sides are not proven" in said
    )


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
        (lambda r: r["pairs"].pop(), "matches.csv lists other pairs or scores than result.json."),
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
        (lambda r: r["quotas"][1].update(max=None), "with other settings than those given here: quotas."),
        (lambda r: r["quotas"][0].update(placed=1), "People placed of the agency, “North”: 2, not 1."),
        (
            lambda r: r["quotas"][1].update(placed=2),
            "People placed with the employer, “city of ottawa”: 1, not 2.",
        ),
        (
            lambda r: r["agencies"][1].update(placed=2),
            "Mentees of the agency and those placed, “South”: 2, 1, not 2, 2.",
        ),
        (lambda r: r["agencies"].pop(), "Mentees of the agency and those placed, “South”: 2, 1, not none."),
        (
            lambda r: r["supply"][0].update(places=7),
            "Mentees, those placed, mentors and places of the occupations “111”: 1, 0, 1, 1, not 1, 0, 1, 7.",
        ),
        (lambda r: r["cohort"].update(places=6), "Places: 5, not 6."),
        (lambda r: r["unmatched"].pop(), "Whether E4 has no place is said wrongly."),
        (lambda r: r.update(blocking_pairs=1), "Pairs who would rather have each other: 0, not 1."),
        (
            lambda r: r["mean_ranks"].update(mentees=1.5),
            "Mean rank for mentees: 1.333333, not 1.500000.",
        ),
        (
            lambda r: r["mean_ranks"].update(mentors=None),
            "Mean rank for mentors: 1.000000, not none.",
        ),
        (
            lambda r: r.update(stable_bound=3),
            "Only of stable choices it is said how many pairs they can have, and here it is 3.",
        ),
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


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r["certificate"].update(placed=3.0),
        lambda r: r["certificate"].update(bound=10**60),
        lambda r: r.update(complete="false"),
        lambda r: r.update(schema_version="1.99"),
        lambda r: r.update(schema_version=1),
        lambda r: r["agencies"].append(r["agencies"][0] | {"placed": 9}),
        lambda r: r["quotas"][0].update(kind="mentor"),
        lambda r: r.pop("stable_bound"),
    ],
)
def test_what_no_result_says_is_refused(tmp_path: Path, change: Callable[[Any], object]) -> None:
    command = results(tmp_path, QUOTAS)
    edit(tmp_path, change)
    assert main(command) == 2


def test_what_is_said_twice_is_refused(tmp_path: Path) -> None:
    command = results(tmp_path)
    path = tmp_path / "out/result.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"blocking_pairs": 0', '"blocking_pairs": 0, "blocking_pairs": 0'), encoding="utf-8"
    )
    assert main(command) == 2


def test_what_nobody_can_check_is_the_word_of_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = results(tmp_path)
    edit(tmp_path, lambda result: result.update(complete=False, version="99"))
    assert main(command) == 0
    said = capsys.readouterr().out
    assert (
        "That the time was over before the search ended is the result’s word.\nThat version 99 of Parcours"
        in said
    )


def test_scores_of_the_spreadsheet_and_official_titles_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = results(tmp_path)
    title = {"text": "Registered nurses and registered psychiatric nurses", "how": "title", "code": "21300"}
    edit(tmp_path, lambda result: result["occupations"].append(title))
    path = tmp_path / "out/matches.csv"
    score = json.loads((tmp_path / "out/result.json").read_text(encoding="utf-8"))["pairs"][0]["score"]
    path.write_text(path.read_text(encoding="utf-8").replace(f",{score},", ",999,", 1), encoding="utf-8")
    assert main(command) == 4
    said = capsys.readouterr().out
    assert f"“{title['text']}” is the official title of 31301, and is said to mean something else." in said
    assert "matches.csv lists other pairs or scores than result.json." in said


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
