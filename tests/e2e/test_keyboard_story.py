"""The coordinator’s way through a cohort with the keyboard alone: from the sign-in through a review, a seat and the
matching to a first meeting and the people behind a figure of the report. Nothing is clicked.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_keyboard import press, tab_to
from tests.e2e.visit import Visit, visit


@pytest.fixture
def nobody(browser: Browser, site: str) -> Iterator[Visit]:
    """Somebody who has not signed in yet."""
    with visit(browser, site, "", "en") as seen:
        yield seen


def named(page: Page, status: str) -> str:
    """The first name in the table whose row has this status, as somebody reads it on the page."""
    row = page.locator("tbody tr", has=page.get_by_text(status, exact=True)).first
    return row.locator("a").first.inner_text().split("(")[0].strip()


def seated(page: Page) -> None:
    """Somebody who is eligible is reviewed, with a note, and gets a seat."""
    press(page, named(page, "Eligible"))
    press(page, "Begin the review")
    tab_to(page, "Write a review")
    page.keyboard.press("Enter")
    tab_to(page, "Notes")
    page.keyboard.type("Knows what to ask for.")
    press(page, "Keep the review")
    press(page, "Give a seat")
    expect(page.get_by_role("main").get_by_text("Accepted", exact=True)).to_be_visible()


def matched(page: Page) -> None:
    """Pairs are proposed; one of them is chosen, after a look at what it means, and sent to its mentor."""
    press(page, "Match again")
    press(page, "Propose matches")
    press(page, "See the proposal")
    press(page, "Choose (")
    press(page, "Choose")
    press(page, "Send 1 pair")
    press(page, "Send to the mentors")
    expect(page.get_by_text("1 pair is sent to its mentor.")).to_be_visible()


def met(page: Page) -> None:
    """Two who have both agreed have met for the first time."""
    press(page, named(page, "Accepted by mentee"))
    press(page, "Note the first meeting")
    expect(page.get_by_role("main").get_by_text("Active", exact=True)).to_be_visible()


def test_a_coordinator_comes_from_the_sign_in_to_the_report_by_keyboard_alone(nobody: Visit) -> None:
    page = nobody.page
    nobody.open("/demo/")
    press(page, "Continue as Maya Fontaine")
    press(page, "Programs")
    cohort = page.locator("tbody a[href*='cohorts/']").first.inner_text()
    press(page, cohort)
    press(page, "Applications")
    seated(page)
    press(page, f"Mentoring, profession to profession · {cohort}")
    press(page, "Matching")
    matched(page)
    met(page)
    press(page, cohort)
    press(page, "Report")
    agreed = page.get_by_role("link", name="(Agreed)").first
    press(page, " ".join(str(agreed.text_content()).split()))
    expect(page.get_by_role("heading", name="Agreed", level=1)).to_be_visible()
    assert nobody.wrong == []
