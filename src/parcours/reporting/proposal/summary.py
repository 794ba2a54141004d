"""What the command prints after a run: figures, first pairs, who has no place, what to check, where the files are."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from parcours.core.language import Language
from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.columns import cut, padded, plain
from parcours.reporting.proposal.figures import Figures, headline, proof
from parcours.reporting.proposal.to_check import ToCheck

MOST_PAIRS = 10
MOST_UNMATCHED = 10

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


def _closing(proposal: Proposal, words: Words, check: ToCheck, folder: Path, width: int) -> Iterator[str]:
    say, count = words.say, check.count
    if count:
        text = say.plural(
            "{n} thing to check: see the report.", "{n} things to check: see the report.", count
        )
        yield from wrap(text, width)
    costs = [
        f"{words.rule(name)} {say.number(cost)}" for name, cost in proposal.result.rule_costs.items() if cost
    ]
    if costs:
        text = say("More people with a place if one rule were off: {rules}.", rules=", ".join(costs))
        yield from wrap(text, width)
    labels = (
        (say("Report"), "report.html"),
        (say("Spreadsheets"), "matches.xlsx, matches.csv, unmatched.csv"),
        (say("Everything"), "result.json"),
        (say("Folder"), str(folder)),
    )
    widest = max(len(label) for label, _ in labels)
    for label, file in labels:
        yield f"{padded(label, widest)}  {file}"
