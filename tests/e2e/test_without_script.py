"""Every form works where JavaScript is off: it is sent, says what is wrong, and does what it is for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.forms import askers, send_empty, wrong_with_errors
from tests.e2e.visit import Visit, crawl, visit

PEOPLE = ("", "administrator", "participant")


@pytest.fixture
def administrator(browser: Browser, site: str) -> Iterator[Visit]:
    with visit(browser, site, "administrator", "en", java_script_enabled=False) as seen:
        seen.open("/o/northgate/manage/")
        yield seen


@pytest.mark.parametrize("persona", PEOPLE)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_forms_sent_empty_say_what_is_missing(
    browser: Browser, site: str, persona: str, language: str
) -> None:
    wrong, sent = [], 0
    with visit(browser, site, persona, language, java_script_enabled=False) as seen:
        for path in crawl(seen, "/start/" if persona else "/"):
            for number in range(len(askers(seen.page))):
                seen.open(path)
                send_empty(askers(seen.page)[number])
                sent += 1
                wrong += [f"{path}: {finding}" for finding in wrong_with_errors(seen.page)]
    assert wrong == []
    assert seen.wrong == []
    assert sent >= 1


def said(page: Page, words: str) -> None:
    """The page says this in a notice, or it fails."""
    expect(page.locator(".messages")).to_contain_text(words)


def test_the_organization_is_edited(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/organization/")
    page.get_by_label("Contact’s telephone").fill("555-0188")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("555-0188")).to_be_visible()


def test_somebody_is_invited_and_the_invitation_withdrawn(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/invitations/new/")
    page.get_by_label("Email addresses").fill("without.script@example.org")
    page.get_by_label("Mentor", exact=True).check()
    page.locator("main form button").first.click()
    said(page, "1 invitation is sent")
    page.get_by_role("link", name="without.script@example.org").click()
    page.get_by_role("button", name="Withdraw it").click()
    said(page, "without.script@example.org")


def test_a_role_is_changed_and_a_membership_ended(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/members/?role=participant&sort=-since")
    page.locator("tbody tr").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Change the role").first.click()
    page.get_by_label("New role").select_option("mentor")
    page.locator("main form button").first.click()
    said(page, "now has the role: Mentor")
    administrator.open("/o/northgate/manage/members/?role=mentor")
    page.locator("tbody input[type=checkbox]").first.check()
    page.locator(".list-foot button").first.click()
    page.locator("main form button").first.click()
    said(page, "1 membership has ended")


def test_a_partner_is_added(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/partners/add/")
    page.get_by_label("Partner").select_option(index=1)
    page.locator("select[name=role]").select_option(index=1)
    page.locator("input[name=starts_on]").fill("2026-12-01")
    page.locator("main form button").first.click()
    said(page, "is now a partner")


def test_the_language_is_changed(administrator: Visit) -> None:
    page = administrator.page
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    expect(page).to_have_url(f"{administrator.site}/o/northgate/manage/")


def test_a_list_is_searched(administrator: Visit) -> None:
    page = administrator.page
    administrator.open("/o/northgate/manage/members/")
    page.get_by_label("Search").fill("leclair")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
