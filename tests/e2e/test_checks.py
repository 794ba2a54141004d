"""Each check of WCAG 2.2 beyond axe-core is seen to find what it is for; test_pages.py makes them on every page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import checks


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


def test_what_stands_before_the_content_is_tabbed_through_when_asked(blank: Page) -> None:
    blank.set_content(f'<a href="#main">A</a>{UNMARKED}<main id="main" tabindex="-1"></main>')
    assert checks.skip_link(blank) + checks.hidden_focus(blank) == []
    checks.before_everything(blank)
    assert checks.hidden_focus(blank) == ["A “A” does not show that it has the focus"]


def test_checks_made_together_find_what_each_finds(blank: Page) -> None:
    blank.set_content('<p id="a"></p><p id="a" style="transition:color 1s"></p>')
    found = checks.all_found(blank, checks.STATIC)
    assert found == {name: checks.found(blank, check) for name, check in checks.STATIC.items()}
    assert [name for name, wrong in found.items() if wrong] == ["unique ids", "landmarks", "help", "motion"]
