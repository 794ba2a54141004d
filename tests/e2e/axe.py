"""Asking axe-core what is wrong with a page, in a theme and at a width."""

import itertools
from collections.abc import Mapping
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERYTHING: Mapping[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: Mapping[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that a theme changes something for: the other theme is asked for these."""

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
LOOKS = [*itertools.product(THEMES, WIDTHS)]


def looks(language: str) -> list[tuple[Literal["light", "dark"], int]]:
    """The looks that a page of many is asked about: both themes and both widths, the other way round in French.

    Together the two languages have all four: the same parts are on a page in both.
    """
    return LOOKS[::3] if language == "fr" else LOOKS[1:3]


_FIND = """async (rules) => (await axe.run({ runOnly: rules, resultTypes: ["violations"] })).violations
  .map(({ id, nodes: [first] }) => `${id}: ${first.target} ${first.failureSummary}`)"""


def findings(page: Page, rules: Mapping[str, object] = EVERYTHING) -> list[str]:
    """What axe-core finds, each with the first place it finds it at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_FIND, rules)
    return found


def look(page: Page, theme: Literal["light", "dark"], width: int) -> list[str]:
    """What is wrong with the page in one theme at one width, seen from its top: what is sticky covers nothing there."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    sideways = page.evaluate("(scrollTo(0, 0), document.documentElement.scrollWidth)") > width
    found = findings(page, EVERYTHING if theme == "light" else COLOURS)
    return found + (["scrolls sideways"] if sideways else [])
