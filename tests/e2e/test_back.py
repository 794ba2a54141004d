"""T08: the back button, another organization and another person: nothing of before is shown from what was kept."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.visit import Visit, visit

NORTHGATE, RIVERMOUTH = "/o/northgate/manage/members/", "/o/rivermouth/manage/members/"


def rows(page: Page) -> list[str]:
    """The rows of the list that the page shows, if any."""
    return page.locator("tbody tr").all_inner_texts()


def back(seen: Visit, to: str) -> int:
    """Press Back; the status that the site answers, which must be asked again."""
    with seen.page.expect_response(lambda answer: answer.url == seen.site + to) as asked:
        seen.page.go_back()
    seen.page.wait_for_load_state()
    return asked.value.status


def sign_out(page: Page) -> None:
    page.locator("header details.menu summary").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


@pytest.mark.parametrize("script", [True, False])
def test_v5_0_0_14_3_1_t08_after_signing_out_back_shows_nothing(
    browser: Browser, site: str, *, script: bool
) -> None:
    with visit(browser, site, "administrator", "en", java_script_enabled=script) as seen:
        for path in (NORTHGATE, RIVERMOUTH):
            seen.open(path)
            assert rows(seen.page)
        sign_out(seen.page)
        for path in (RIVERMOUTH, NORTHGATE):
            back(seen, path)
            expect(seen.page).to_have_url(f"{site}/account/login/?next={path}")
            assert rows(seen.page) == []


def test_t08_after_signing_out_a_page_that_the_browser_kept_goes(browser: Browser, site: str) -> None:
    with visit(browser, site, "administrator", "en") as seen:
        seen.open(NORTHGATE)
        seen.page.context.clear_cookies(name="sessionid")
        with seen.page.expect_navigation():
            seen.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(seen.page).to_have_url(re.compile("/account/login/"))


def test_t08_another_organization_shows_nothing_of_the_one_before(browser: Browser, site: str) -> None:
    with visit(browser, site, "administrator", "en") as seen:
        seen.open(NORTHGATE)
        before = rows(seen.page)
        seen.open("/start/")
        seen.page.locator("main a[href*='/o/rivermouth/']").first.click()
        seen.open(RIVERMOUTH)
        after = rows(seen.page)
        assert "Northgate" not in seen.page.locator("header.bar").inner_text()
    with visit(browser, site, "administrator", "en") as fresh:
        fresh.open(RIVERMOUTH)
        assert (after == rows(fresh.page), after == before) == (True, False)


def test_t08_another_person_sees_nothing_of_the_one_before(browser: Browser, site: str) -> None:
    with visit(browser, site, "administrator", "en") as seen:
        seen.open(NORTHGATE)
        seen.open("/demo/")
        with seen.page.expect_navigation():
            seen.page.locator('button[name=persona][value="participant"]').click()
        statuses = [back(seen, path) for path in ("/demo/", NORTHGATE)]
        assert (statuses, rows(seen.page)) == ([200, 403], [])
