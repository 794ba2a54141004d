"""`parcours occupation --near` lists what is like an occupation, and why."""

import json
from pathlib import Path

import numpy as np
import pytest

from parcours.cli.main import main
from parcours.cli.near import reasons
from parcours.core.language import speak
from parcours.engine.occupations.similarity import Ratings, Similarity
from parcours.reference.store import Loaded, Part, write_table


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_neighbours_are_listed_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupation", "--near", "21300", "--top", "2", "--lang", "en"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "21300  Civil engineers",
        "  21301  0.80  Mechanical engineers",
        "               same minor group",
        "  21310  0.60  Electrical and electronics engineers",
        "               same sub-major group",
    ]


def test_in_french_and_by_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupation", "--near", "ingénieure civile", "--top", "1", "--lang", "fr"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "21300  Ingénieurs civils/ingénieures civiles",
        "  21301  0,80  Ingénieurs mécaniciens/ingénieures mécaniciennes",
        "               même sous-groupe",
    ]


def test_json_has_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["occupation", "--near", "21300", "--top", "1", "--json", "--lang", "en"])

    assert json.loads(capsys.readouterr().out) == {
        "code": "21300",
        "title": "Civil engineers",
        "near": [
            {
                "code": "21300",
                "other": "21301",
                "similarity": 0.8,
                "digits": 4,
                "profile": None,
                "shared": {},
                "title": "Mechanical engineers",
                "reasons": ["same minor group"],
            }
        ],
    }


def test_ratings_are_reasons_too() -> None:
    values = np.array([[5.0] * 10 + [0.0] * 2, [5.0] * 8 + [0.0] * 2 + [5.0] * 2])
    skills = Ratings.of_profiles("skills", [f"s{n}" for n in range(12)], ["21300.00", "21301.00"], values)

    likeness = Similarity.of(["21300", "21301"], [skills]).between("21300", "21301")

    assert reasons(likeness, speak("en")) == (
        "same minor group",
        "8 of the 10 strongest skills in common",
    )
    assert reasons(likeness, speak("fr")) == (
        "même sous-groupe",
        "8 des 10 compétences les plus fortes en commun",
    )


@pytest.mark.parametrize(
    ("text", "where", "examples"),
    [
        ("2130", "2130", ", for example: 21300 Civil engineers; 21301 Mechanical engineers"),
        ("99999", "99999", ""),
        ("", "--near", ""),
    ],
)
def test_what_is_no_occupation_is_refused(
    text: str, where: str, examples: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["occupation", "--near", text, "--lang", "en"]) == 2

    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.splitlines() == [
        "The ratings of OaSIS are not loaded: the classification alone decides here.",
        f"{where}: This is not one occupation of NOC 2021. Give the code of five digits or the exact title{examples}.",
        "Nothing was written.",
    ]


@pytest.mark.parametrize("arguments", [[], ["RN", "--near", "21300"]])
def test_either_a_text_or_a_code_to_be_near(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["occupation", *arguments, "--lang", "en"])

    assert stopped.value.code == 2
    assert "--near" in capsys.readouterr().err


def put(folder: Path, table: str, columns: tuple[str, ...], name: str, rows: list[list[object]]) -> None:
    part = Part(name, "made up", "", "2026-11-25T00:00:00Z", len(rows), columns)
    write_table(folder / "parcours/reference", table, {name: Loaded(part, rows)})


def test_loaded_ratings_decide_with_the_classification(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(
        tmp_path,
        "oasis",
        tuple(f"skill {n}" for n in range(11)),
        "skills",
        [
            ["21300.00", *[5] * 5, *[0] * 6],
            ["22300.00", *[5] * 5, *[0] * 6],
            ["31301.00", *[0] * 5, *[5] * 6],
        ],
    )

    assert main(["occupation", "--near", "21300", "--top", "2", "--lang", "en"]) == 0

    said = capsys.readouterr()
    assert said.out.splitlines()[1:] == [
        "  21301  0.80  Mechanical engineers",
        "               same minor group",
        "  22300  0.73  Civil engineering technologists and technicians",
        "               same broad category; 10 of the 10 strongest skills in common",
    ]
    assert said.err == ""


def test_reference_data_that_are_damaged_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "parcours/reference"
    folder.mkdir(parents=True)
    (folder / "oasis.jsonl").write_text("{", encoding="utf-8")

    assert main(["occupation", "--near", "21300", "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        f"{folder}/oasis.jsonl: The loaded table is damaged. Load it again with parcours reference load."
    )
