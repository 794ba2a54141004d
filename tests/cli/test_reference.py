"""`parcours reference` as people call it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parcours.cli.main import main
from parcours.reference.coder_index import put_in_place
from tests.engine.occupations import small_index
from tests.reference import official_files as files


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home/parcours"


def test_a_table_is_loaded(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = files.ratings(tmp_path / "s.csv")

    assert main(["reference", "load", "oasis", given, "--lang", "en"]) == 0

    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "ratings of skills, knowledge and activities (OaSIS), skills: 516 rows",
        "Added: 516; removed: 0; changed: 0.",
    ]
    assert said.err == f"Reading {given} …\n"
    assert [path.name for path in (home / "reference").iterdir()] == ["oasis.jsonl"]


def test_what_changed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files.regulated(tmp_path / "in/r.csv")
    files.ratings(tmp_path / "in/s.csv")

    assert main(["reference", "load", "regulated", str(tmp_path / "in"), "--json"]) == 0

    given = json.loads(capsys.readouterr().out)
    assert [given[name] for name in ("table", "added", "removed", "changed")] == ["regulated", 516, 0, 0]
    assert given["skipped"] == [str(tmp_path / "in/s.csv")]
    assert given["parts"][0]["rows"] == 516


def test_what_is_refused_changes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = files.write(tmp_path / "t.csv", "noc2021,lang,title", ["99999,en,mayor"])

    assert main(["reference", "load", "noc-titles", given, "--lang", "fr"]) == 2

    said = capsys.readouterr().err.splitlines()
    assert said[1].startswith(f"{given}, ligne 2, colonne noc2021")
    assert said[-1] == "Rien n’a été écrit."
    assert not home.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give a file, a folder or an https:// address"),
        (["a.csv", "--sha256", "12"], "give one source and the 64 digits of its SHA-256"),
        (
            ["a.csv", "--from-url", "https://b", "--sha256", "0" * 64],
            "give one source and the 64 digits of its SHA-256",
        ),
    ],
)
def test_a_command_line_that_says_too_little(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["reference", "load", "outlook", *arguments, "--lang", "en"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith(f"error: {said}\n")


def test_an_address_that_is_not_https(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "load", "outlook", "--from-url", "http://127.0.0.1/a", "--lang", "en"]) == 2
    assert "Only addresses that begin with https://" in capsys.readouterr().err


def test_status_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "status", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.count("Not loaded.") == 5
    assert said.endswith("Index of occupations: built at first use.\n")


def test_status_says_what_from_where_and_how_old(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    skills, old = files.ratings(tmp_path / "s.csv"), files.old_codes(tmp_path / "c.csv")
    main(["reference", "load", "oasis", skills])
    main(["reference", "load", "noc-2016", old])
    path = home / "reference/noc-2016.jsonl"
    text = path.read_text(encoding="utf-8")
    stamp = json.loads(text.splitlines()[0])["parts"][0]["loaded_at"]
    path.write_text(text.replace(stamp, "2026-03-01T12:00:00+00:00"), encoding="utf-8")
    (home / "reference/outlook.jsonl").write_text(text + "{", encoding="utf-8")
    (home / "occupations").mkdir(parents=True)
    put_in_place(home / "occupations", "basic-1-x", small_index.arrays())
    capsys.readouterr()

    main(["reference", "status", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Folder: {home / 'reference'}"
    assert next(line for line in lines if "skills: 516 rows, loaded on " in line).endswith("(today)")
    assert f"    from {old}" in lines
    assert next(line for line in lines if "1,032 rows, loaded on 1 Mar 2026" in line).endswith("days ago)")
    assert lines.count("  The file is damaged: load the table again.") == 1
    assert lines[-1].endswith("our own list only (basic-1-x).")

    main(["reference", "status", "--json"])
    given = json.loads(capsys.readouterr().out)
    assert {name: table["state"] for name, table in given["tables"].items()} == {
        "noc-titles": "not_loaded",
        "oasis": "loaded",
        "regulated": "not_loaded",
        "outlook": "damaged",
        "noc-2016": "loaded",
    }
    assert given["index"] == "basic-1-x"
    assert given["tables"]["noc-2016"]["parts"][0]["source"] == old

    put_in_place(home / "occupations", "full-1-x", small_index.arrays())
    main(["reference", "status", "--lang", "fr"])
    lines = capsys.readouterr().out.splitlines()
    assert "noc-2016\N{NO-BREAK SPACE}: codes de la CNP 2016" in lines
    assert lines[-1].endswith("(full-1-x).")


def test_old_codes_are_answered_once_loaded(
    data_home: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir(parents=True)
    (home / "occupations").symlink_to(data_home / "parcours/occupations")
    main(["occupation", "1515", "--lang", "en"])
    hint = "Codes of NOC 2016 are answered once their table is loaded: parcours reference load noc-2016"
    first = capsys.readouterr()
    assert first.err.splitlines()[-1] == hint
    assert first.out.startswith("NOC 2021 has no such code")
    main(["reference", "load", "noc-2016", files.old_codes(tmp_path / "c.csv")])
    main(["occupation", "1515", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "This is a code of NOC 2016. In NOC 2021 it became:"
    assert lines[-1].split()[0] == "95109"


def test_a_damaged_table_is_named(data_home: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "reference").mkdir(parents=True)
    (home / "occupations").symlink_to(data_home / "parcours/occupations")
    (home / "reference/noc-2016.jsonl").write_text("?", encoding="utf-8")
    assert main(["occupation", "RN", "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        f"{home / 'reference/noc-2016.jsonl'}: The loaded table is damaged. "
        "Load it again with parcours reference load."
    )


def status(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """How many titles are loaded, and which index is in use."""
    capsys.readouterr()
    main(["reference", "status", "--json"])
    given = json.loads(capsys.readouterr().out)
    return sum(part["rows"] for part in given["tables"]["noc-titles"]["parts"]), given["index"]


@pytest.mark.slow
def test_a_load_that_is_killed_changes_nothing_and_works_again(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = files.titles(tmp_path / "one.csv", languages=("en",))
    second = files.titles(tmp_path / "two.csv", "assistant")
    assert main(["reference", "load", "noc-titles", first]) == 0
    before = status(capsys)
    assert (before[0], before[1][:5]) == (2580, "full-")

    command = [sys.executable, "-m", "parcours", "reference", "load", "noc-titles", second, "--lang", "en"]
    ended, held = os.pipe()  # held by the command and by what it starts, as their standard input
    with subprocess.Popen(command, stdin=held, stderr=subprocess.PIPE, text=True) as load:
        os.close(held)
        assert load.stderr is not None
        while not load.stderr.readline().startswith("Building the index"):
            assert load.poll() is None
        os.kill(load.pid, signal.SIGKILL)
    assert load.returncode == -signal.SIGKILL
    left = list((home / "reference").glob(".loading-*"))
    assert len(left) == 1
    assert os.read(ended, 1) == b""  # the builder of the index has ended too
    os.close(ended)
    assert status(capsys) == before
    assert main(["occupation", "helper a of en 21300", "--json"]) == 0

    assert main(["reference", "load", "noc-titles", second]) == 0
    after = status(capsys)
    assert after[0] == 5160
    assert after[1] != before[1]


@pytest.mark.slow
def test_an_index_that_was_lost_is_built_again_from_the_loaded_titles(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["reference", "load", "noc-titles", files.titles(tmp_path / "t.csv", languages=("fr",))])
    (home / "occupations/current").unlink()
    capsys.readouterr()
    assert main(["occupation", "helper a of fr 21300", "--lang", "en"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "Building the index of occupations, this once …",
        "Answered from the full index, with the official titles.",
    ]
