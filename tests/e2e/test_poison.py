"""Whatever people write into any field, in either language, no page runs it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from tests.e2e.test_sign_in import wait_for
from tests.e2e.visit import LANGUAGES, Visit, leads_on, visit

ROOT = Path(__file__).parents[2]
TIMES = {"IDLE": "1800", "LONGEST": "43200", "WARNING": "120"}

FOUND = """() => [...document.querySelectorAll(
  "[onerror], [onload], [onfocus], script:not([src], [type='application/ld+json']), style, img[src=x]")]
  .map((one) => one.outerHTML.slice(0, 100))"""


@dataclass
class Poisoned:
    """Where the site is, and how to get in."""

    address: str
    cookie: str
    paths: list[str]


@pytest.fixture(scope="module")
def poisoned(template: str) -> Iterator[Poisoned]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "tests.e2e.poisoned_site", str(port), template]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | TIMES,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            known = json.loads(process.stdout.readline())
            wait_for(process, port)
            yield Poisoned(f"http://127.0.0.1:{port}", **known)
        finally:
            process.terminate()


def listen(seen: Visit) -> list[str]:
    """Note what a script that runs would show."""
    shown: list[str] = []

    def note(dialog: Dialog) -> None:
        shown.append(f"{seen.page.url}: {dialog.message}")
        dialog.dismiss()

    seen.page.on("dialog", note)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_t22_nothing_that_was_written_runs(browser: Browser, poisoned: Poisoned, language: str) -> None:
    with visit(browser, poisoned.address, "", language) as seen:
        cookie = {"name": "sessionid", "value": poisoned.cookie, "url": poisoned.address}
        seen.page.context.add_cookies([cookie])  # type: ignore[list-item]
        shown = listen(seen)
        written, opened = [], 0
        for path in poisoned.paths:
            if path.endswith((".png", "/download/", "/logout/")) or not leads_on(path):
                continue
            opened += seen.open(path) == 200
            written += [f"{path}: {element}" for element in seen.page.evaluate(FOUND)]
        assert (shown, written) == ([], [])
        assert [line for line in seen.wrong if "Failed to load resource" not in line] == []
        assert opened >= 20


def test_a_script_that_runs_is_seen(browser: Browser, poisoned: Poisoned) -> None:
    with visit(browser, poisoned.address, "", "en") as seen:
        shown = listen(seen)
        with seen.page.expect_event("dialog"):
            seen.page.set_content("<img src=x onerror=alert(1)>")
        assert seen.page.evaluate(FOUND)
        assert shown
