"""The main tasks with the keyboard alone: Tab to get somewhere, Enter and Space to do something."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.visit import Visit, visit

MOST_STOPS = 150

_NAME = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
  return (one.getAttribute("aria-label") || label || one.textContent || "").replace(/\\s+/g, " ").trim();
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called ``name``, or begins so."""
    seen = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        called = page.evaluate(_NAME)
        if called.startswith(name):
            return
        seen.append(called[:30])
    pytest.fail(f"“{name}” is not reached from {page.url}; reached are {seen[:60]}")


def press(page: Page, name: str) -> None:
    """Go to what is called ``name`` and press Enter, which leads to another page."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def administrator(browser: Browser, site: str) -> Iterator[Visit]:
    with visit(browser, site, "administrator", "en") as seen:
        seen.open("/o/northgate/manage/")
        yield seen


def test_signing_in(browser: Browser, site: str) -> None:
    with visit(browser, site, "", "en") as seen:
        seen.open("/demo/")
        press(seen.page, "Continue as Grace Whitfield")
        expect(seen.page.get_by_text("Grace Whitfield").first).to_be_attached()
        assert "/demo/" not in seen.page.url


def test_changing_the_language(administrator: Visit) -> None:
    press(administrator.page, "Français")
    expect(administrator.page.locator("html")).to_have_attribute("lang", "fr-CA")


def test_searching_and_sorting_a_list(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/members/")
    tab_to(page, "Search")
    page.keyboard.type("leclair")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/members/\?q=leclair&"))
    press(page, "Email address")
    expect(page.locator("th[aria-sort]")).to_have_text("Email address")


def test_editing_the_organization(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/organization/")
    tab_to(page, "Contact’s telephone")
    page.keyboard.press("Control+A")
    page.keyboard.type("555-0199")
    press(page, "Save")
    expect(page.get_by_text("555-0199")).to_be_visible()


def test_ending_a_membership(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/members/?role=counsellor")
    rows = page.locator("tbody tr").count()
    tab_to(page, page.locator("tbody input").first.get_attribute("aria-label") or "")
    page.keyboard.press("Space")
    press(page, "End ")
    press(page, "End ")
    expect(page.locator(".messages")).to_contain_text("1 membership has ended")
    administrator.open("/o/northgate/manage/members/?role=counsellor")
    expect(page.locator("tbody tr")).to_have_count(rows - 1)


def test_opening_and_leaving_the_menu(administrator: Visit) -> None:
    page = administrator.page
    tab_to(page, "Your account")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_what_cannot_be_reached_is_found(administrator: Visit) -> None:
    with pytest.raises(pytest.fail.Exception, match="is not reached"):
        tab_to(administrator.page, "No such thing")
