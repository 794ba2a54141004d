"""A client is referred by a partner’s counsellor, applies on a telephone, is given a seat, and is read by nobody else.

Further those who come for one thing only: a funder for figures, a supervisor to say how many interns, an administrator
for who did what. Each presses what is on the page; words are those of the page’s language.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect

from parcours.programs.templates import TEMPLATES
from tests.e2e.axe import findings
from tests.e2e.links import address_of, link_to
from tests.e2e.visit import LANGUAGES, Visit, visit

TELEPHONE = {"width": 390, "height": 844}
CLIENTS = {"en": "Zora", "fr": "Capucine"}
"""Each another one, so that nobody is asked whether they are the same."""

type Somebody = Callable[..., Page]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language that everybody reads."""
    with override(str(request.param)):
        yield str(request.param)


@pytest.fixture
def somebody(browser: Browser, site: str, language: str) -> Iterator[Somebody]:
    """Open the window of a persona, or of nobody the site knows; nothing may go wrong in any until the end."""
    seen: list[Visit] = []
    with ExitStack() as opened:

        def window(persona: str, path: str = "/start/", **options: object) -> Page:
            seen.append(opened.enter_context(visit(browser, site, persona, language, **options)))
            seen[-1].open(path)
            return seen[-1].page

        yield window
        assert [wrong for one in seen for wrong in one.wrong] == []


def press(page: Page, words: str) -> None:
    """Press a button that begins so: some say behind it what it is about."""
    page.get_by_role("main").get_by_role("button", name=gettext(words)).first.click()


def follow(page: Page, words: str) -> None:
    """Follow a link of the page itself."""
    page.get_by_role("main").get_by_role("link", name=gettext(words)).first.click()


def reads(page: Page, words: str, **values: str) -> None:
    """The page says so."""
    expect(page.get_by_role("main").get_by_text(gettext(words) % values).first).to_be_visible()


def referred(counsellor: Page, name: str, language: str) -> None:
    """The counsellor has a link sent to a client, who agreed."""
    follow(counsellor, "Refer a client")
    counsellor.get_by_label(gettext("Given name"), exact=True).fill(name)
    counsellor.get_by_label(gettext("Email address"), exact=True).fill(address_of(name))
    counsellor.get_by_label(gettext("Language of the letters")).select_option(language)
    counsellor.get_by_label(gettext("They know that I pass on their name and address, and agree.")).check()
    press(counsellor, "Send the link")
    said = "%(name)s is sent the link to the application, and asked whether you may see where it stands."
    reads(counsellor, said, name=name)
    expect(counsellor.get_by_role("cell", name=name)).to_have_count(0)


def applied(client: Page) -> None:
    """The client lets the counsellor see, hands in, and fills in what the rules lack."""
    follow(client, "Read and answer")
    press(client, "Yes, I allow this")
    follow(client, "My application")
    press(client, "Hand in my application")
    reads(client, "Not known yet")
    assert findings(client) == []
    follow(client, "Place")
    client.get_by_label(gettext("Where now")).select_option(label=gettext("In Canada"))
    press(client, "Save and go on")
    follow(client, "Work now")
    client.get_by_label(gettext("Years of experience")).fill("6")
    press(client, "Save and go on")
    press(client, "Ask the rules again")
    reads(client, "You fit the rules of the program. Somebody reads your application.")


def seated(coordinator: Page, name: str) -> None:
    """The coordinator finds the application and gives a seat."""
    coordinator.locator("tbody a[href*='cohorts/']").first.click()
    follow(coordinator, "Applications")
    coordinator.get_by_role("searchbox").fill(name)
    coordinator.keyboard.press("Enter")
    coordinator.get_by_role("row", name=name).get_by_role("link").first.click()
    press(coordinator, "Give a seat")
    reads(coordinator, "Accepted")


def test_a_client_is_referred_applies_and_is_followed_as_long_as_they_allow_it(
    somebody: Somebody, tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    name = CLIENTS[language]
    counsellor = somebody("counsellor", "/o/northgate/home/")
    referred(counsellor, name, language)
    letters = tmp_path_factory.getbasetemp()
    link = link_to(address_of(name), letters)
    client = somebody("", link, viewport=TELEPHONE)
    applied(client)

    counsellor.reload()
    row = counsellor.get_by_role("row", name=name)
    expect(row).to_contain_text(gettext("Eligible"))
    seated(somebody("coordinator-city", "/o/rivermouth/manage/programs/"), name)
    counsellor.reload()
    expect(row).to_contain_text(gettext("Accepted"))

    client = somebody("", link_to(address_of(name), letters, but=link), viewport=TELEPHONE)
    reads(client, "You have a seat. A mentor of your profession is looked for, and you are written to.")
    follow(client, "What I allow")
    press(client, "Take it back")
    counsellor.reload()
    expect(row).to_have_count(0)


def test_a_funder_reads_figures_and_nobody_s_name(somebody: Somebody, language: str) -> None:
    funder = somebody("funder", "/o/lakeside-fund/home/")
    pilot = funder.get_by_role("row", name=TEMPLATES["city"].fields[f"name_{language}"])
    pilot.filter(has_text=gettext("Completed")).get_by_role("link").click()
    reads(funder, "Confirmed hours")
    expect(funder.get_by_role("main").locator("tbody a")).to_have_count(0)
    assert saved(funder, "Report as PDF").startswith(b"%PDF")
    assert b"@" not in saved(funder, "CSV")


def saved(page: Page, words: str) -> bytes:
    """The file that a link of the page leads to."""
    with page.expect_download() as coming:
        follow(page, words)
    return Path(coming.value.path()).read_bytes()


def test_a_supervisor_says_how_many_interns_and_sees_who_looked(somebody: Somebody, language: str) -> None:
    supervisor = somebody("supervisor")
    supervisor.get_by_role("link", name=f"{gettext('Change')} ({gettext('Hosting')})").click()
    number = {"en": "4", "fr": "5"}[language]
    supervisor.get_by_label(gettext("how many interns at most")).fill(number)
    press(supervisor, "Save")
    row = supervisor.get_by_text(gettext("how many interns at most")).locator("..")
    expect(row).to_contain_text(number)
    coordinator = somebody("coordinator-city", "/o/rivermouth/manage/people/supervisors/")
    coordinator.get_by_role("link", name="Priya Raman").click()
    expect(coordinator.get_by_role("main").get_by_text(number, exact=True)).to_be_visible()
    supervisor.get_by_role("link", name=gettext("My data"), exact=True).first.click()
    reads(supervisor, "Maya Fontaine")


def test_an_administrator_reads_who_did_what_and_takes_it_along(somebody: Somebody) -> None:
    administrator = somebody("administrator", "/o/rivermouth/manage/audit/")
    expect(administrator.get_by_role("cell", name="Maya Fontaine").first).to_be_visible()
    assert b"Maya Fontaine" in saved(administrator, "CSV")
