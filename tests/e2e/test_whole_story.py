"""From an empty installation to forty pairs whose mentors are asked, and with one of them on to the report.

As a coordinator would do it. The first pair meets, ends, gets its certificates, says how it was, and is followed up;
who has no account comes by the links of their letters.

The guide `docs/en/run-a-mentoring-cohort.md` promises fewer than 60 clicks. A choice in a list, a tick and a file count
as one each; typing does not.
"""

import csv
import datetime as dt
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.utils.translation import get_language, gettext, ngettext, override
from playwright.sync_api import Browser, Locator, Page, expect

from parcours.programs.actions.beginning import first_monday
from parcours.programs.templates import TEMPLATES
from tests.e2e.installation import PATIENCE, Installation, installed
from tests.e2e.test_sign_in import with_device
from tests.e2e.visit import LANGUAGES

PAIRS = 40
COORDINATOR = "ana.diaz@example.org"
CLICKS, MINUTES = 60, 30
LINK = r"(http://localhost:\d+/link/\S+)"
NAMES = [
    first + last
    for first in ("Am", "Br", "Ch", "Da", "El", "Fa", "Ga", "Ha")
    for last in ("ina", "ona", "ora", "iel", "ane")
]
"""What forty people are called; nobody is called as another one."""

COHORT = TEMPLATES["city"].cohorts[0].called(first_monday(dt.date.today()))  # noqa: DTZ011 - as on the clock beside
"""What the template calls it."""

IN_THE_REPORT = ("Agreed", "Completed", "Outcome known", "Confirmed hours", "People reached")
"""Figures that one pair makes 1. Two others cannot be: the review, which counts only from the first day of the cohort;
and commensurate work, as the spreadsheet says at which occupation people aim, not which one they had.
"""

OCCUPATIONS = {
    "en": ("Civil engineer", "Registered nurse", "Software developer", "Financial auditor", "Social worker"),
    "fr": ("Ingénieure civile", "Infirmier autorisé", "Développeuse de logiciels", "Vérificateur financier",
           "Travailleuse sociale"),
}  # fmt: skip


def people(folder: Path, kind: str, language: str) -> tuple[Path, list[str]]:
    """A spreadsheet of forty people as an agency keeps it, and their addresses."""
    addresses = [f"{kind}{number}@example.org" for number in range(PAIRS)]
    file = folder / f"{kind}.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        written = csv.writer(opened)
        written.writerow(["id", "name", "email", "occupation", "languages", "meeting"])
        for number, address in enumerate(addresses):
            words = OCCUPATIONS[language][number % 5]
            written.writerow(
                [f"{kind}-{number}", f"{NAMES[number]} {kind.title()}", address, words, language, "online"]
            )
    return file, addresses


@dataclass
class Coordinator:
    """Somebody at a browser, whose clicks are counted; words are those of the page's language."""

    page: Page
    clicks: int = 0

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press a button."""
        self._click(self.page.get_by_role("main").get_by_role("button", name=words, exact=exact))

    def follow(self, words: str) -> None:
        """Follow a link of the page itself."""
        self._click(self.page.get_by_role("main").get_by_role("link", name=words, exact=True))

    def turn_to(self, area: str) -> None:
        """Go to an area of the bar."""
        self._click(self.page.get_by_role("banner").get_by_role("link", name=area, exact=True))

    def take_all(self, label: str) -> None:
        """Choose everybody in a list, with a click into it and Ctrl-A."""
        listed = self.page.get_by_label(label, exact=True)
        self.clicks += 1
        listed.focus()
        listed.press("Control+a")

    def tick(self, label: str) -> None:
        """Tick a box."""
        self._click(self.page.get_by_label(label, exact=True))

    def choose(self, label: str, option: str) -> None:
        """Choose one of a list."""
        self.clicks += 1
        self.page.get_by_label(label, exact=True).select_option(option)

    def choose_file(self, label: str, file: Path) -> None:
        """Choose a file."""
        self.clicks += 1
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def reads(self, words: str) -> None:
        """Wait until the page says something; what a worker does shows on it by itself."""
        said = self.page.get_by_role("main").get_by_text(words)
        expect(said.first).to_be_visible(timeout=PATIENCE * 1000)

    def _click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the organization, of its staff, and of the words of this test."""
    with override(str(request.param)):
        yield str(request.param)


