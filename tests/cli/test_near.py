"""`parcours occupation --near` lists what is like an occupation, and why."""

import json

import numpy as np
import pytest

from parcours.cli.main import main
from parcours.cli.near import reasons
from parcours.core.language import speak
from parcours.engine.occupations.similarity import Ratings, Similarity


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
        f"{where}: This is not one occupation of NOC 2021. Give the code of five digits or the exact title{examples}.",
        "Nothing was written.",
    ]


@pytest.mark.parametrize("arguments", [[], ["RN", "--near", "21300"]])
def test_either_a_text_or_a_code_to_be_near(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["occupation", *arguments, "--lang", "en"])

    assert stopped.value.code == 2
    assert "--near" in capsys.readouterr().err
