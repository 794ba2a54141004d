"""`parcours occupation` from words to codes."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parcours.cli.main import main
from parcours.reference.coder_index import RECIPE, put_in_place
from parcours.reference.store import Loaded, Part, write_table
from tests.engine.occupations import small_index

LESS_SURE = "Only class titles and our own list of titles are known here: the answers are less sure.\n"


def answers(
    lines: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["occupation", "-", "--json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_title_is_answered_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["occupation", "Senior civil engineer", "--lang", "en", "--top", "1"])

    said = capsys.readouterr()
    assert code == 0
    lines = said.out.splitlines()
    assert lines[0] == "The first is very likely; a look is enough."
    assert lines[1].split() == ["21300", lines[1].split()[1], "Civil", "engineers"]
    assert lines[2].strip().startswith("like: ")
    assert lines[3] == "Set aside: senior"
    assert said.err == LESS_SURE


def test_what_is_hardly_possible_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main(["occupation", "accountant", "--lang", "en", "--top", "50"])

    listed = [line.split()[:2] for line in capsys.readouterr().out.splitlines() if line[2:7].isdecimal()]
    assert [code for code, _ in listed] == ["11100", "12200"]
    assert [part for _, part in listed if not part.endswith("%") or part == "0%"] == []


def test_in_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["occupation", "CEO", "--lang", "fr"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Pas certain\N{NO-BREAK SPACE}: une personne choisit."
    assert lines[-2] == "Le code commence très probablement par 0001."
    assert lines[-1].startswith("Lequel est le plus proche? Cadres supérieurs")


def test_json_has_all_of_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    main(["occupation", "会计", "--json", "--lang", "en"])

    given = json.loads(capsys.readouterr().out)
    assert list(given) == [
        *("text", "outcome", "suggestions", "level", "confidence"),
        *("question", "set_aside", "read_as", "method", "version"),
    ]
    first = given["suggestions"][0]
    assert list(first) == ["code", "title", "confidence", "evidence"]
    assert (first["code"], first["title"]) == ("11100", "Financial auditors and accountants")
    assert given["version"].startswith("basic-")


def test_lines_are_answered_one_by_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "\ufeffRN\r\n\n😀\n".encode() + b"caf\xe9\n" + b"x" * 10_000 + b"\n<b>welder</b>\n21300"

    given = answers(lines, monkeypatch, capsys, "--top", "2")

    assert [one["text"][:13] for one in given] == [
        *("RN", "", "😀", "caf\ufffd", "x" * 13, "<b>welder</b>", "21300"),
    ]
    outcomes = [one["outcome"] for one in given]
    assert outcomes[:3] == ["sure", "empty", "empty"]
    assert outcomes[4:] == ["unknown", "sure", "code"]
    assert {len(one["suggestions"]) for one in given} == {0, 1, 2}


def test_lines_are_answered_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"99999\n\n")))

    main(["occupation", "-", "--lang", "en"])

    assert capsys.readouterr().out.splitlines() == [
        "99999",
        "NOC 2021 has no such code; one of four digits may be of NOC 2016. Write the occupation in words.",
        "",
        "There is nothing to read. Write an occupation in words, or its code.",
    ]


def test_a_mistyped_code_shows_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    main(["occupation", "21302", "--lang", "en"])

    assert capsys.readouterr().out.splitlines()[1:] == [
        "  21300         Civil engineers",
        "  21301         Mechanical engineers",
    ]


def test_a_code_of_noc_2016_offers_what_it_became(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parcours").mkdir()
    (tmp_path / "parcours/occupations").symlink_to(data_home / "parcours/occupations")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    rows: list[list[object]] = [["1254", "12113"], ["1254", "14110"], ["2131", "21300"]]
    part = Part("noc-2016", "made up", "", "2026-11-25T00:00:00Z", len(rows))
    write_table(tmp_path / "parcours/reference", "noc-2016", {"noc-2016": Loaded(part, rows)})

    titles = [
        "Statistical officers and related research support occupations",
        "Survey interviewers and statistical clerks",
    ]

    main(["occupation", "NOC 1254", "--lang", "en"])

    assert capsys.readouterr().out.splitlines() == [
        "This is a code of NOC 2016. In NOC 2021 it became:",
        f"  12113    50%  {titles[0]}",
        f"  14110    50%  {titles[1]}",
        f"Which is closest? {'; '.join(titles)}",
    ]


def test_text_that_is_not_unicode_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["occupation", "welder \udce9", "--industry", "\udce9", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "welder ?"


@pytest.mark.parametrize("top", ["0", "51", "five", "-1", "1.5"])
def test_a_number_that_cannot_be(top: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["occupation", "RN", f"--top={top}", "--lang", "en"])

    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("argument --top: give a number from 1 to 50\n")


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parcours").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    code = main(["occupation", "RN", "--lang", "en"])

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "The index of occupations cannot be built or read in this folder." in said.err


def test_an_index_that_is_damaged(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "parcours/occupations"
    version = (data_home / "parcours/occupations/current").read_text(encoding="utf-8")
    (folder / version).mkdir(parents=True)
    (folder / "current").write_text(version, encoding="utf-8")
    (folder / version / "codes.npy").write_bytes(b"not an array")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert main(["occupation", "RN", "--lang", "en"]) == 2
    assert "Remove the folder, or name another one" in capsys.readouterr().err


def test_a_full_index_is_not_called_less_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "parcours/occupations"
    folder.mkdir(parents=True)
    put_in_place(folder, f"full-{RECIPE}-small", small_index.arrays())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert main(["occupation", "arc welder", "--json", "--lang", "en"]) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)["version"] == f"full-{RECIPE}-small"
    assert said.err == "Answered from the full index, with the official titles.\n"


@pytest.mark.slow
def test_the_index_is_built_at_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    for building in (True, False):
        assert main(["occupation", "RN", "--lang", "en"]) == 0
        said = capsys.readouterr().err
        assert said == ("Building the index of occupations, this once …\n" if building else "") + LESS_SURE


@pytest.mark.slow
def test_who_reads_no_further_ends_it_quietly() -> None:
    command = f"yes welder | head -2000 | {sys.executable} -m parcours occupation - --json | head -1"

    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout)["suggestions"][0]["code"] == "72106"
    assert done.stderr == LESS_SURE
