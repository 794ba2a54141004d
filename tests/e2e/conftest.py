"""The demo's site, served for real, and a browser to look at it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import once
from tools.chromium import find_chromium, options

ROOT = Path(__file__).parents[2]

# A busy machine is slow, not wrong: what is looked for may take its time.
expect.set_options(timeout=60_000)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Tests in a browser are slow and talk to this computer; each worker begins with a lot of them.

    With `--dist worksteal` every worker is given as many tests, in order, and the others help only where nothing else
    is left. So a worker starts the site once, whatever it tests there, and none is left alone with all of them.
    """
    ours = [item for item in items if item.nodeid.startswith("tests/e2e/")]
    for item in ours:
        item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.enable_socket)
    yield
    here, left = {*ours}, {*items}
    lots: dict[str, list[pytest.Item]] = {}
    for item in [one for one in ours if one in left]:
        lots.setdefault(_lot(item), []).append(item)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    parts = [[item for name in [*lots][number::workers] for item in lots[name]] for number in range(workers)]
    others = sorted([item for item in items if item not in here], key=_turn)
    # While one worker fills the demo, the next ones have something long to do.
    long = [item for item in others if item.get_closest_marker("long")]
    for part, item in zip(parts[1:], long, strict=False):
        part.insert(0, item)
        others.remove(item)
    for _turn_of, group in groupby(others, key=_turn):
        _share_out([*group], parts)
    items[:] = [item for part in parts for item in part]


def _share_out(items: list[pytest.Item], parts: list[list[pytest.Item]]) -> None:
    """Add the items to the parts, which become as even as the lots that xdist makes, the longer ones last.

    Tests of a file stay together, as far as that goes: what a file makes once, each worker makes that has some of it.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    ordered = [item for file in files.values() for item in file]
    ends = [len(part) for part in parts]
    for _item in ordered:
        shortest = min(reversed(range(len(parts))), key=ends.__getitem__)
        ends[shortest] += 1
    for part, end in zip(parts, ends, strict=True):
        number = end - len(part)
        part.extend(ordered[:number])
        del ordered[:number]


def _turn(item: pytest.Item) -> int:
    """When a test's turn is: the slow ones come first, so that nobody waits for them at the end.

    Before all those that need no database of the worker's.
    """
    if item.get_closest_marker("slow") is None:
        return 2
    return 1 if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()) else 0


def _lot(item: pytest.Item) -> str:
    """Tests that share what takes long: all walks in one language, and all else."""
    spec: Any = getattr(item, "callspec", None)
    return str(spec.params["walker"][1]) if spec and "walker" in spec.params else "other"


@pytest.fixture(scope="session")
def filled(data_home: Path) -> Path:
    """The folder of a demo that was filled and never served, for all workers: whoever comes first fills it."""
    once.tables(data_home)  # the demo finds them there
    home = data_home / "filled-demo"
    home.mkdir(exist_ok=True)
    folder, part = home / "site", home / "part"
    with once.alone(home):
        if not folder.exists():
            command = [sys.executable, "-m", "tests.e2e.filled_demo", str(part)]
            subprocess.run(command, cwd=ROOT, env=own_environment(data_home), check=True)
            part.rename(folder)
    return folder


def own_environment(data_home: Path) -> dict[str, str]:
    """Variables for a process whose lines are not counted, with the index of occupations at hand."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    return quiet | {"XDG_DATA_HOME": str(data_home)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, data_home: Path, filled: Path) -> Iterator[str]:
    """The address of a running demo of this worker's own, which starts as the filled one is."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True)
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(port), "--no-open"]
    quiet = own_environment(data_home)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as demo:
        try:
            assert demo.stdout is not None
            assert demo.stdout.readline() == f"Parcours is at http://127.0.0.1:{port}/\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.send_signal(signal.SIGINT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium here: see tools/chromium.py")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Its loop waits in this thread while the browser is open; Django would refuse the database to later tests.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=chromium, args=options())
        yield opened
        opened.close()
