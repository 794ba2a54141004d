"""Every page, in both languages, both themes, on a phone and on a desk: nothing that axe-core finds.

It finds part of what WCAG 2.2 AA asks; `docs/security/cases.md` and the tests beside this one have more.
"""

import itertools
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from parcours.web.public.personas import PERSONAS
from tests.e2e.visit import LANGUAGES, crawl, states, visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
LOOKS = [*itertools.product(THEMES, WIDTHS)]

# The personas whose pages, together, are all pages.
PEOPLE = ("", "administrator", "coordinator-city", "participant", "funder")


def findings(page: Page) -> list[str]:
    """What axe-core finds, each with the first place it finds it at."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {violation['nodes'][0]['target']} {violation['nodes'][0]['failureSummary']}"
        for violation in results.response["violations"]
    ]


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


def look(page: Page, theme: Literal["light", "dark"], width: int) -> list[str]:
    """What is wrong with the page in one theme at one width."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    sideways = page.evaluate("document.documentElement.scrollWidth") > width
    return findings(page) + (["scrolls sideways"] if sideways else [])
