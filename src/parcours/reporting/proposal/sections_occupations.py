"""The part of the page about occupations in people's own words: which code each was given, and how."""

from html import escape

from parcours.matching.occupations import How, Option
from parcours.reporting.proposal.markup import Column, Section, paragraph
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.sections_check import MOST_ROWS, option, who_wrote
from parcours.reporting.proposal.to_check import Unread, by_text


def occupations_section(page: Page) -> Section | None:
    """Return what was chosen by a person, then what the coder is sure of, the least likely first; None without any."""
    say = page.say
    found = [*by_text(page.proposal, How.PERSON), *sorted(by_text(page.proposal, How.CODER), key=_confidence)]
    if not found:
        return None
    columns = (Column(say("Wrote")), Column(say("Person")), Column(say("Occupation")), Column(say("How")))
    rows = [
        (escape(one.understood.text), who_wrote(page, one), *_meaning(page, one)) for one in found[:MOST_ROWS]
    ]
    caption = say(
        "A look is enough. To change one, give it another code in a file passed with --occupations, or write the code"
        " into the spreadsheet."
    )
    body = page.tables.table("understood", caption, columns, rows)
    if len(found) > MOST_ROWS:
        body += paragraph(say.plural("… and {n} more.", "… and {n} more.", len(found) - MOST_ROWS))
    return Section("occupations", say("Occupations in people’s own words"), len(found), body + _index(page))


def _confidence(one: Unread) -> float:
    best = one.understood.option
    return best.confidence or 0.0 if best else 0.0


def _meaning(page: Page, one: Unread) -> tuple[str, str]:
    """Return the occupation that a text is taken for, and how that came about."""
    say, found = page.say, one.understood
    if found.how is How.CODER and found.option:
        return option(page, found.option), escape(say("read from the words"))
    what = option(page, Option(found.code)) if found.code else escape(say("unknown"))
    return what, escape(say("chosen by a person"))


def _index(page: Page) -> str:
    """Return with which index the words were read."""
    versions = sorted({one.coded.version for one in page.proposal.readings.values() if one.coded})
    return "".join(
        paragraph(
            page.say("Read with the index {version} of all official titles.", version=version)
            if version.startswith("full-")
            else page.say(
                "Read with the index {version} of class titles and our own list of titles only, which is less sure.",
                version=version,
            ),
            "soft",
        )
        for version in versions
    )
