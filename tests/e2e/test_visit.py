"""Whoever goes through the site notices what is wrong on the way."""

from playwright.sync_api import Browser

from tests.e2e.english import english_only, left_in_english
from tests.e2e.visit import visit


def test_t23_what_the_policy_forbids_is_noticed(browser: Browser, site: str) -> None:
    with visit(browser, site, "", "en") as seen:
        seen.open("/")
        with seen.page.expect_console_message(lambda said: said.type == "error"):
            seen.page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
            )
        assert any("Content Security Policy" in said for said in seen.wrong)


def test_english_on_a_french_page_is_found(browser: Browser, site: str) -> None:
    with visit(browser, site, "", "en") as seen:
        seen.open("/")
        assert left_in_english(seen, english_only()) != []


TOO_WIDE = """() => [...document.querySelectorAll("html, .card:has(table)")].filter((one) =>
  one.scrollWidth > one.clientWidth + 1).length"""
"""How many cards of a page, or the page itself, are narrower than what stands in them."""


def test_long_words_of_french_fit_a_laptop_and_a_tablet_on_its_side(browser: Browser, site: str) -> None:
    with visit(browser, site, "coordinator-city", "fr") as seen:
        for width, path in ((1280, "programs/follow-ups/"), (1024, "programs/")):
            seen.page.set_viewport_size({"width": width, "height": 800})
            seen.open(f"/o/rivermouth/manage/{path}")
            assert (width, seen.page.evaluate(TOO_WIDE)) == (width, 0)
