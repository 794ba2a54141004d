"""The coordinator’s way through a cohort with the keyboard alone: from the sign-in through a review, a seat and the
matching to a first meeting and the people behind a figure of the report. Nothing is clicked.

The way begins in English, and goes on in French from the seat.
"""

from collections.abc import Iterator

import pytest
from django.utils.translation import gettext, ngettext, override
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
    row = page.locator("tbody tr", has=page.get_by_text(gettext(status), exact=True)).first
    return row.locator("a").first.inner_text().split("(")[0].strip()


def reads(page: Page, words: str) -> None:
    """The page says so."""
    expect(page.get_by_role("main").get_by_text(words, exact=True).first).to_be_visible()


def seated(page: Page) -> None:
    """Somebody who is eligible is reviewed, with a note, and gets a seat."""
    press(page, named(page, "Eligible"))
    press(page, gettext("Begin the review"))
    tab_to(page, gettext("Write a review"))
    page.keyboard.press("Enter")
    tab_to(page, gettext("Notes"))
    page.keyboard.type("Knows what to ask for.")
    press(page, gettext("Keep the review"))
    press(page, gettext("Give a seat"))
    reads(page, gettext("Accepted"))


def matched(page: Page) -> None:
    """Pairs are proposed; one of them is chosen, after a look at what it means, and sent to its mentor."""
    press(page, gettext("Match again"))
    press(page, gettext("Propose matches"))
    press(page, gettext("See the proposal"))
    press(page, f"{gettext('Choose')} (")
    press(page, gettext("Choose"))
    press(page, ngettext("Send %(number)s pair", "Send %(number)s pairs", 1) % {"number": 1})
    press(page, gettext("Send to the mentors"))
    said = ngettext("%(n)s pair is sent to its mentor.", "%(n)s pairs are sent to their mentors.", 1)
    expect(page.get_by_text(said % {"n": 1})).to_be_visible()


def met(page: Page) -> None:
    """Two who have both agreed have met for the first time."""
    press(page, named(page, "Accepted by mentee"))
    press(page, gettext("Note the first meeting"))
    reads(page, gettext("Active"))


def counted(page: Page) -> None:
    """The people behind a figure of the report."""
    press(page, gettext("Report"))
    agreed = page.get_by_role("link", name=f"({gettext('Agreed')})").first
    press(page, " ".join(str(agreed.text_content()).split()))
    expect(page.get_by_role("heading", name=gettext("Agreed"), level=1)).to_be_visible()


def test_a_coordinator_comes_from_the_sign_in_to_the_report_by_keyboard_alone(nobody: Visit) -> None:
    page = nobody.page
    with override("en"):
        nobody.open("/demo/")
        press(page, "Continue as Maya Fontaine")
        press(page, "Programs")
        cohort = page.locator("tbody a[href*='cohorts/']").first.inner_text()
        press(page, cohort)
        press(page, "Applications")
        seated(page)
    press(page, "Français")
    with override("fr"):
        back = page.get_by_role("link", name=f" · {cohort}")
        press(page, back.inner_text())
        press(page, gettext("Matching"))
        matched(page)
        met(page)
        press(page, cohort)
        counted(page)
    assert nobody.wrong == []
