"""The parts of the page about the cohort: supply and demand, what rules cost, agencies."""

from collections.abc import Sequence
from html import escape

from parcours.matching.adapter import Supply
from parcours.matching.words_labels import RULE_MEANINGS
from parcours.reporting.proposal.chart import Bars, chart
from parcours.reporting.proposal.markup import Column, Section, paragraph
from parcours.reporting.proposal.page import Page

MOST_GROUPS = 15
"""Occupations shown one by one; the others are added up."""


def supply_section(page: Page) -> Section:
    """Return demand and supply by occupation, as a chart with its table beside it."""
    say, groups = page.say, page.proposal.result.supply
    title = say("Supply and demand by occupation")
    if not groups:
        return Section("supply", title, None, paragraph(say("There is nobody to count."), "empty"))
    shown = _largest(groups)
    titles = [_title(page, group) for group in shown]
    bars = [Bars(name, group.participants, group.capacity) for name, group in zip(titles, shown, strict=True)]
    columns = (
        Column(say("Occupation")),
        Column(say("Mentees"), number=True),
        Column(say("Placed"), number=True),
        Column(say("Mentors"), number=True),
        Column(say("Places"), number=True),
        Column(say("Difference"), number=True),
    )
    rows = [
        (
            escape(name),
            *map(say.number, (group.participants, group.placed, group.places, group.capacity)),
            _balance(page, group),
        )
        for name, group in zip(titles, shown, strict=True)
    ]
    caption = say(
        "By the main occupation of each person. A mentee may also be placed through another occupation."
    )
    table = page.tables.table("supply", caption, columns, rows)
    legend = key(say("People who look for a place"), say("Places"))
    words = say("For each occupation two bars: above, people who look for a place; below, places.")
    picture = f"<figure>{legend}{chart(bars, say, title, words)}</figure>"
    return Section("supply", title, None, f'<div class="beside">{picture}<div>{table}</div></div>')


def _largest(groups: Sequence[Supply]) -> list[Supply]:
    """Return the largest groups, the largest first, and the sum of the others under the group ``*``."""
    ranked = sorted(groups, key=lambda group: (-max(group.participants, group.capacity), group.group))
    if len(ranked) <= MOST_GROUPS + 1:
        return ranked
    rest = ranked[MOST_GROUPS:]
    others = Supply(
        "*",
        sum(group.participants for group in rest),
        sum(group.placed for group in rest),
        sum(group.places for group in rest),
        sum(group.capacity for group in rest),
    )
    return [*ranked[:MOST_GROUPS], others]


def _title(page: Page, group: Supply) -> str:
    if not group.group:
        return page.say("Occupation unknown")
    if group.group == "*":
        return page.say("All other occupations")
    return f"{group.group} {page.words.title(group.group)}"


def _balance(page: Page, group: Supply) -> str:
    """Return places minus people with its sign, so that a shortage is seen without colour."""
    spare = group.capacity - group.participants
    sign = "+" if spare > 0 else "\N{MINUS SIGN}" if spare < 0 else ""
    return f"{sign}{page.say.number(abs(spare))}"


def key(people: str, places: str) -> str:
    """Return what the colours of the two bars of a chart stand for."""
    box = '<svg aria-hidden="true" viewBox="0 0 16 12"><rect class="{}" x="1" y="1" width="14" height="10"/></svg>'
    first = f"<span>{box.format('people')}{escape(people)}</span>"
    return f'<p class="key">{first}<span>{box.format("places")}{escape(places)}</span></p>'


def rules_section(page: Page) -> Section:
    """Return what each rule cost: how many more people would have a place without it."""
    say, result = page.say, page.proposal.result
    cost = Column(say("People it keeps from a place"), number=True)
    columns = (Column(say("Rule")), Column(say("What it asks")), cost)
    rows = [
        (
            escape(page.words.rule(name)),
            escape(say(meaning, digits=result.settings.occupation_digits)),
            escape(say.number(result.rule_costs[name]) if name in result.rule_costs else say("off")),
        )
        for name, meaning in RULE_MEANINGS.items()
    ]
    rows += [
        (
            escape(page.words.rule(kind)),
            escape(say("What is set for each holds.")),
            escape(say.number(number)),
        )
        for kind, number in result.quota_costs.items()
    ]
    caption = say("How many more people would have a place if this rule alone were off.")
    return Section(
        "rules", say("What each rule costs"), None, page.tables.table("rules", caption, columns, rows)
    )


def quotas_section(page: Page) -> Section | None:
    """Return how many people each quota lets have a place, and how many have one; None without quotas."""
    say, quotas = page.say, page.proposal.result.quotas
    if not quotas:
        return None
    columns = (
        Column(say("Agency or employer")),
        Column(say("Minimum"), number=True),
        Column(say("Maximum"), number=True),
        Column(say("Placed"), number=True),
    )
    rows = [
        (
            escape(page.words.group(quota.kind, quota.name)),
            say.number(quota.least),
            "" if quota.most is None else say.number(quota.most),
            say.number(placed),
        )
        for quota, placed in quotas
    ]
    caption = say("How many people of an agency, or with the mentors of an employer, have a place.")
    return Section("quotas", say("Quotas"), None, page.tables.table("quotas", caption, columns, rows))


def agencies_section(page: Page) -> Section | None:
    """Return each agency's share of places, or None where no agency was given."""
    say, agencies = page.say, page.proposal.result.agencies
    if not any(agencies):
        return None
    people, placed = (sum(counts[at] for counts in agencies.values()) for at in (0, 1))
    columns = (
        Column(say("Agency")),
        Column(say("Mentees"), number=True),
        Column(say("Placed"), number=True),
        Column(say("Share"), number=True),
    )
    rows = [
        (
            escape(name or say("No agency given")),
            say.number(count),
            say.number(done),
            escape(say("{percent}%", percent=say.number(100 * done / count))),
        )
        for name, (count, done) in agencies.items()
    ]
    overall = say("Overall, {percent}% of mentees have a place.", percent=say.number(100 * placed / people))
    return Section("agencies", say("Agencies"), None, page.tables.table("agencies", overall, columns, rows))
