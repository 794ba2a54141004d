"""The last part of the page: how it was decided. Certificate, settings, columns nobody used."""

from html import escape

from parcours.core.language import N_
from parcours.matching.adapter import BALANCED, STABLE
from parcours.reporting.proposal.markup import Column, Section, paragraph
from parcours.reporting.proposal.page import Page

MODES = {
    STABLE: N_(
        "This proposal is stable instead: no mentee and mentor would rather have each other. Minimums, quotas and the"
        " pairs of an earlier result were passed over."
    ),
    BALANCED: N_(
        "This proposal is balanced instead: with as many people placed, the total is that of how dear each pair is to"
        " both sides."
    ),
}


def method_section(page: Page) -> Section:
    """Return how the proposal was decided."""
    say = page.say
    intro = paragraph(
        say(
            "First as many people as possible get a place; then the total score is as high as possible;"
            " then a fixed draw decides between equals, so that the same files give the same pairs on every computer."
        )
    )
    parts = [
        intro,
        *_mode(page),
        _blocking(page),
        _titled(say("Certificate"), _certificate(page)),
        _titled(say("Points"), _criteria(page)),
        _titled(say("Other settings"), _settings(page)),
        _titled(say("Columns not used"), _unused(page)),
    ]
    return Section("method", say("How it was decided"), None, "\n".join(parts))


def _mode(page: Page) -> list[str]:
    """Return what another mode than the usual one is after."""
    words = MODES.get(page.proposal.result.settings.mode)
    return [paragraph(page.say(words))] if words else []


def _blocking(page: Page) -> str:
    count = page.proposal.result.blocking_pairs
    if not count:
        return paragraph(
            page.say("There are no two people who would both rather have each other than their own pairs.")
        )
    return paragraph(
        page.say.plural(
            "{n} pair would suit both of its people better than this proposal does; making it would cost others more.",
            "{n} pairs would suit both of their people better than this proposal does; making them would cost others"
            " more.",
            count,
        )
    )


def _certificate(page: Page) -> str:
    say, found = page.say, page.proposal.result.certificate
    columns = (Column(say("Figure")), Column(say("Value"), number=True), Column(say("What it means")))
    lines = (
        (say("People placed"), found.placed, say("How many people this proposal gives a place.")),
        (say("Most possible"), found.bound, say("No proposal at all can place more people than this.")),
        (say("Total score"), found.score, say("The scores of all pairs added up.")),
        (
            say("Highest possible score"),
            found.dual_bound,
            say("No proposal that places as many people can score higher than this."),
        ),
        (say("Gap"), found.gap, say("The difference between the two: 0 means that nothing better exists.")),
        (
            say("Pairs checked"),
            found.pairs_priced,
            say("Every pair that the rules allow was held against the proof."),
        ),
        (
            say("Objections"),
            found.violations,
            say("Pairs that would improve the total: 0 where it is the highest."),
        ),
    )
    rows = [(escape(name), say.number(value), escape(meaning)) for name, value, meaning in lines]
    caption = say("These numbers also stand in result.json.")
    return page.tables.table("certificate", caption, columns, rows)


def _criteria(page: Page) -> str:
    say, settings = page.say, page.proposal.result.settings
    columns = (
        Column(say("Criterion")),
        Column(say("Weight"), number=True),
        Column(say("Points at most"), number=True),
    )
    rows = [
        (escape(page.words.criterion(name)), say.number(settings.weights[name]), say.number(share))
        for name, share in settings.shares().items()
    ]
    caption = say("What a pair can get for each criterion. Something unknown gives no points, and is said.")
    return page.tables.table("criteria", caption, columns, rows)


def _settings(page: Page) -> str:
    say, settings = page.say, page.proposal.result.settings
    columns = (Column(say("Setting")), Column(say("Value")))
    if isinstance(settings.keep_bonus, str):
        bonus = say("always keep where possible")
    else:
        bonus = say.plural("{n} point", "{n} points", settings.keep_bonus)
    rows = (
        (
            escape(say("Digits of the occupation code in common")),
            escape(say("{n} of 5", n=settings.occupation_digits)),
        ),
        (escape(say("Bonus for pairs of an earlier result")), escape(bonus)),
    )
    return page.tables.table("settings", say("Which rules were on stands above."), columns, rows)


def _unused(page: Page) -> str:
    say, cohort = page.say, page.proposal.cohort
    sides = ((say("Mentees"), cohort.carried_mentees), (say("Mentors"), cohort.carried_mentors))
    lines = [
        f"<li>{escape(say('{label}:', label=side))} {escape(', '.join(columns))}</li>"
        for side, columns in sides
        if columns
    ]
    if not lines:
        return paragraph(say("Every column was used."))
    note = paragraph(
        say("These columns played no part. They come out again in matches.csv and matches.xlsx.")
    )
    return f"{note}<ul>{''.join(lines)}</ul>"


def _titled(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"
