"""Having a link sent to somebody by a coordinator, and finding it in the letter that the worker delivered."""

import email
import re
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.e2e.visit import visit

PEOPLE = "/o/rivermouth/manage/people"


def sent_link(browser: Browser, site: str, folder: Path, *, kind: str, name: str) -> str:
    """Have somebody who reads French added at ``kind`` (an address below people), and return the path of their link.

    ``folder`` is where tests keep their files: the demo's letters are below it.
    """
    address = address_of(name)
    with visit(browser, site, "coordinator-city", "en") as seen:
        seen.open(f"{PEOPLE}/{kind}")
        page = seen.page
        page.get_by_label("Given name").fill(name)
        page.get_by_label("Email address").fill(address)
        page.get_by_label("Preferred language").select_option("fr")
        page.get_by_label("Send a link now").check()
        page.locator("main form button").first.click()
        expect(page.locator(".messages")).to_contain_text("a link is on its way")
        assert seen.wrong == []
    return link_to(address, folder)


def link_to(address: str, folder: Path, *, but: str = "") -> str:
    """Wait until the worker has delivered a letter to ``address`` with another link than ``but``; return its path."""
    letters, until = next(folder.glob("demo*/mail")), time.monotonic() + 60
    while time.monotonic() < until:
        paths = [_path_in(written) for written in _letters_to(address, letters)]
        new = [path for path in paths if path != but]
        if new:
            return new[0]
        time.sleep(0.1)  # another process writes it, and has no way to say so
    raise AssertionError(f"no letter to {address}")


def address_of(name: str) -> str:
    """The address of somebody who is made for a test."""
    return f"{name.lower()}@post.example"


def _letters_to(address: str, folder: Path) -> Iterator[str]:
    """Give the letters to ``address`` that have a link, each whole."""
    for file in folder.glob("*"):
        *whole, _unfinished = file.read_text("utf-8").split(f"\n{'-' * 79}\n")  # as many as left together
        yield from (written for written in whole if address in written and "/link/" in written)


def _path_in(letter: str) -> str:
    """Return the path of the link that stands in a letter."""
    message = email.message_from_string(letter)
    (text,) = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    payload = text.get_payload(decode=True)
    assert isinstance(payload, bytes)
    found = re.search(r"http://[^/\s]+(/link/\S+)", payload.decode())
    assert found is not None
    return found[1]
