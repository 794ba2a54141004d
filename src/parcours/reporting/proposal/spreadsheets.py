"""The result as spreadsheets: `matches.csv`, `unmatched.csv`, and `matches.xlsx` with three or four sheets.

The CSV files have the same headers in every language, for programs; the workbook has headings for people.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from parcours.matching.adapter import Proposal
from parcours.matching.words import Words
from parcours.reporting.proposal.carried import Carried
from parcours.reporting.proposal.choosing import Choosing
from parcours.tables.write import Cell, Sheet, write_csv, write_xlsx

_MATCHES = ("mentee_id", "mentor_id", "mentee_name", "mentor_name", "score", "reasons")
_UNMATCHED = ("mentee_id", "reason_code", "reason", "what_would_help", "mentee_name")

_ID, _NAME, _NUMBER, _TEXT, _OTHER = 12, 24, 9, 70, 18
"""Widths of columns, in letters."""


class Spreadsheets:
    """Writes one proposal as spreadsheets."""

    def __init__(self, proposal: Proposal, words: Words) -> None:
        self._cohort, self._result, self._words = proposal.cohort, proposal.result, words
        self.choosing = Choosing(proposal, words)
        self._mentees = {person.id: person for person in proposal.cohort.mentees}
        self._mentors = {person.id: person for person in proposal.cohort.mentors}

    def write_matches(self, path: Path) -> None:
        """Write one row for each pair."""
        carried = Carried(_MATCHES, self._cohort.carried_mentees, self._cohort.carried_mentors)
        write_csv(path, [*_MATCHES, *carried.heads], (row + rest for row, rest in self._pairs(carried)))

    def write_unmatched(self, path: Path) -> None:
        """Write one row for each mentee without a place."""
        carried = Carried(_UNMATCHED, self._cohort.carried_mentees)
        write_csv(path, [*_UNMATCHED, *carried.heads], self._people_without(carried))

    def write_workbook(self, path: Path) -> None:
        """Write pairs, mentees without a place, occupations to choose if any, and short-lists, a sheet each."""
        people = self._matches_sheet(), self._unmatched_sheet()
        write_xlsx(path, [*people, *self.choosing.sheets(), self._short_lists_sheet()])

    def _pairs(self, carried: Carried) -> Iterator[tuple[list[Cell], list[Cell]]]:
        for pair in self._result.pairs:
            found = pair.assessment
            mentee, mentor = self._mentees[found.participant], self._mentors[found.place]
            row: list[Cell] = [
                mentee.id,
                mentor.id,
                mentee.name,
                mentor.name,
                found.score,
                self._words.line(found),
            ]
            yield row, [*carried.cells(mentee.carried, mentor.carried)]

    def _people_without(self, carried: Carried) -> Iterator[list[Cell]]:
        for person in self._result.unmatched:
            reason, ways = self._words.unmatched(person)
            mentee = self._mentees[person.participant]
            row = [mentee.id, person.reason, reason, " ".join(ways), mentee.name]
            yield [*row, *carried.cells(mentee.carried)]

    def _matches_sheet(self) -> Sheet:
        say, words = self._words.say, self._words
        criteria = [name for name, weight in self._result.settings.weights.items() if weight]
        ours = [
            *(
                say("Mentee’s id"),
                say("Mentor’s id"),
                say("Mentee"),
                say("Mentor"),
                say("Score"),
                say("Reasons"),
            ),
            *(say("Points: {criterion}", criterion=words.criterion(name)) for name in criteria),
            *(say("Mentee’s email"), say("Mentor’s email"), say("Mentor’s department")),
        ]
        carried = Carried(ours, self._cohort.carried_mentees, self._cohort.carried_mentors)
        widths = [
            _ID,
            _ID,
            _NAME,
            _NAME,
            _NUMBER,
            _TEXT,
            *[_OTHER] * (len(ours) + len(carried.heads) - len(_MATCHES)),
        ]
        return Sheet(say("Pairs"), [*ours, *carried.heads], self._pairs_in_full(carried, criteria), widths)

    def _pairs_in_full(self, carried: Carried, criteria: Sequence[str]) -> Iterator[list[Cell]]:
        for pair, (row, rest) in zip(self._result.pairs, self._pairs(carried), strict=True):
            found = pair.assessment
            mentee, mentor = self._mentees[found.participant], self._mentors[found.place]
            points = [found.parts[name] for name in criteria]
            yield [*row, *points, mentee.email, mentor.email, mentor.department, *rest]

    def _unmatched_sheet(self) -> Sheet:
        say = self._words.say
        ours = [say("Mentee’s id"), say("Reason code"), say("Why"), say("What would help"), say("Mentee")]
        carried = Carried(ours, self._cohort.carried_mentees)
        widths = [_ID, _OTHER, _TEXT, _TEXT, _NAME, *[_OTHER] * len(carried.heads)]
        rows = self._people_without(carried)
        return Sheet(say("Without a place"), [*ours, *carried.heads], rows, widths)

    def _short_lists_sheet(self) -> Sheet:
        say = self._words.say
        head = [
            *(
                say("Mentee’s id"),
                say("Mentee"),
                say("Rank"),
                say("Mentor’s id"),
                say("Mentor"),
                say("Score"),
            ),
            *(say("Proposed"), say("Reasons")),
        ]
        widths = [_ID, _NAME, _NUMBER, _ID, _NAME, _NUMBER, _NUMBER, _TEXT]
        return Sheet(say("Short-lists"), head, self._best_mentors(), widths)

    def _best_mentors(self) -> Iterator[list[Cell]]:
        line, yes = self._words.line, self._words.say("yes")
        proposed = {pair.assessment.participant: pair.assessment.place for pair in self._result.pairs}
        for mentee, found in self._result.short_lists.items():
            name, mentor = self._mentees[mentee].name, proposed.get(mentee)
            for rank, one in enumerate(found, start=1):
                mark = yes if one.place == mentor else ""
                yield [
                    mentee,
                    name,
                    rank,
                    one.place,
                    self._mentors[one.place].name,
                    one.score,
                    mark,
                    line(one),
                ]