@pytest.fixture
def installation(tmp_path: Path, data_home: Path, language: str) -> Iterator[Installation]:
    who = {"organization": "Rivermouth", "kind": "municipality"}
    admin = {"admin_name": "Ana Diaz", "admin_email": COORDINATOR}
    with installed(tmp_path / "site", language, data_home, **who, **admin) as running:
        yield running


def signed_in(coordinator: Coordinator, site: Installation) -> None:
    """Sign in for the first time: a code by mail, then a passkey."""
    page = coordinator.page
    with_device(page)
    page.goto(f"{site.address}/account/login/code/")
    page.get_by_label(gettext("Email address")).fill(COORDINATOR)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_label(gettext("Code"), exact=True).fill(
        site.last_words(COORDINATOR, r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$")
    )
    coordinator.press(gettext("Sign in"))
    coordinator.follow(gettext("Add a passkey"))
    coordinator.press(gettext("Add a passkey"))
    coordinator.follow(gettext("I have kept them: go on"))


def imported(coordinator: Coordinator, kind: str, file: Path) -> None:
    """Take in a spreadsheet, after a look at what it holds."""
    coordinator.turn_to(gettext("People"))
    if kind == "mentors":
        coordinator.follow(gettext("Mentors"))
    coordinator.follow(gettext("Import"))
    coordinator.choose_file(gettext("Spreadsheet"), file)
    coordinator.press(gettext("Read the file"))
    coordinator.press(gettext("Take these people in"))
    coordinator.reads(gettext("The import is done."))


def counted(one: str, many: str, number: int = PAIRS) -> str:
    """A sentence about so many."""
    return ngettext(one, many, number) % dict.fromkeys(("n", "number", "counter"), number)


def published(coordinator: Coordinator, sheets: Sequence[Path]) -> None:
    """From nothing to letters to forty mentors."""
    coordinator.turn_to(gettext("Programs"))
    coordinator.press(f"{gettext('Begin')} ({gettext('City mentoring')})")
    for kind, file in zip(("participants", "mentors"), sheets, strict=True):
        imported(coordinator, kind, file)

    coordinator.turn_to(gettext("People"))
    coordinator.follow(gettext("Occupation codes"))
    coordinator.tick(gettext("Select all on this page"))
    coordinator.press(gettext("Confirm the suggested codes"), exact=False)
    coordinator.press(counted("Confirm %(counter)s code", "Confirm %(counter)s codes", 2 * PAIRS))
    coordinator.reads(counted("%(n)s code is confirmed.", "%(n)s codes are confirmed.", 2 * PAIRS))

    coordinator.turn_to(gettext("Programs"))
    coordinator.follow(COHORT)
    coordinator.follow(gettext("Applications"))
    coordinator.take_all(gettext("Participants"))
    coordinator.press(gettext("Give seats"))
    coordinator.reads(counted("Done for %(n)s person, who is told.", "Done for %(n)s people, who are told."))
    coordinator.follow(gettext("Mentors"))
    coordinator.take_all(gettext("Mentors"))
    coordinator.press(gettext("Note that they take part"))

    coordinator.follow(gettext("Matching"))
    coordinator.follow(gettext("Propose matches"))
    coordinator.press(gettext("Propose matches"))
    coordinator.press(counted("Choose %(number)s pair", "Choose all %(number)s pairs"))
    coordinator.follow(counted("Send %(number)s pair", "Send %(number)s pairs"))
    coordinator.press(gettext("Send to the mentors"))


@dataclass
class Invited:
    """Somebody without an account at a browser, who comes by the links of the letters to their address."""

    page: Page
    site: Installation
    address: str
    came_by: list[str] = field(default_factory=list)

    def come_again(self) -> None:
        """Wait for a letter with a link that was not followed yet, and follow it."""
        self.came_by.append(self.site.last_words(self.address, LINK, but=self.came_by))
        self.page.goto(self.came_by[-1])

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=exact).click()

    def agree(self) -> None:
        """Say yes to somebody."""
        self.press(gettext("I agree"))
        expect(self.page.get_by_role("button", name=gettext("I agree"), exact=True)).to_have_count(0)

    def reads_about(self, name: str) -> bool:
        """Whether the page introduces the person called so."""
        words = gettext("About %(name)s") % {"name": name}
        return self.page.get_by_role("heading", name=words, exact=True).count() == 1


