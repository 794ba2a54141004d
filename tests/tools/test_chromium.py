"""Which browser the tests drive, and what is installed where there is none."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tools import chromium


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Put programs of these names on a machine that has no others."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PARCOURS_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "MACS", ())

    def put(*names: str) -> None:
        for name in names:
            (tmp_path / name).touch(mode=0o755)

    return put


def test_the_browser_without_windows_comes_first(machine: Callable[..., None]) -> None:
    machine("chromium")
    assert (chromium.find_chromium() or "").endswith("/chromium")
    machine(chromium.SHELL)
    assert (chromium.find_chromium() or "").endswith(f"/{chromium.SHELL}")


def test_whoever_names_a_browser_has_it(
    machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(chromium.SHELL)
    monkeypatch.setenv("PARCOURS_CHROMIUM", "/opt/other")
    assert chromium.find_chromium() == "/opt/other"


@pytest.mark.parametrize(
    ("there", "offered", "asked_for"),
    [
        ("", chromium.SHELL, [chromium.SHELL]),
        ("", "chromium", [chromium.SHELL, "update", chromium.SHELL, "chromium"]),
        ("chromium", chromium.SHELL, [chromium.SHELL]),
        ("chromium", "", [chromium.SHELL, "update", chromium.SHELL]),
    ],
)
def test_what_the_machine_is_offered_is_installed_and_no_more(
    machine: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    there: str,
    offered: str,
    asked_for: list[str],
) -> None:
    tried = []

    def run(command: Sequence[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        name = next((part for part in (chromium.SHELL, "chromium") if part in command), "update")
        tried.append(name)
        if offered == name:
            machine(offered)
        return subprocess.CompletedProcess(command, 0 if name in {offered, "update"} else 100)

    machine("apt-get", *filter(None, [there]))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("subprocess.run", run)
    assert chromium.main() == 0
    assert tried == asked_for
    assert chromium.find_chromium() is not None


def test_it_is_said_where_there_is_none(
    machine: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine("apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert chromium.main() == 0
    assert "There is no Chromium here" in capsys.readouterr().err
