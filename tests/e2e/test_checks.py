"""WCAG 2.2 beyond axe-core, on every page; and each check seen to find what it is for."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import checks
from tests.e2e.test_axe import PEOPLE
from tests.e2e.visit import crawl, visit

NARROW = {"width": 320, "height": 256}
"""A desk of 1280 by 1024 pixels at 400 %."""


@pytest.mark.parametrize("persona", PEOPLE)
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 320)])
def test_every_page_passes(browser: Browser, site: str, persona: str, language: str, width: int) -> None:
    wrong = []
    with visit(browser, site, persona, language) as seen:
        page = seen.page
        page.set_viewport_size({"width": width, "height": 900})
        for path in crawl(seen, "/start/" if persona else "/"):
            here = [
                f"{name}: {finding}"
                for name, check in checks.STATIC.items()
                for finding in checks.found(page, check)
            ]
            here += checks.found(page, checks.SPACED_OUT)
            here += checks.found(page, checks.MOTION)
            page.emulate_media(forced_colors="active")
            here += checks.found(page, checks.FORCED)
            page.emulate_media(forced_colors="none")
            wrong += [f"{path} {width}: {finding}" for finding in here]
    assert wrong == []


@pytest.mark.parametrize("persona", ["", "administrator", "participant"])
@pytest.mark.parametrize(("language", "size"), [("en", {"width": 1280, "height": 800}), ("fr", NARROW)])
def test_the_focus_is_seen(
    browser: Browser, site: str, persona: str, language: str, size: dict[str, int]
) -> None:
    wrong = []
    with visit(browser, site, persona, language) as seen:
        seen.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for path in crawl(seen, "/start/" if persona else "/"):
            wrong += [f"{path}: {finding}" for finding in checks.found(seen.page, checks.SIDEWAYS)]
            wrong += [f"{path}: {finding}" for finding in checks.skip_link(seen.page)]
            seen.open(path)
            wrong += [f"{path}: {finding}" for finding in checks.hidden_focus(seen.page)]
    assert wrong == []


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    yield page
    page.close()


def as_check(script: str) -> Callable[[Page], list[str]]:
    return lambda page: checks.found(page, script)


BAD = {
    "two ids": (checks.UNIQUE_IDS, '<p id="a"></p><p id="a"></p>'),
    "a label for nothing": (checks.VALID_REFERENCES, '<label for="a">A</label>'),
    "a link to nothing": (checks.VALID_REFERENCES, '<a href="#a">A</a>'),
    "two alike": (checks.LANDMARKS, '<main></main><nav aria-label="A">1</nav><nav aria-label="A">2</nav>'),
    "no main": (checks.LANDMARKS, "<p>Text</p>"),
    "small": (
        checks.TARGETS,
        '<button style="all:unset;font-size:8px">a</button><button style="all:unset">b</button>',
    ),
    "wide": (checks.SIDEWAYS, '<div style="width:500px">A</div>'),
    "cut": (
        checks.SPACED_OUT,
        '<div style="width:200px;height:19px;overflow:hidden;line-height:19px">Words</div>',
    ),
    "moving": (checks.MOTION, '<p style="transition:color 1s">A</p>'),
    "no border": (checks.FORCED, '<main><button style="border:0">A</button></main>'),
    "no help": (checks.HELP, "<main></main>"),
    "help first": (checks.HELP, "<footer>Ask</footer><main></main>"),
}
"""Pages by what is wrong with them, and the check that is to see it."""


@pytest.mark.parametrize("what", BAD)
def test_a_bad_page_is_found(blank: Page, what: str) -> None:
    check, page = BAD[what]
    blank.set_content(f"<!doctype html><body>{page}</body>")
    assert checks.found(blank, check) != []


COVERED = '<div style="position:fixed;inset:0;background:#fff"></div><a href="#x">A</a>'
UNMARKED = '<a href="#x" style="outline:none">A</a>'


@pytest.mark.parametrize("page", [COVERED, UNMARKED])
def test_a_focus_that_is_not_seen_is_found(blank: Page, page: str) -> None:
    blank.set_content(f"<!doctype html><body>{page}</body>")
    assert checks.hidden_focus(blank) != []


@pytest.mark.parametrize(
    "page", ['<a href="/">A</a><main id="main"></main>', '<a href="#main">A</a><i id="main"></i>']
)
def test_a_skip_link_that_does_not_work_is_found(blank: Page, page: str) -> None:
    blank.set_content(f"<!doctype html><body>{page}</body>")
    assert checks.skip_link(blank) != []
