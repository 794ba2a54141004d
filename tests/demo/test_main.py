"""`make demo`: one line when the first page answers, everything ended by Ctrl-C, data kept."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from parcours.demo.__main__ import MARK, REFUSED, main

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


@pytest.fixture(autouse=True)
def _own_share(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept among the data of whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def run_until_it_answers(folder: Path, port: int, *options: str) -> tuple[str, str, int]:
    """Start the demo, read its first line and a page, press Ctrl-C; the line, the page and the exit code."""
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(port), "--no-open"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as demo:
        try:
            assert demo.stdout is not None
            line = demo.stdout.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo/", timeout=120) as answer:
                page = answer.read().decode()
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=120)
    return line, page, demo.returncode


@pytest.mark.long
def test_it_says_one_line_stops_whole_and_keeps_its_data(tmp_path: Path, port: int) -> None:
    folder, old = tmp_path / "demo", "the key of the demo before"
    folder.mkdir()
    (folder / MARK).touch()
    (folder / "secret_key").write_text(old)
    line, page, code = run_until_it_answers(folder, port, "--reset")
    assert (line, code) == (f"Parcours is at http://127.0.0.1:{port}/\n", 0)
    assert len(re.findall(r'name="persona" value="', page)) == 8
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=120)
    key = (folder / "secret_key").read_text()
    assert key != old
    run_until_it_answers(folder, port)
    assert (folder / "secret_key").read_text() == key


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["--data", str(tmp_path / "demo"), "--port", str(port), "--no-open"]) == REFUSED
    assert capsys.readouterr().err == (
        f"Something answers at port {port} already. Try: make demo PORT=8123\n"
    )
    assert not (tmp_path / "demo").exists()


def test_it_does_not_throw_away_what_is_not_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.odt").touch()
    assert main(["--data", str(tmp_path), "--reset", "--no-open"]) == REFUSED
    assert capsys.readouterr().err == (
        f"{tmp_path} was not made by a demo, so it is left as it is. Name another folder: make demo DATA=…\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["thesis.odt"]