def met(mentor: Invited, page: Page) -> tuple[Invited, str]:
    """The mentor agrees, then the mentee at this page; both open their mentorship. Return the mentee, with a name."""
    mentor.come_again()
    [number] = (number for number, name in enumerate(NAMES) if mentor.reads_about(name))
    mentee = Invited(page, mentor.site, f"participants{number}@example.org")
    mentee.come_again()  # to read of the seat
    mentor.agree()
    mentee.come_again()
    mentee.agree()
    expect(page.get_by_text(gettext("You have both agreed."), exact=True)).to_be_visible()
    for one in (mentor, mentee):
        one.come_again()
    return mentee, f"{NAMES[number]} Participants"


def meeting(mentor: Invited, mentee: Invited) -> None:
    """One logs an hour together, the other confirms it."""
    mentee.press(gettext("Log the session"))
    expect(mentee.page.get_by_text(gettext("No session is logged yet"))).to_have_count(0)
    mentor.page.reload()
    mentor.press(gettext("Confirm"), exact=False)


def ended(coordinator: Coordinator) -> None:
    """The mentorship has run its term."""
    coordinator.follow(gettext("Closing"))
    coordinator.page.get_by_role("checkbox").check()
    coordinator.press(gettext("See what follows"))
    coordinator.press(ngettext("End %(number)s mentorship", "End %(number)s mentorships", 1) % {"number": 1})


def certified(coordinator: Coordinator, mentee: Invited, name: str, stranger: Page) -> None:
    """Both get certificates. Whoever is shown the mentee’s reads at its link that it is genuine, and no name."""
    button = ngettext(
        "Give both their certificates (%(number)s mentorship)",
        "Give both their certificates (%(number)s mentorships)",
        1,
    )
    coordinator.press(button % {"number": 1})
    mentee.come_again()
    with mentee.page.expect_download() as coming:
        mentee.page.get_by_role("link", name=gettext("Download my certificate (PDF)")).click()
    paper: Any = pypdf.PdfReader(coming.value.path()).pages[0]
    assert name in paper.extract_text()
    [link] = {one.get_object()["/A"]["/URI"] for one in paper["/Annots"]}
    stranger.goto(link)
    expect(stranger.get_by_text(gettext("This certificate is genuine."), exact=True)).to_be_visible()
    expect(stranger.get_by_text(name)).to_have_count(0)


