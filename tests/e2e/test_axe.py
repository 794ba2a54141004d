"""Every page, in both languages, both themes, on a phone and on a desk: nothing that axe-core finds.

It finds part of what WCAG 2.2 AA asks; `docs/security/cases.md` and the tests beside this one have more.
"""

import itertools
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from parcours.web.public.personas import PERSONAS
from tests.e2e.visit import LANGUAGES, crawl, states, visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
LOOKS = [*itertools.product(THEMES, WIDTHS)]

# The personas whose pages, together, are all pages.
PEOPLE = ("", "administrator", "coordinator-city", "participant", "funder")


FIND = """async (rules) => (await axe.run({ runOnly: rules, resultTypes: ["violations"] })).violations
  .map(({ id, nodes: [first] }) => `${id}: ${first.target} ${first.failureSummary}`)"""


def findings(page: Page) -> list[str]:
    """What axe-core finds, each with the first place it finds it at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(FIND, RULES)
    return found


def test_the_people_are_personas() -> None:
    assert set(PEOPLE) - {persona.key for persona in PERSONAS} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("persona", PEOPLE)
def test_axe_finds_nothing(browser: Browser, site: str, persona: str, language: str) -> None:
    wrong = []
    with visit(browser, site, persona, language) as seen:
        for path in crawl(seen, "/start/" if persona else "/"):
            for state in states(seen, path):
                # French and the other states are made of the same parts: the narrowest light, and the widest dark.
                whole = state == "as it is" and language == "en"
                for theme, width in LOOKS if whole else LOOKS[::3]:
                    wrong += [
                        f"{path} {state} {theme} {width}: {one}" for one in look(seen.page, theme, width)
                    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_pages_of_errors(browser: Browser, site: str, language: str) -> None:
    wrong = []
    with visit(browser, site, "participant", language) as seen:
        for path in ("/no/such/page/", "/o/northgate/manage/members/", "/gallery/"):
            seen.open(path)
            for theme, width in LOOKS:
                wrong += [f"{path} {theme} {width}: {one}" for one in look(seen.page, theme, width)]
    assert wrong == []


def test_a_bad_page_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img src="a.png"></main></html>')
    assert [one.partition(" Fix")[0] for one in findings(page)] == ["image-alt: img"]
    page.close()


def look(page: Page, theme: Literal["light", "dark"], width: int) -> list[str]:
    """What is wrong with the page in one theme at one width."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    sideways = page.evaluate("document.documentElement.scrollWidth") > width
    return findings(page) + (["scrolls sideways"] if sideways else [])
