"""`parcours match` with quotas and in other modes."""

import json
from pathlib import Path

import pytest

from parcours.cli.main import main

MENTEES = "name,occupation,agency\nAna,31301,Accès\nBo,31301,Accès\nCy,31301,Other\nDi,31301,\n"
MENTORS = "id,name,occupation,employer,capacity\nm1,Max,31301,City Hall,2\nm2,Mia,31301,Clinic,1\n"


def matched(folder: Path, settings: str) -> tuple[int, Path]:
    """Match the cohort with these settings; return the code and the folder of the results."""
    for name, text in (("mentees.csv", MENTEES), ("mentors.csv", MENTORS), ("s.toml", settings)):
        (folder / name).write_text(text, encoding="utf-8")
    files = [str(folder / name) for name in ("mentees.csv", "mentors.csv")]
    out = folder / "out"
    code = main(["match", *files, "--settings", str(folder / "s.toml"), "--out", str(out), "--lang", "en"])
    return code, out


def test_quotas_are_kept_and_reported(tmp_path: Path) -> None:
    code, out = matched(
        tmp_path, '[quotas.agency."accès"]\nmax = 1\n[quotas.host."city hall"]\nmin = 1\nmax = 1\n'
    )

    assert code == 0
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert [(one["kind"], one["name"], one["placed"]) for one in result["quotas"]] == [
        ("agency", "Accès", 1),
        ("host", "city hall", 1),
    ]
    assert {one["reason_code"] for one in result["unmatched"]} == {"quota"}
    report = (out / "report.html").read_text(encoding="utf-8")
    assert [text in report for text in ("City Hall", "See whether the maximum of the agency")] == [True, True]


def test_quotas_that_clash_are_said_with_what_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = matched(
        tmp_path,
        '[quotas.agency."Accès"]\nmin = 3\n[quotas.agency.Other]\nmin = 1\n[quotas.host.Clinic]\nmax = 0\n',
    )

    assert (code, out.exists()) == (3, False)
    said = capsys.readouterr().err
    first, second = [line for line in said.splitlines() if "cannot hold" in line]
    assert first == "This limit cannot hold: “Accès” at least 3. Nearest to it would be: “Accès” at least 2."
    assert second.startswith(
        "These limits cannot hold together: “Accès” at least 2, “Other” at least 1 and “Clinic” at most 0. With the"
        " fewest people missing in all, it would be: "
    )
    assert said.rstrip().endswith("switch off a rule. Nothing was written.")


def test_a_clash_names_mentors_and_people_without_an_agency(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minimum = MENTORS.replace("capacity", "minimum").replace(",2\n", ",1\n")
    (tmp_path / "mentors.csv").write_text(minimum, encoding="utf-8")
    (tmp_path / "mentees.csv").write_text(MENTEES, encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        '[quotas.agency.""]\nmin = 1\n[quotas.host.Clinic]\nmax = 0\n', encoding="utf-8"
    )
    files = [str(tmp_path / name) for name in ("mentees.csv", "mentors.csv")]

    code = main(
        [
            "match",
            *files,
            "--settings",
            str(tmp_path / "s.toml"),
            "--out",
            str(tmp_path / "o"),
            "--lang",
            "en",
        ]
    )

    assert code == 3
    assert "m2 at least 1" in capsys.readouterr().err


def test_a_quota_of_nobody_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = matched(tmp_path, "[quotas.agency.Acces2]\nmax = 1\n[quotas.host.Clinics]\nmax = 0\n")

    assert code == 2
    said = capsys.readouterr().err
    assert "No mentee has the agency “Acces2”." in said
    assert "No mentor has the employer “Clinics”." in said


@pytest.mark.parametrize(
    ("mode", "sentence"), [("stable", "is stable instead"), ("balanced", "is balanced instead")]
)
def test_another_mode_is_named_in_the_report(tmp_path: Path, mode: str, sentence: str) -> None:
    code, out = matched(tmp_path, f'[proposal]\nmode = "{mode}"\n')

    assert code == 0
    assert (out / "report.html").read_text(encoding="utf-8").count(sentence) == 1
