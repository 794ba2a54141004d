"""The part of the page that asks for the coordinator: what to check before anything is proposed."""

from collections.abc import Sequence
from html import escape
from unicodedata import name

from parcours.core.language import N_
from parcours.engine.occupations.suggestions import Outcome
from parcours.matching.occupations import Option
from parcours.reporting.findings import place, what_and_fix
from parcours.reporting.proposal.markup import Column, Section, paragraph
from parcours.reporting.proposal.page import Page
from parcours.reporting.proposal.to_check import Question, ToCheck, Unread

MOST_ROWS = 200
"""Rows of one kind of check on the page; the others are counted."""

MOST_NAMED = 8
"""People named beside an occupation; the others are counted."""

EMPLOYER = N_("This looks like the name of an employer. Write what the person does there.")
NOTHING_NEAR = N_("No occupation is near: ask what the person does, and look for the code.")


def check_section(page: Page, check: ToCheck) -> Section:
    """Return everything that is to be checked, the most consequential first."""
    say = page.say
    parts = [
        _broken(page, check),
        _unread(page, check.unread),
        _questions(page, check.questions),
        _remarks(page, check),
        _never(page, check),
    ]
    body = "\n".join(part for part in parts if part) or paragraph(say("Nothing to check."), "empty")
    return Section("check", say("What needs you first"), check.count, body)


def _broken(page: Page, check: ToCheck) -> str:
    if not check.broken:
        return ""
    say = page.say
    columns = (Column(say("Mentee")), Column(say("Mentor")), Column(say("Rules it breaks")))
    rows = [
        (
            page.mentees[pair.assessment.participant],
            page.mentors[pair.assessment.place],
            escape(say.join([page.words.rule(name) for name in pair.assessment.broken])),
        )
        for pair in check.broken[:MOST_ROWS]
    ]
    caption = say("They were there before, so they were kept. Leave them only if you are sure.")
    table = page.tables.table("broken", caption, columns, rows)
    return _titled(say("Kept pairs that break a rule"), table, page, len(check.broken))


def _unread(page: Page, unread: Sequence[Unread]) -> str:
    if not unread:
        return ""
    say = page.say
    columns = (Column(say("Wrote")), Column(say("Person")), Column(say("Choose one")))
    rows = [
        (escape(one.understood.text), who_wrote(page, one), _options(page, one)) for one in unread[:MOST_ROWS]
    ]
    caption = say(
        "Write the codes into occupations_to_check.csv or its sheet in matches.xlsx, and match again with"
        " --occupations. Until then these occupations are unknown: they exclude nobody and give no points."
    )
    table = page.tables.table("unread", caption, columns, rows)
    return _titled(say("Occupations to choose"), table, page, len(unread))


def who_wrote(page: Page, one: Unread) -> str:
    """Return the people who wrote an occupation, and how many more if they are many."""
    names = [_person(page, mentor, id_) for mentor, id_ in one.people[:MOST_NAMED]]
    more = len(one.people) - len(names)
    if more > 0:
        names.append(escape(page.say.plural("{n} other", "{n} others", more)))
    return f"<ul><li>{'</li><li>'.join(names)}</li></ul>" if len(names) > 1 else names[0]


def _options(page: Page, one: Unread) -> str:
    say, coded = page.say, one.understood.coded
    items = "".join(f"<li>{option(page, each)}</li>" for each in one.understood.options)
    if not items:
        is_employer = coded and coded.outcome is Outcome.EMPLOYER_ONLY
        return escape(say(EMPLOYER if is_employer else NOTHING_NEAR))
    if not (coded and coded.question):
        return f"<ul>{items}</ul>"
    ask = say("Ask which is closest: {titles}.", titles="; ".join(coded.question.examples))
    return f"<ul>{items}</ul><small>{escape(ask)}</small>"


def option(page: Page, one: Option) -> str:
    """Return a unit group with how likely it is and what speaks for it."""
    text = f"{escape(one.code)} {escape(page.words.title(one.code))}"
    if one.confidence is None:
        return text
    likely = page.say("{number}%", number=page.say.number(100 * one.confidence))
    titles = [title for title in one.evidence if _in_latin_letters(title)]
    like = page.say("like: {titles}", titles="; ".join(titles)) if titles else ""
    return f"{text} <small>{escape(' · '.join(filter(None, (likely, like))))}</small>"


def _in_latin_letters(title: str) -> bool:
    """Say whether a reader of English or French can make out a title; result.json has the others too."""
    return all(name(letter, "").startswith("LATIN") for letter in title if letter.isalpha())


def _questions(page: Page, questions: Sequence[Question]) -> str:
    if not questions:
        return ""
    say = page.say
    columns = (Column(say("Ask")), Column(say("About")), Column(say("Before meeting")))
    rows = [
        (
            _person(page, one.mentor, one.id, "<br>"),
            escape(say.join(one.facts)),
            ", ".join((page.mentees if one.mentor else page.mentors)[partner] for partner in one.partners),
        )
        for one in questions[:MOST_ROWS]
    ]
    caption = say("A rule could not be checked because an answer is missing; the pair was let through.")
    table = page.tables.table("questions", caption, columns, rows)
    return _titled(say("Questions to ask"), table, page, len(questions))


def _remarks(page: Page, check: ToCheck) -> str:
    if not check.remarks:
        return ""
    say = page.say
    columns = (Column(say("Where")), Column(say("What")), Column(say("How to fix it")))
    rows = [
        (escape(place(one, say)), *map(escape, what_and_fix(one, say))) for one in check.remarks[:MOST_ROWS]
    ]
    caption = say("Made while the spreadsheets were read. The people are in the proposal all the same.")
    table = page.tables.table("remarks", caption, columns, rows)
    count = len(check.remarks) + page.proposal.cohort.more_warnings
    return _titled(say("Remarks about the files"), table, page, count)


def _never(page: Page, check: ToCheck) -> str:
    if not check.never:
        return ""
    say = page.say
    note = paragraph(
        say("What nobody gave is not repeated at each pair, and neither helped nor hindered anybody.")
    )
    return f"<h3>{escape(say('Left out by everybody'))}</h3>{note}" + "".join(map(paragraph, check.never))


def _person(page: Page, mentor: bool, id_: str, between: str = " ") -> str:  # noqa: FBT001 - as in the tuples of people
    who = (page.mentors if mentor else page.mentees)[id_]
    side = page.say("mentor") if mentor else page.say("mentee")
    return f"{who}{between}<small>{escape(side)}</small>"


def _titled(title: str, table: str, page: Page, count: int) -> str:
    more = ""
    if count > MOST_ROWS:
        words = page.say.plural("… and {n} more.", "… and {n} more.", count - MOST_ROWS)
        more = paragraph(words)
    return f"<h3>{escape(title)}</h3>{table}{more}"
