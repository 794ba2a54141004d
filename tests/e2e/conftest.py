"""The demo's site, served for real, and a browser to look at it with."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.demo import first_start
from tools.chromium import find_chromium, options

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
    """The folder of a demo that has done all its work, for all workers."""
    return first_start.of_this_run(data_home).folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, data_home: Path, filled: Path) -> Iterator[str]:
    """The address of a running demo of this worker's own, which starts as the filled one is."""
    port = first_start.free_port()
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True)
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(port), "--no-open"]
    quiet = first_start.own_environment(data_home)
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