def reviewed(coordinator: Coordinator, mentee: Invited) -> None:
    """The final review is published and asked; the mentee says yes to all of it, by the link in a letter."""
    coordinator.turn_to(gettext("People"))
    coordinator.follow(gettext("Surveys"))
    coordinator.choose(gettext("Questionnaire of Parcours"), "final-participant")
    coordinator.press(gettext("Begin a draft"))
    coordinator.press(gettext("Publish"))
    coordinator.turn_to(gettext("People"))
    coordinator.follow(gettext("Surveys"))
    coordinator.follow(f"{gettext('Ask people')} ({gettext('Final review')})")
    coordinator.choose(gettext("Whom"), "over")
    coordinator.press(gettext("See who is asked"))
    coordinator.press(counted("Ask %(counter)s person", "Ask %(counter)s people", 1))
    coordinator.reads(counted("%(n)s person is asked.", "%(n)s people are asked.", 1))

    mentee.come_again()
    for answer in mentee.page.get_by_label(gettext("Yes"), exact=True).all():
        answer.check()
    mentee.press(gettext("Save and go on"))
    mentee.page.get_by_label(gettext("Through my mentor or somebody they know"), exact=True).check()
    mentee.press(gettext("Send my answers"))
    expect(mentee.page.get_by_text(gettext("Thank you. Your answers are in."))).to_be_visible()
    coordinator.follow(f"{gettext('See results')} ({gettext('Final review')})")
    said = gettext("Edition %(number)s. Asked: %(asked)s. Answered: %(answered)s.")
    coordinator.reads(said % dict.fromkeys(("number", "asked", "answered"), 1))


def followed_up(coordinator: Coordinator, name: str) -> None:
    """The mentee says on the telephone what they do now; the coordinator notes it, and which occupation it is."""
    coordinator.turn_to(gettext("Programs"))
    coordinator.follow(COHORT)
    coordinator.follow(gettext("Outcomes"))
    coordinator.follow(gettext("Follow-ups"))
    page = coordinator.page
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    coordinator.tick(gettext("Employed 30 hours a week or more"))
    page.get_by_label(gettext("What is your job called?")).fill(OCCUPATIONS[get_language() or "en"][0])
    coordinator.press(gettext("Note the answers"))
    suggested = page.get_by_role("group", name=gettext("Occupation (NOC 2021)"))
    suggested.get_by_role("radio").first.check()
    coordinator.press(gettext("Confirm the occupation"))


def figure(page: Page, words: str) -> str:
    """The number beside a figure of the report."""
    called = page.get_by_role("rowheader", name=re.compile(f"^{re.escape(gettext(words))}"))
    return page.locator("tr", has=called).first.locator("td").first.inner_text().split()[0]


@pytest.fixture
def somebody(browser: Browser, language: str) -> Iterator[Callable[[], Page]]:
    """Open windows of different people; they are closed at the end."""
    with ExitStack() as opened:

        def another() -> Page:
            context = browser.new_context(locale=f"{language}-CA")
            opened.callback(context.close)
            context.set_default_timeout(60_000)
            return context.new_page()

        yield another


def test_forty_pairs_are_published_in_fewer_than_sixty_clicks_and_one_goes_on_to_the_report(
    somebody: Callable[[], Page], installation: Installation, language: str, tmp_path: Path
) -> None:
    began = time.monotonic()
    mentees, _addresses = people(tmp_path, "participants", language)
    mentors, addresses = people(tmp_path, "mentors", language)
    coordinator = Coordinator(somebody())
    signed_in(coordinator, installation)
    published(coordinator, [mentees, mentors])
    said = counted("%(n)s pair is sent to its mentor.", "%(n)s pairs are sent to their mentors.")
    expect(coordinator.page.get_by_text(said)).to_be_visible()
    assert coordinator.clicks < CLICKS
    assert time.monotonic() - began < 60 * MINUTES

    for address in addresses:
        installation.last_words(address, LINK)
    mentor = Invited(somebody(), installation, addresses[0])
    mentee, name = met(mentor, somebody())
    meeting(mentor, mentee)
    ended(coordinator)
    certified(coordinator, mentee, name, somebody())
    reviewed(coordinator, mentee)
    followed_up(coordinator, name)
    coordinator.turn_to(gettext("Programs"))
    coordinator.follow(COHORT)
    coordinator.follow(gettext("Report"))
    counts = [figure(coordinator.page, words) for words in IN_THE_REPORT]
    assert [float(one.replace(",", ".")) for one in counts] == [1] * len(IN_THE_REPORT)
