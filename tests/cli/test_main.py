"""The command line itself: version, help, languages."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parcours import __version__
from parcours.cli.main import COMMANDS, main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])

    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"parcours {__version__}\n"


@pytest.mark.parametrize(
    ("lang", "what", "notice"),
    [
        ("en", "Occupations", "Adapted from Statistics Canada, National Occupational Classification"),
        ("fr", "Professions", "Adapté de Statistique Canada, Classification nationale des professions"),
    ],
)
def test_credits(
    lang: str,
    what: str,
    notice: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        main(["--credits", "--lang", lang])

    assert stopped.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == what
    assert lines[1].startswith(notice)


@pytest.mark.parametrize(("lang", "word"), [("en", "usage: "), ("fr", "utilisation")])
def test_help_is_in_the_language_asked_for(lang: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["match", "--help", "--lang", lang])

    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(word)


def test_a_command_line_that_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["match", "a", "b", "c", "--lang", "en"])

    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("parcours: error: unrecognized arguments: c\n")


def test_a_language_there_is_not(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")

    with pytest.raises(SystemExit) as stopped:
        main(["match", "--lang", "de"])

    assert stopped.value.code == 2
    assert "invalid choice: 'de'" in capsys.readouterr().err


def test_a_language_that_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")

    with pytest.raises(SystemExit):
        main(["match", "--lang"])

    assert "expected one argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LC_ALL": "fr_CA.UTF-8"}, "utilisation"),
        ({"LANG": "fr_CA.UTF-8"}, "utilisation"),
        ({"LC_MESSAGES": "en_CA.UTF-8", "LANG": "fr_CA.UTF-8"}, "usage"),
        ({}, "usage"),
    ],
)
def test_the_language_follows_the_environment(
    variables: dict[str, str], word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit):
        main(["--help"])

    assert capsys.readouterr().out.startswith(word)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help", "--lang", "en"])

    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize(
    ("command", "loaded"),
    [
        ("match", {"match", "settings_file", "cluster", "memory", "pace", "coder", "loaded"}),
        ("assign", {"assign", "memory", "pace"}),
        ("occupation", {"occupation", "coder", "near", "loaded"}),
        ("", set()),
    ],
)
def test_only_the_command_asked_for_is_loaded(command: str, loaded: set[str]) -> None:
    code = (
        "import sys\n"
        "from parcours.cli.main import main\n"
        "try: main([*sys.argv[1:], '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    asked = [command] if command else []

    done = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)

    modules = {name.removeprefix("parcours.cli.") for name in done.stderr.split() if "parcours.cli." in name}
    assert modules == {"main", "arguments", "console", *loaded}


@pytest.mark.parametrize("threads", [None, "2"])
def test_python_is_left_as_it_was(
    threads: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if threads:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", threads)
    before = gc.get_threshold()

    main(["match", "--example-settings", "--lang", "en"])

    assert capsys.readouterr().out[:1] == "#"
    assert (gc.get_threshold(), os.environ.get("OPENBLAS_NUM_THREADS")) == (before, threads)
