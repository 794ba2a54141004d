"""Going through the site as somebody, and noting whatever goes wrong on the way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.e2e.forms import askers, send_empty

LANGUAGES = ("en", "fr")

LEAVES = ("/account/logout/", "/demo/")
"""Addresses that end the visit."""

FILES = ("export=", "/files/", ".csv", ".xlsx", ".ics", ".json", ".pdf", ".zip")
"""What in an address says that a file comes, not a page."""

DOCUMENT = re.compile(r"/documents/\d+/$")
"""The address of somebody's document, which is a file too."""


@dataclass
class Visit:
    """A browser signed in as one persona, in one language, and what went wrong in it."""

    site: str
    page: Page
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note what the browser complains about, and whatever the page asks of another host."""

        def note_complaint(said: ConsoleMessage) -> None:
            if said.type == "error":
                self.wrong.append(f"{self.page.url}: {said.text}")

        def note_stranger(asked: Request) -> None:
            if not asked.url.startswith(self.site):
                self.wrong.append(f"{self.page.url}: {asked.url}")

        self.page.on("console", note_complaint)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("request", note_stranger)

    def open(self, path: str) -> int:
        """Go to a page of the site and return its status."""
        response = self.page.goto(urljoin(self.site, path))
        assert response is not None
        return response.status

    def links(self) -> list[str]:
        """Return the pages of this site that the page leads to, without fragments."""
        return [link for link in self._own_links() if leads_on(link)]

    def files(self) -> list[str]:
        """Return the files of this site that the page leads to."""
        return [link for link in self._own_links() if is_file(link)]

    def _own_links(self) -> list[str]:
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        own = (urldefrag(link).url for link in found if link.startswith(self.site))
        return [link.removeprefix(self.site) for link in own]


def leads_on(link: str) -> bool:
    """Whether an address is a page to go on from: not the way out, not a file."""
    return urlsplit(link).path not in LEAVES and not is_file(link)


def is_file(link: str) -> bool:
    """Whether a file comes at the address, and no page."""
    return any(part in link for part in FILES) or DOCUMENT.search(urlsplit(link).path) is not None


@contextmanager
def visit(browser: Browser, site: str, persona: str, language: str, **options: Any) -> Iterator[Visit]:
    """Open a browser window as ``persona`` (or nobody, where it is empty), reading ``language``."""
    context: BrowserContext = browser.new_context(
        locale="fr-CA" if language == "fr" else "en-CA", **{"reduced_motion": "reduce", **options}
    )
    context.set_default_timeout(60_000)  # a busy machine is slow, not wrong
    context.add_cookies([{"name": "language", "value": language, "url": site}])
    page = context.new_page()
    seen = Visit(site, page)
    seen.watch()
    try:
        if persona:
            page.goto(f"{site}/demo/")
            with page.expect_navigation():
                page.locator(f'button[name=persona][value="{persona}"]').click()
        yield seen
    finally:
        context.close()


@cache
def kind(path: str) -> str:
    """What is the same page whatever row, message or organization it is about: its route.

    A person's own profile has a page for each section; the same section as staff see it is one for itself.
    """
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return path
    section = "" if "manage/" in found.route else found.kwargs.get("section", "")
    return f"{found.route}{section}"


MOST = 150
"""More kinds of pages than anybody reaches: a crawl that comes to so many goes in circles."""


def crawl(seen: Visit, start: str = "/") -> Iterator[str]:
    """Open every page that can be reached by links from ``start``, one of each kind; give their paths."""
    waiting, known = [start], set[str]()
    while waiting:
        path = waiting.pop(0)
        if kind(path) in known:
            continue
        known.add(kind(path))
        assert len(known) <= MOST, f"too many kinds of pages: {sorted(known)}"
        status = seen.open(path)
        if status >= 400:
            seen.wrong.append(f"{path}: {status}")
        waiting += seen.links()
        yield path


def states(seen: Visit, path: str) -> Iterator[str]:
    """Show the page that is open in each of its states, and name them: as it is, with nothing found, with errors."""
    yield "as it is"
    page = seen.page
    forms = len(askers(page))
    if page.locator("form.filters input[type=search]").count():
        seen.open(f"{urlsplit(path).path}?q=zzqx")
        yield "nothing found"
        if forms:
            seen.open(path)
    for number in range(forms):
        if number:
            seen.open(path)
        send_empty(askers(page)[number])
        yield "errors"
