"""The demo's site, served for real, and a browser to look at it with."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.chromium import find_chromium, options


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser are slow, talk to this computer, and share one site: they stay on one worker."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.xdist_group("browser"))


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
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=options())
        yield opened
        opened.close()
