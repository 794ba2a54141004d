"""A demo that begins anew, made once in a run for all workers: what it says is asked, and others go on with copies."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from parcours.demo.__main__ import MARK
from tests import once

OLD_KEY = "the key of the demo before"


class Said(NamedTuple):
    """A demo that was started, asked for a page, and stopped by Ctrl-C."""

    port: int
    line: str
    page: str
    code: int
    is_still_there: bool


class FirstStart(NamedTuple):
    """The folder of a demo whose work is all done, and what it said as it began there anew."""

    folder: Path
    said: Said


def of_this_run(home: Path) -> FirstStart:
    """Return the first start of this run, which is kept in ``home``: whoever comes first makes it."""
    kept = home / "first-start"
    kept.mkdir(exist_ok=True)
    folder, told = kept / "site", kept / "said.json"
    with once.alone(kept):
        if not told.exists():
            folder.mkdir(exist_ok=True)
            (folder / MARK).touch()
            (folder / "secret_key").write_text(OLD_KEY)
            said = start(folder, home, "--reset")
            # Letters, and the jobs of the first minute: a copy has nothing to do.
            command = [sys.executable, "-m", "tests.demo.first_minute", str(folder)]
            subprocess.run(command, cwd=once.ROOT, env=own_environment(home), check=True)
            told.write_text(json.dumps(said))
        return FirstStart(folder, Said(*json.loads(told.read_text())))


def start(folder: Path, home: Path, *options: str) -> Said:
    """Start the demo, read its first line and a page, and press Ctrl-C."""
    port = free_port()
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(port), "--no-open"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, env=own_environment(home)
    ) as demo:
        try:
            assert demo.stdout is not None
            line = demo.stdout.readline()
            page = _answer(port)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=120)
    try:
        _answer(port)
    except urllib.error.URLError:
        return Said(port, line, page, demo.returncode, is_still_there=False)
    return Said(port, line, page, demo.returncode, is_still_there=True)


def _answer(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo/", timeout=120) as answer:
        page: str = answer.read().decode()
    return page


def free_port() -> int:
    """Return a port of this computer at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def own_environment(home: Path) -> dict[str, str]:
    """Variables for a process whose lines are not counted, with the index of occupations at hand."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    return quiet | {"XDG_DATA_HOME": str(home)}
