"""The few figures and sentences that stand at the top of every form of a proposal."""

from dataclasses import dataclass

from parcours.core.language import Language
from parcours.matching.adapter import Proposal


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one proposal: people, places and mentors; `average` is the mean score of a pair, 0 without pairs."""

    people: int
    placed: int
    mentors: int
    places: int
    average: int

    @classmethod
    def of(cls, proposal: Proposal) -> "Figures":
        """Count `proposal`."""
        pairs = proposal.result.pairs
        return cls(
            people=len(proposal.problem.participants),
            placed=len(pairs),
            mentors=len(proposal.problem.places),
            places=sum(place.capacity for place in proposal.problem.places),
            average=round(sum(pair.assessment.score for pair in pairs) / (len(pairs) or 1)),
        )


def headline(figures: Figures, say: Language) -> str:
    """Return the result in one or two sentences."""
    if not figures.people:
        return say("There are no mentees to place.")
    if figures.people == figures.placed == 1:
        return say("The only mentee has a place.")
    if figures.people == figures.placed:
        return say("All {n} mentees have a place.", n=say.number(figures.people))
    waiting = figures.people - figures.placed
    people = say.number(figures.people)
    first = say.plural(
        "{n} of {people} mentees has a place.",
        "{n} of {people} mentees have a place.",
        figures.placed,
        people=people,
    )
    second = say.plural("{n} does not, with a reason.", "{n} do not, each with a reason.", waiting)
    return f"{first} {second}"


def proof(proposal: Proposal, say: Language) -> str:
    """Return what the certificate proves: a sentence, and one more of a stable proposal that places fewer than all."""
    certificate, most = proposal.result.certificate, proposal.result.stable_bound
    first = _of_all(proposal, say)
    if most is None or certificate.placed == certificate.bound:
        return first
    if certificate.placed == most:
        return f"{first} {say('No stable proposal places more people.')}"
    second = say(
        "A stable proposal places at most {most}; whether one places more than {placed}, the search did not find out.",
        most=say.number(most),
        placed=say.number(certificate.placed),
    )
    return f"{first} {second}"


def _of_all(proposal: Proposal, say: Language) -> str:
    """Return how the proposal stands among all, stable or not."""
    certificate, settings = proposal.result.certificate, proposal.result.settings
    pairs = say.plural("{n} eligible pair", "{n} eligible pairs", certificate.pairs_priced)
    if not is_optimal(proposal):
        return say(
            "At most {bound} people could have a place and the score could be {gap} points higher:"
            " checked against all {pairs}.",
            bound=say.number(certificate.bound),
            gap=say.number(certificate.gap),
            pairs=pairs,
        )
    if not any(pair.kept for pair in proposal.result.pairs):
        return say(
            "No other proposal places more people, and none that places as many scores higher:"
            " checked against all {pairs}.",
            pairs=pairs,
        )
    if isinstance(settings.keep_bonus, str):
        return say(
            "No other proposal places more people, and none that places as many and keeps as many earlier pairs"
            " scores higher: checked against all {pairs}.",
            pairs=pairs,
        )
    return say(
        "No other proposal places more people, and none that places as many scores higher,"
        " each kept pair counting {bonus} points more: checked against all {pairs}.",
        bonus=say.number(settings.keep_bonus),
        pairs=pairs,
    )


def is_optimal(proposal: Proposal) -> bool:
    """Return whether the certificate proves that no better proposal exists."""
    found = proposal.result.certificate
    return found.placed == found.bound and found.gap == 0 and found.violations == 0
