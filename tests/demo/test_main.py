"""`make demo`: one line when the first page answers, everything ended by Ctrl-C, data kept."""

import re
import shutil
import socket
from pathlib import Path

import pytest

from parcours.demo.__main__ import REFUSED, main
from tests.demo import first_start

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]


def test_it_begins_anew_says_one_line_and_stops_whole(data_home: Path) -> None:
    folder, said = first_start.of_this_run(data_home)
    assert (said.line, said.code) == (f"Parcours is at http://127.0.0.1:{said.port}/\n", 0)
    assert len(re.findall(r'name="persona" value="', said.page)) == 8
    assert not said.is_still_there
    assert (folder / "secret_key").read_text() != first_start.OLD_KEY


def test_a_second_start_keeps_its_data(data_home: Path, tmp_path: Path) -> None:
    before = first_start.of_this_run(data_home).folder
    folder = shutil.copytree(before, tmp_path / "demo")
    said = first_start.start(folder, data_home)
    assert (said.line, said.code) == (f"Parcours is at http://127.0.0.1:{said.port}/\n", 0)
    assert (folder / "secret_key").read_text() == (before / "secret_key").read_text()


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
