"""The demo's site, served for real, and a browser to look at it with."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tools.chromium import find_chromium, options

# A busy machine is slow, not wrong: what is looked for may take its time.
expect.set_options(timeout=60_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser are slow and talk to this computer.

    They come first, whatever the order of each kind: with `--dist worksteal` one worker begins with all of them, so
    that their site starts once, and the others help only where nothing else is left.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.enable_socket)
    items.sort(key=lambda item: not item.path.is_relative_to(here))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, data_home: Path) -> Iterator[str]:
    """The address of a running demo, which has the index of occupations at hand."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "parcours.demo", "--data", str(folder), "--port", str(port), "--no-open"]
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    quiet["XDG_DATA_HOME"] = str(data_home)
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
