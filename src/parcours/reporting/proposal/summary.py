"""What the command prints after a run: figures, first pairs, who has no place, what to check, where the files are."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from parcours.core.language import Language
from parcours.matching.adapter import Proposal, all_costs
from parcours.matching.occupations import How
from parcours.matching.words import Words
from parcours.reporting.proposal.columns import cut, padded, plain
from parcours.reporting.proposal.figures import Figures, headline, proof
from parcours.reporting.proposal.to_check import ToCheck, by_text

MOST_PAIRS = 10
MOST_UNMATCHED = 10
MOST_CHANGES = 10

_NARROWEST = 60
_NAME = 24
_SCORE = 4


def summary(proposal: Proposal, words: Words, check: ToCheck, folder: Path, width: int = 80) -> str:
    """Return the summary as plain text in lines of at most `width` columns; `folder` holds the results."""
    wide = max(width, _NARROWEST)
    blocks = (
        _top(proposal, words.say, wide),
        _pairs(proposal, words, wide),
        _unmatched(proposal, words, wide),
        _changes(proposal, words, wide),
        _closing(proposal, words, check, folder, wide),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _top(proposal: Proposal, say: Language, width: int) -> Iterator[str]:
    figures = Figures.of(proposal)
    yield from wrap(headline(figures, say), width)
    yield from wrap(proof(proposal, say), width)
    mentors = say.plural("{n} mentor", "{n} mentors", figures.mentors)
    places = say.plural("{n} place", "{n} places", figures.places)
    score = say("average score {score}", score=say.number(figures.average))
    yield f"{mentors} · {places} · {score}"


def _pairs(proposal: Proposal, words: Words, width: int) -> Iterator[str]:
    say, pairs = words.say, proposal.result.pairs
    if not pairs:
        return
    rows = [
        (
            plain(words.mentee(pair.assessment.participant)),
            plain(words.mentor(pair.assessment.place)),
            str(pair.assessment.score),
            plain("; ".join(words.reasons(pair.assessment).good)),
        )
        for pair in pairs[:MOST_PAIRS]
    ]
    head = (say("Mentee"), say("Mentor"), say("Score"), say("For"))
    widths = [min(_NAME, max(len(row[at]) for row in (head, *rows))) for at in (0, 1)]
    number = max(len(head[2]), _SCORE)
    reason = width - sum(widths) - number - 8
    yield say("Proposed pairs")
    for mentee, mentor, score, good in (head, *rows):
        names = f"{padded(mentee, widths[0])}  {padded(mentor, widths[1])}"
        yield f"  {names}  {score:>{number}}  {cut(good, reason)}".rstrip()
    if len(pairs) > MOST_PAIRS:
        more = len(pairs) - MOST_PAIRS
        yield "  " + say.plural("… and {n} more in matches.csv", "… and {n} more in matches.csv", more)


def _unmatched(proposal: Proposal, words: Words, width: int) -> Iterator[str]:
    say, people = words.say, proposal.result.unmatched
    if not people:
        return
    yield say("People without a place")
    for person in people[:MOST_UNMATCHED]:
        why, ways = words.unmatched(person)
        yield f"  {cut(plain(words.mentee(person.participant)), width - 2)}"
        yield from wrap(plain(why), width, initial_indent="    ", subsequent_indent="    ")
        yield from wrap(plain(ways[0]), width, initial_indent="    → ", subsequent_indent="      ")
    if len(people) > MOST_UNMATCHED:
        more = len(people) - MOST_UNMATCHED
        yield "  " + say.plural("… and {n} more in unmatched.csv", "… and {n} more in unmatched.csv", more)


def _changes(proposal: Proposal, words: Words, width: int) -> Iterator[str]:
    say, changes = words.say, proposal.result.changes
    if not changes:
        return
    yield say("Changes since the earlier result")
    for one in changes[:MOST_CHANGES]:
        before = words.mentor_then(one.before) if one.before is not None else say("no place")
        now = words.mentor(one.now) if one.now is not None else say("no place")
        yield f"  {cut(plain(f'{words.mentee_then(one.participant)}: {before} → {now}'), width - 2)}"
        yield from wrap(plain(words.change(one)), width, initial_indent="    ", subsequent_indent="    ")
    if len(changes) > MOST_CHANGES:
        more = len(changes) - MOST_CHANGES
        yield "  " + say.plural("… and {n} more in the report", "… and {n} more in the report", more)


def _closing(proposal: Proposal, words: Words, check: ToCheck, folder: Path, width: int) -> Iterator[str]:
    say, count = words.say, check.count
    yield from _occupations(proposal, say, folder, len(check.unread), width)
    if count:
        text = say.plural(
            "{n} thing to check: see the report.", "{n} things to check: see the report.", count
        )
        yield from wrap(text, width)
    costs = [f"{words.rule(name)} {say.number(cost)}" for name, cost in all_costs(proposal.result) if cost]
    if costs:
        text = say("More people with a place if one rule were off: {rules}.", rules=", ".join(costs))
        yield from wrap(text, width)
    choosing = ", occupations_to_check.csv" if by_text(proposal, How.OPEN, How.PERSON) else ""
    labels = (
        (say("Report"), "report.html"),
        (say("Spreadsheets"), f"matches.xlsx, matches.csv, unmatched.csv{choosing}"),
        (say("Everything"), "result.json"),
        (say("Folder"), str(folder)),
    )
    widest = max(len(label) for label, _ in labels)
    for label, file in labels:
        yield f"{padded(label, widest)}  {file}"


def _occupations(proposal: Proposal, say: Language, folder: Path, open_: int, width: int) -> Iterator[str]:
    """Say how occupations in people's own words were understood, and what to do about the others."""
    read, chosen = (len(by_text(proposal, how)) for how in (How.CODER, How.PERSON))
    parts = [
        say.plural("{n} read from the words", "{n} read from the words", read) if read else "",
        say.plural("{n} chosen by a person", "{n} chosen by a person", chosen) if chosen else "",
        say.plural("{n} still to choose", "{n} still to choose", open_) if open_ else "",
    ]
    if any(parts):
        text = say("Occupations in people’s own words: {parts}.", parts=", ".join(filter(None, parts)))
        yield from wrap(text, width)
    if open_:
        text = say.plural(
            "{n} occupation to check: fill in its code in occupations_to_check.csv, then run again with"
            " --occupations {file}",
            "{n} occupations to check: fill in their codes in occupations_to_check.csv, then run again with"
            " --occupations {file}",
            open_,
            file=folder / "occupations_to_check.csv",
        )
        yield from wrap(text, width, break_long_words=False, break_on_hyphens=False)
