"""What needs the coordinator before anything is proposed, gathered from the whole run."""

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from parcours.matching.adapter import Pair, Proposal
from parcours.matching.occupations import How, Understood
from parcours.matching.words import Words
from parcours.tables.cohort.choices import occupation_key
from parcours.tables.findings import Finding


class Unread(NamedTuple):
    """An occupation whose code a person chooses, and the `people` who wrote it: (is a mentor, id)."""

    understood: Understood
    people: tuple[tuple[bool, str], ...]


class Question(NamedTuple):
    """What rules need to know from somebody in proposed pairs; `partners` are the ids of the others."""

    mentor: bool
    id: str
    facts: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Everything to check, by kind.

    `broken` are kept pairs that break a rule; those fixed by hand are among `remarks`, as are all other warnings but
    those about `unread` occupations. `never` says what a whole side left unsaid.
    """

    unread: tuple[Unread, ...]
    questions: tuple[Question, ...]
    broken: tuple[Pair, ...]
    remarks: tuple[Finding, ...]
    never: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things there are to do."""
        return len(self.unread) + len(self.questions) + len(self.broken) + len(self.remarks)


def to_check(proposal: Proposal, words: Words) -> ToCheck:
    """Gather what needs the coordinator."""
    unread = by_text(proposal, How.OPEN)
    return ToCheck(
        unread=unread,
        questions=tuple(_questions(proposal, words, {who for one in unread for who in one.people})),
        broken=tuple(pair for pair in proposal.result.pairs if pair.assessment.broken and not pair.locked),
        # A remark that offers occupations to choose from is about an unread one.
        remarks=tuple(finding for finding in proposal.warnings if "occupations" not in finding.params),
        never=words.never_given(),
    )


def by_text(proposal: Proposal, *how: How) -> tuple[Unread, ...]:
    """Return each occupation that was understood in one of these ways, those that most people wrote first."""
    found: dict[str, tuple[Understood, dict[tuple[bool, str], None]]] = {}
    readings = {text: one for text, one in proposal.readings.items() if one.how in how}
    if readings:
        for text, one in readings.items():
            found.setdefault(occupation_key(text), (one, {}))
        for mentor, people in ((False, proposal.cohort.mentees), (True, proposal.cohort.mentors)):
            for person in people:
                for text in filter(readings.__contains__, person.occupations):
                    found[occupation_key(text)][1][mentor, person.id] = None
    return tuple(
        Unread(one, tuple(sorted(people)))
        for _, (one, people) in sorted(found.items(), key=lambda item: (-len(item[1][1]), item[0]))
    )


def _questions(proposal: Proposal, words: Words, unread: Container[tuple[bool, str]]) -> list[Question]:
    """Return what to ask; an occupation that stands among the `unread` is not asked for again."""
    found: dict[tuple[bool, str], tuple[dict[str, None], list[str]]] = {}
    for pair in proposal.result.pairs:
        if not pair.assessment.to_check:
            continue
        mentee, mentor = pair.assessment.participant, pair.assessment.place
        for is_mentor, facts in zip((False, True), words.to_ask(pair.assessment), strict=True):
            key = (is_mentor, mentor if is_mentor else mentee)
            names = [words.fact(fact) for fact in facts if fact != "occupation" or key not in unread]
            if names:
                asked, partners = found.setdefault(key, ({}, []))
                asked.update(dict.fromkeys(names))
                partners.append(mentee if is_mentor else mentor)
    return [Question(*key, tuple(facts), tuple(partners)) for key, (facts, partners) in sorted(found.items())]
