"""Reading an earlier result back, and refusing what is none."""

import json
from pathlib import Path

import pytest

from parcours.core.language import speak
from parcours.matching.adapter import propose
from parcours.reference.noc import load_taxonomy
from parcours.reporting.findings import what_and_fix
from parcours.reporting.proposal import previous
from parcours.reporting.proposal.previous import Previous, read_previous
from parcours.tables.findings import Refused
from tests.reporting.factories import cohort, mentee, mentor, sample, settings, write


def refused(path: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_previous(path)
    assert {finding.file for finding in caught.value.findings} == {str(path)}
    return [what_and_fix(finding, speak("en"))[0] for finding in caught.value.findings]


def saved(folder: Path, content: object) -> Path:
    path = folder / "result.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_result_gives_its_pairs_back(tmp_path: Path) -> None:
    proposal = sample()
    write(proposal, tmp_path, "fr")
    assert read_previous(tmp_path / "result.json") == Previous(
        (("P1", "M1"), ("P2", "M2")), prices=proposal.result.prices
    )


@pytest.mark.parametrize(
    "prices",
    [
        None,
        [],
        {"pair": 1},
        {"pair": 1, "mentors": []},
        {"pair": 1.5, "mentors": {}},
        {"pair": 1, "mentors": {"M1": True}},
    ],
)
def test_prices_that_are_none_are_done_without(tmp_path: Path, prices: object) -> None:
    found = read_previous(saved(tmp_path, {"schema_version": "1.2", "pairs": [], "prices": prices}))
    assert found == Previous()


def test_a_later_version_with_more_in_it_is_read(tmp_path: Path) -> None:
    pairs = [{"mentee_id": "é", "mentor_id": "=1", "new": 1}]
    assert read_previous(saved(tmp_path, {"schema_version": "1.7", "pairs": pairs})) == Previous(
        (("é", "=1"),)
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "This is not a JSON file."),
        ("{", "This is not a JSON file."),
        ("mentee_id,mentor_id\n", "This is not a JSON file."),
        ("[" * 100_000, "This is not a JSON file."),
        ("1" * 5_000, "This is not a JSON file."),
        ("[]", "This is JSON, but not a result of Parcours."),
        ({"pairs": []}, "This is JSON, but not a result of Parcours."),
        ({"schema_version": "1.0"}, "This is JSON, but not a result of Parcours."),
        ({"schema_version": "1.0", "pairs": {}}, "This is JSON, but not a result of Parcours."),
        (
            {"schema_version": "2.0", "pairs": []},
            "This result has the version 2.0; this program reads version 1.5.",
        ),
        (
            {"schema_version": None, "pairs": []},
            "This result has the version None; this program reads version 1.5.",
        ),
    ],
)
def test_what_is_no_result_is_refused(tmp_path: Path, content: object, problem: str) -> None:
    assert refused(saved(tmp_path, content)) == [problem]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b"\x80\xff\x00")
    assert refused(path) == ["This is not a JSON file."]


def test_all_bad_pairs_are_named(tmp_path: Path) -> None:
    pairs = [
        {"mentee_id": "P1", "mentor_id": "M1"},
        {"mentee_id": 2, "mentor_id": "M1"},
        "P3",
        {"mentee_id": "P4", "mentor_id": None},
        {"mentee_id": "P1", "mentor_id": "M2"},
    ]
    assert refused(saved(tmp_path, {"schema_version": "1.0", "pairs": pairs})) == [
        "Pair number 2 does not name a mentee and a mentor.",
        "Pair number 3 does not name a mentee and a mentor.",
        "Pair number 4 does not name a mentee and a mentor.",
        "The mentee P1 stands in two pairs.",
    ]


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.json")[0].startswith("The file cannot be opened: ")
    assert refused(tmp_path)[0].startswith("The file cannot be opened: ")


def test_a_file_that_would_fill_the_memory_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previous, "MOST_MEMORY", 10_000)
    assert refused(saved(tmp_path, [[]] * 1000)) == ["The file holds far more values than a result can."]
    monkeypatch.setattr(previous, "MOST_BYTES", 1000)
    assert refused(saved(tmp_path, "[]" + " " * 1000)) == ["The file is larger than 0 MB."]


def test_occupations_that_a_person_chose_are_remembered(tmp_path: Path) -> None:
    wrote = ("Bridge design", "Tower design", "Civil engineers")
    people = cohort([mentee(occupations=wrote)], [mentor()])
    choices = {"bridge design": "21300", "tower design": None}
    write(propose(people, load_taxonomy(), settings(), choices=choices), tmp_path, "en")
    assert read_previous(tmp_path / "result.json").choices == choices


def test_what_is_no_choice_of_a_person_is_passed_over(tmp_path: Path) -> None:
    others = ["x", {"how": "coder", "text": "RN", "code": "31301"}, {"text": "RN"}]
    for entries in (others, {"how": "person"}, None):
        result = {"schema_version": "1.1", "pairs": [], "occupations": entries}
        assert read_previous(saved(tmp_path, result)) == Previous()


@pytest.mark.parametrize(
    "chosen", [{"text": 1, "code": "21300"}, {"text": "x", "code": 5}, {"text": "x", "code": "2130"}]
)
def test_a_choice_that_is_no_occupation_is_refused(tmp_path: Path, chosen: dict[str, object]) -> None:
    result = {"schema_version": "1.1", "pairs": [], "occupations": [{"how": "person"} | chosen]}
    assert refused(saved(tmp_path, result)) == [f"“{chosen['code']}” is no occupation of NOC 2021."]
