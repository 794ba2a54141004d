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
