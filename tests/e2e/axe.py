"""Asking axe-core what is wrong with a page, in a theme and at a width."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERYTHING: Mapping[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_OF_COLOURS = ("color-contrast", "link-in-text-block")
COLOURS: Mapping[str, object] = {"type": "rule", "values": _OF_COLOURS}
"""The rules that a theme changes something for: the other theme is asked for these. They are most of the work."""

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
HEIGHT = 900
"""The same for every check that does not look for what a low window hides: another one lays the page out anew."""
LOOKS = [*itertools.product(THEMES, WIDTHS)]


def looks(language: str) -> list[tuple[Literal["light", "dark"], int]]:
    """The looks that a page of many is asked about: both themes and both widths, the other way round in French.

    Together the two languages have all four: the same parts are on a page in both.
    """
    return LOOKS[::3] if language == "fr" else LOOKS[1:3]


_FIND = """async ([runOnly, off]) => (await axe.run({ runOnly, resultTypes: ["violations"],
    rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])) })).violations
  .map(({ id, nodes: [first] }) => `${id}: ${first.target} ${first.failureSummary}`)"""

# Whatever the rules of colours judge by: of all that is written, how it looks and what is behind it.
_INKS = """() => {
  const grounds = new Map();
  const ground = (one) => {
    if (one && !grounds.has(one)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
      const below = ground(one.parentElement);
      grounds.set(one, own === "rgba(0, 0, 0, 0) none 1" ? below : `${own}, ${below}`);
    }
    return one ? grounds.get(one) : "";
  };
  const written = (one) => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName) ||
    [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
  return [...new Set([...document.querySelectorAll("body, body *")].filter(written).map((one) => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(one);
    const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const link = one.tagName === "A" ? [textDecorationLine, fontWeight, getComputedStyle(one.parentElement).color] : [];
    return [color, isLarge, textShadow, ...link, ground(one)].join(" | ");
  }))];
}"""


def findings(page: Page, rules: Mapping[str, object] = EVERYTHING, off: Sequence[str] = ()) -> list[str]:
    """What axe-core finds by ``rules``, without those ``off``: each with the first place it finds it at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_FIND, [rules, off])
    return found


def look(
    page: Page,
    theme: Literal["light", "dark"],
    width: int,
    known: set[tuple[str, ...]] | None = None,
    off: Sequence[str] = (),
) -> list[str]:
    """What is wrong with the page in one theme at one width, seen from its top: what is sticky covers nothing there.

    Rules that are ``off`` are not asked. Where everything that is written looks as something does that is ``known``,
    the rules of colours have judged it.
    """
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    sideways = page.evaluate("(scrollTo(0, 0), document.documentElement.scrollWidth)") > width
    found = ["scrolls sideways"] if sideways else []
    inks = {("ink", ink) for ink in page.evaluate(_INKS)}
    is_new = known is None or not inks <= known
    if known is not None:
        known |= inks
    if theme == "light":
        return found + findings(page, off=off if is_new else (*off, *_OF_COLOURS))
    return found + (findings(page, COLOURS) if is_new else [])
