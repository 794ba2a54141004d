"""`--memory`: a command keeps to it, or says that it is too little."""

import argparse
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parcours.cli.console import Console
from parcours.cli.main import main
from parcours.cli.memory import held, keeping
from parcours.core.language import speak
from tests.cli.sheets import cohort, contents

SCORES = "left,right,score\nr1,h1,3\nr1,h2,1\nr2,h1,2\n"


def scores(folder: Path) -> list[str]:
    (folder / "scores.csv").write_text(SCORES, encoding="utf-8")
    return ["assign", str(folder / "scores.csv"), "--lang", "en"]


@pytest.mark.parametrize("command", [cohort, scores])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "--memory: 1 MB of memory are too little for this. Give more, or leave --memory out."),
        ("fr", "--memory\u00a0: 1\u00a0Mo de mémoire ne suffisent pas. Donnez-en plus, ou omettez --memory."),
    ],
)
def test_too_little_memory_is_refused_and_nothing_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: Callable[[Path], list[str]],
    language: str,
    sentence: str,
) -> None:
    given = command(tmp_path)
    before = contents(tmp_path)
    assert main([*given, "--out", str(tmp_path / "out"), "--memory", "1", "--lang", language]) == 2
    assert sentence in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_what_asks_for_too_much_on_the_way_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    def run(_options: argparse.Namespace, _console: Console) -> int:
        return len(bytearray(4 * 10**9))

    assert held(run)(argparse.Namespace(memory=3000), Console(speak("en"), as_json=False)) == 2
    assert "3,000 MB of memory are too little for this." in capsys.readouterr().err


def test_a_bound_changes_no_answer_and_ends_with_the_command(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    command = cohort(tmp_path)
    assert main([*command, "--out", str(tmp_path / "free")]) == 0
    assert main([*command, "--out", str(tmp_path / "bound"), "--memory", "64000"]) == 0
    assert contents(tmp_path / "bound")["result.json"] == contents(tmp_path / "free")["result.json"]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_the_system_holds_a_command_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[int] = []

    def looked(_memory: int | None) -> None:
        bounds.append(resource.getrlimit(resource.RLIMIT_DATA)[0])

    monkeypatch.setattr("parcours.cli.match.keeping", looked)
    main([*cohort(tmp_path), "--out", str(tmp_path / "out"), "--memory", "64000"])
    assert bounds == [64_000_000_000]


def test_pairs_are_kept_in_half_of_what_is_left() -> None:
    assert keeping(None) is None
    assert keeping(1) == 0
    some = keeping(64_000) or 0
    assert 500 * 10**6 < some < 64 * 10**9 // (2 * 56)


@pytest.mark.parametrize("text", ["0", "-5", "1.5", "much"])
def test_what_is_no_number_of_mb_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    with pytest.raises(SystemExit):
        main([*cohort(tmp_path), "--out", str(tmp_path / "out"), f"--memory={text}"])
    assert f"“{text}”: give a number of MB, such as 2000." in capsys.readouterr().err


def test_a_cluster_is_not_held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*cohort(tmp_path), "--out", str(tmp_path / "out"), "--memory", "64000", "--cluster", "local"])
    assert "--memory holds this machine only: leave it out with --cluster" in capsys.readouterr().err


def test_other_systems_do_not_know_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit):
        main([*scores(tmp_path), "--out", str(tmp_path / "out"), "--memory", "64000"])
    assert "--memory is known on Linux only" in capsys.readouterr().err


def test_more_memory_than_there_is_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    @held
    def run(_options: argparse.Namespace, _console: Console) -> int:
        raise MemoryError

    assert run(argparse.Namespace(memory=None), Console(speak("en"), as_json=False)) == 2
    assert "parcours: This takes more memory than there is. Take a machine" in capsys.readouterr().err
