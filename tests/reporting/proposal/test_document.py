"""`result.json`: complete, described by its schema, and the same every time."""

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from parcours import __version__
from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.document import SCHEMA_VERSION, document
from parcours.reporting.proposal.to_check import to_check
from parcours.tables.findings import Finding
from tests.reporting.factories import coded, mentee, mentor, proposal, sample, settings


@cache
def schema() -> dict[str, Any]:
    text = files("parcours.reporting.proposal").joinpath("result.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def written(found: Proposal, language: str = "en") -> str:
    words = Words(found, language)
    return "".join(document(found, words, to_check(found, words)))


def read(found: Proposal, language: str = "en") -> dict[str, Any]:
    result: dict[str, Any] = json.loads(written(found, language))
    return result


def rematch() -> Proposal:
    mentees = [mentee("P1"), mentee("P2", avoid_ids=frozenset({"M1"}))]
    previous = (("P1", "M1"), ("P2", "M1"), ("P9", "M9"))
    return proposal(mentees, [mentor("M1"), mentor("M2")], settings(keep_bonus=100), previous)


def chosen() -> Proposal:
    texts = ("RN", "Shop helper", "zzzz", "Tim Inc.", "213", "Civil engineers", "21301")
    return coded(mentee("P1", occupations=texts), choices={"shop helper": "72106", "zzzz": None})


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "made", [sample, rematch, chosen, lambda: proposal([], []), lambda: proposal([mentee()], [])]
)
def test_it_fits_its_schema(made: Any, language: str) -> None:  # noqa: ANN401 - a function that makes a proposal
    Draft202012Validator.check_schema(schema())
    assert list(Draft202012Validator(schema()).iter_errors(read(made(), language))) == []


def test_the_schema_allows_nothing_else() -> None:
    validator = Draft202012Validator(schema())
    result = read(sample())
    assert len(list(validator.iter_errors(result | {"more": 1}))) == 1
    assert len(list(validator.iter_errors({key: result[key] for key in result if key != "pairs"}))) == 1
    assert schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_what_it_says() -> None:
    found = sample()
    result = read(found)
    assert (result["version"], result["language"], result["cohort"]) == (
        __version__,
        "en",
        {"mentees": 5, "mentors": 4, "places": 3},
    )
    assert [(pair["mentee_id"], pair["mentor_id"], pair["locked"]) for pair in result["pairs"]] == [
        ("P1", "M1", True),
        ("P2", "M2", False),
    ]
    assert sum(result["pairs"][1]["parts"].values()) == result["pairs"][1]["score"]
    assert result["pairs"][1]["runner_up"] == {
        "mentor_id": "M1",
        "score": 460,
        "points_lost": None,
        "places_lost": 1,
        "exact": True,
    }
    assert [person["reason_code"] for person in result["unmatched"]] == [
        "competition",
        "competition",
        "occupation",
    ]
    assert result["unmatched"][0]["mentee_name"] == "<script>alert(1)</script>"
    assert result["certificate"] == {
        "placed": 2,
        "bound": 2,
        "score": 896,
        "dual_bound": 896,
        "gap": 0,
        "pairs_priced": 6,
        "violations": 0,
    }
    assert result["unused_columns"] == {"mentees": ["Notes", "Room"], "mentors": ["Notes"]}
    assert [one["id"] for one in result["occupations_to_check"]] == ["P4"]
    assert result["short_lists"][1]["mentors"][0] == {
        "mentor_id": "M2",
        "score": 896,
        "proposed": True,
        "unknown": [],
        "to_check": [],
    }


def test_how_each_occupation_was_understood() -> None:
    result = read(chosen())
    found = result["occupations"]
    assert [(one["text"], one["how"], one["code"], one["index_version"]) for one in found] == [
        ("213", "open", None, ""),
        ("Civil engineers", "title", "21300", ""),
        ("RN", "coder", "31301", "small-1"),
        ("Shop helper", "person", "72106", "small-1"),
        ("Tim Inc.", "open", None, "small-1"),
        ("zzzz", "person", None, "small-1"),
    ]
    nurse = found[2]
    assert nurse["title"] == "Registered nurses and registered psychiatric nurses"
    assert (nurse["method"], nurse["trusted_digits"]) == ("words+learned+neighbours", 5)
    assert nurse["suggestions"][0] == {
        "code": "31301",
        "title": nurse["title"],
        "confidence": nurse["confidence"],
        "evidence": ["RN"],
    }
    assert [one["text"] for one in result["occupations_to_check"]] == ["213", "Tim Inc."]


def test_agencies_supply_and_changes() -> None:
    result = read(sample())
    assert result["agencies"] == [
        {"agency": "", "mentees": 1, "placed": 0},
        {"agency": "North", "mentees": 2, "placed": 2},
        {"agency": "South", "mentees": 2, "placed": 0},
    ]
    assert [(one["group"], one["title"]) for one in result["supply"]][:2] == [
        ("", ""),
        ("212", "Professional occupations in applied sciences (except engineering)"),
    ]
    assert [(one["mentee_id"], one["now"], one["reason_code"]) for one in read(rematch())["changes"]] == [
        ("P2", "M2", "avoid"),
        ("P9", None, "participant_left"),
    ]
    before = {"P1": "Amara", "P9": "Zoe"}, {"M1": "Nadia", "M9": "Max"}
    found = proposal([mentee("P1"), mentee("P2")], [mentor("M2", capacity=2)], None, (("P9", "M9"),), before)
    assert [
        [one[key] for key in ("mentee_name", "before", "before_name", "now", "reason_code")]
        for one in read(found)["changes"]
    ] == [
        ["", None, "", "M2", "place_arrived"],
        ["", None, "", "M2", "participant_arrived"],
        ["Zoe", "M9", "Max", None, "participant_left"],
    ]


def test_warnings_are_said_in_the_language() -> None:
    odd = Finding("warning", "mentees.csv", 4, None, "The file is larger than {most} MB.", "", {"most": 3})
    found = replace(sample(), warnings=(odd,))
    assert read(found, "fr")["warnings"] == [
        {
            "severity": "warning",
            "file": "mentees.csv",
            "row": 4,
            "column": None,
            "what": "Le fichier dépasse 3\N{NO-BREAK SPACE}Mo.",
            "fix": "",
        }
    ]


def test_the_same_proposal_gives_the_same_text() -> None:
    assert written(sample()) == written(sample())


def test_each_entry_stands_on_its_own_line() -> None:
    lines = written(sample()).splitlines()
    assert sum(line.startswith('    {"mentee_id":') for line in lines) == 2 + 3 + 5
    assert lines[0] == "{"
    assert lines[-1] == "}"
