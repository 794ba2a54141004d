"""The parts of the page about people: pairs, people without a place, changes, short-lists."""

from collections.abc import Mapping
from functools import partial
from html import escape

from parcours.core.language import Language
from parcours.matching.adapter import Assessment, Pair, RunnerUp
from parcours.reporting.proposal.markup import Column, Section, bullets, mark, paragraph
from parcours.reporting.proposal.page import Page

MOST_SHORT_LISTS = 300
"""In a larger cohort the short-lists stand in the workbook only."""


def pairs_section(page: Page) -> Section:
    """Return every proposed pair with its reasons and its runner-up."""
    say, pairs = page.say, page.proposal.result.pairs
    title = say("Proposed pairs")
    if not pairs:
        return Section(
            "pairs", title, 0, paragraph(say("No pair is possible. The next part says why."), "empty")
        )
    columns = (
        Column(say("Mentee")),
        Column(say("Mentor")),
        Column(say("Score"), number=True),
        Column(say("For")),
        Column(say("Against and unknown")),
        Column(say("Next best mentor")),
    )
    caption = say(
        "A score adds up the points of its criteria; about 1,000 is the most. Small print: the points."
    )
    table = page.tables.table("pairs", caption, columns, map(partial(_pair, page), pairs))
    return Section("pairs", title, len(pairs), table)


def _pair(page: Page, pair: Pair) -> tuple[str, ...]:
    found = pair.assessment
    return (
        page.mentees[found.participant],
        page.mentors[found.place] + _marks(page, pair),
        str(found.score),
        *_reasons(page, found),
        _runner_up(page, pair.runner_up) if pair.runner_up else "",
    )


def _marks(page: Page, pair: Pair) -> str:
    say, marks = page.say, ""
    if pair.locked:
        marks += " " + mark("good", say("Fixed by hand"))
    if pair.kept:
        marks += " " + mark("kept", say("As before"))
    if pair.assessment.broken:
        marks += " " + mark("stop", say("Breaks a rule"))
    return marks


def _reasons(page: Page, found: Assessment) -> tuple[str, str]:
    """Return the cell of reasons for, points below, and the cell of reasons against and unknowns."""
    good, against, ask = page.words.reasons(found)
    points = page.words.points(found)
    return (
        (f"<ul>{bullets('for', good)}</ul>" if good else "")
        + (f"<small>{escape(points)}</small>" if points else ""),
        f"<ul>{bullets('but', against)}{bullets('ask', ask)}</ul>" if against or ask else "",
    )


def _runner_up(page: Page, other: RunnerUp) -> str:
    return f"{page.mentors[other.place]}<br><small>{escape(cost_of_switch(other, page.say))}</small>"


def cost_of_switch(other: RunnerUp, say: Language) -> str:
    """Return what taking the runner-up instead would cost the cohort, in words."""
    score = say.number(other.score)
    if other.points_lost is None:
        return say("Score {score}; somebody would lose their place", score=score)
    if other.exact:
        return say.plural(
            "Score {score}; {n} point less overall",
            "Score {score}; {n} points less overall",
            other.points_lost,
            score=score,
        )
    return say.plural(
        "Score {score}; at least {n} point less overall",
        "Score {score}; at least {n} points less overall",
        other.points_lost,
        score=score,
    )


def unmatched_section(page: Page) -> Section:
    """Return everybody without a place, why, and what would help."""
    say, people = page.say, page.proposal.result.unmatched
    title = say("People without a place")
    if not people:
        return Section("unmatched", title, 0, paragraph(say("Everybody has a place."), "empty"))
    dropped = set(page.proposal.result.dropped)
    rows = []
    for one in people:
        why, ways = page.words.unmatched(one)
        lost = " " + mark("stop", say("Had a place before")) if one.participant in dropped else ""
        rows.append((page.mentees[one.participant] + lost, escape(why), f"<ul>{bullets('way', ways)}</ul>"))
    columns = (Column(say("Mentee")), Column(say("Why")), Column(say("What would help")))
    caption = say("Of what would open a place, the easiest comes first.")
    return Section("unmatched", title, len(people), page.tables.table("unmatched", caption, columns, rows))


def changes_section(page: Page) -> Section | None:
    """Return what became of the earlier result, or None when there was none."""
    say, changes = page.say, page.proposal.result.changes
    if not page.proposal.problem.previous:
        return None
    title, kept = (
        say("Changes since the earlier result"),
        sum(pair.kept for pair in page.proposal.result.pairs),
    )
    intro = paragraph(say.plural("{n} pair is as before.", "{n} pairs are as before.", kept))
    if not changes:
        return Section("changes", title, 0, intro + paragraph(say("Nothing changed for anybody."), "empty"))
    columns = (Column(say("Mentee")), Column(say("Before")), Column(say("Now")), Column(say("Why")))
    rows = [
        (
            page.mentees.get(one.participant) or escape(page.words.mentee_then(one.participant)),
            _before(page, one.before),
            page.mentors[one.now] if one.now is not None else escape(say("no place")),
            escape(page.words.change(one)),
        )
        for one in changes
    ]
    caption = say("Pairs of the earlier result that are no more, and people who newly have a place.")
    return Section(
        "changes", title, len(changes), intro + page.tables.table("changes", caption, columns, rows)
    )


def _before(page: Page, place: str | None) -> str:
    """Return the mentor of the earlier result, who may be no longer here; nobody where there was none."""
    if place is None:
        return escape(page.say("no place"))
    return page.mentors.get(place) or escape(page.words.mentor_then(place))


def short_lists_section(page: Page) -> Section | None:
    """Return each mentee's best mentors, taken or not; None for a cohort without people."""
    say, lists = page.say, page.proposal.result.short_lists
    if not lists:
        return None
    title = say("Short-lists")
    if len(lists) > MOST_SHORT_LISTS:
        text = say(
            "The five best mentors of each mentee stand in matches.xlsx, on the sheet “{sheet}”.", sheet=title
        )
        return Section("short-lists", title, None, paragraph(text))
    intro = paragraph(say("The best mentors for each mentee, taken or not, for when a pair falls through."))
    hint = paragraph(say("On paper you get the lists that are open here."), "soft screen")
    proposed = {pair.assessment.participant: pair.assessment.place for pair in page.proposal.result.pairs}
    body = "\n".join(_short_list(page, mentee, found, proposed) for mentee, found in lists.items())
    return Section("short-lists", title, None, intro + hint + body)


def _short_list(page: Page, mentee: str, found: tuple[Assessment, ...], proposed: Mapping[str, str]) -> str:
    say = page.say
    if found:
        columns = (
            Column(say("Mentor")),
            Column(say("Score"), number=True),
            Column(say("For")),
            Column(say("Against and unknown")),
        )
        here = " " + mark("good", say("Proposed"))
        rows = [
            (
                page.mentors[one.place] + (here if proposed.get(mentee) == one.place else ""),
                str(one.score),
                *_reasons(page, one),
            )
            for one in found
        ]
        caption = say("Best mentors for {mentee}", mentee=page.words.mentee(mentee))
        body = page.tables.table("short", caption, columns, rows)
    else:
        body = paragraph(say("No mentor fits the rules."), "empty")
    return f"<details><summary>{page.mentees[mentee]}</summary>{body}</details>"
