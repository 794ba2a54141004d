"""An employer names a colleague by link, who takes the name out again; each page on the way is whole and usable."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import look, looks
from tests.e2e.links import link_to
from tests.e2e.visit import LANGUAGES, Visit, visit

ASKS = "/o/rivermouth/manage/programs/asks/"
CONTACT = "dana.whitfield@harbour-bridges.example"


@pytest.fixture(scope="module")
def link(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the link that the contact of an employer was sent."""
    with visit(browser, site, "coordinator-city", "en") as seen:
        seen.open(ASKS)
        seen.page.get_by_role("link", name="Harbour Bridges Inc.").click()
        seen.page.get_by_role("button", name=re.compile("Send the letter")).click()
        expect(seen.page.locator(".messages")).to_contain_text("is on its way")
    return link_to(CONTACT, tmp_path_factory.getbasetemp())


@pytest.fixture(params=LANGUAGES)
def nobody(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visit]:
    """A browser of somebody without an account, who reads one of the languages."""
    with visit(browser, site, "", request.param) as seen:
        yield seen
        assert seen.wrong == []


def usable(seen: Visit, language: str) -> list[str]:
    """What is wrong with the page that is open."""
    return [fault for theme, width in looks(language) for fault in look(seen.page, theme, width)]


def test_a_colleague_is_named_and_takes_the_name_out(
    nobody: Visit, link: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    language: str = request.node.callspec.params["nobody"]
    page, address = nobody.page, f"odile-{language}@post.example"
    nobody.open(link)
    found = usable(nobody, language)
    one = page.locator("form").filter(has=page.locator("input[type=email]"))
    one.locator("input[type=text]").first.fill("Odile")
    one.locator("input[type=email]").fill(address)
    one.locator("button").last.click()
    expect(page.locator("main")).to_contain_text("Odile")
    found += usable(nobody, language)
    nobody.open(page.locator("main a[href*='/link/']").first.get_attribute("href") or "")
    found += usable(nobody, language)  # where colleagues offer themselves
    nobody.open(link_to(address, tmp_path_factory.getbasetemp()))
    expect(page.locator("main")).to_contain_text("Harbour Bridges Inc.")
    found += usable(nobody, language)
    page.locator("main form button").last.click()
    expect(page.locator("main form")).to_have_count(0)  # nothing is left to remove
    found += usable(nobody, language)
    assert found == []
