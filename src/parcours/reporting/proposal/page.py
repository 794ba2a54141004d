"""What every part of the page needs: the proposal, its words, its tables, and people's names."""

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.markup import Tables, person


class Page:
    """One page about `proposal`; `mentees` and `mentors` give each person's name as HTML, by id."""

    def __init__(self, proposal: Proposal, words: Words) -> None:
        self.proposal = proposal
        self.words = words
        self.say = words.say
        self.tables = Tables(words.say)
        self.mentees = {one.id: person(one.name, one.id) for one in proposal.cohort.mentees}
        self.mentors = {one.id: person(one.name, one.id) for one in proposal.cohort.mentors}
