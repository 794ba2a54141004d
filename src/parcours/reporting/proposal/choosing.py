"""`occupations_to_check.csv` and its sheet: the occupations whose codes a person chooses, to be filled in."""

import csv
from pathlib import Path

from parcours.matching.adapter import Proposal
from parcours.matching.occupations import MOST_OPTIONS, How, Option
from parcours.matching.words import Words
from parcours.reporting.proposal.to_check import Unread, by_text
from parcours.tables.write import Cell, Sheet, neutralise

_TEXT, _CODE, _PEOPLE, _OPTION = 36, 10, 24, 44
_MOST_NAMED = 8


class Choosing:
    """The rows to fill in: first what is still to choose, then what was chosen, so that the newest file has it all.

    Unlike other tables this one is made to be edited: its headings, and what separates its columns, are those of the
    language, as a spreadsheet program of that language opens and saves it.
    """

    def __init__(self, proposal: Proposal, words: Words) -> None:
        self._words = words
        say = words.say
        self.head = [
            *(say("Occupation"), say("Code"), say("Written by")),
            *(say("Choice {number}", number=number) for number in range(1, MOST_OPTIONS + 1)),
        ]
        self.rows = [self._row(one) for one in (*by_text(proposal, How.OPEN), *by_text(proposal, How.PERSON))]

    def write(self, path: Path) -> None:
        """Write the CSV file, or nothing when there is nothing to choose and nothing was chosen."""
        if not self.rows:
            return
        # The mark at the start makes Excel read UTF-8.
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(
                file, delimiter=";" if self._words.say.code == "fr" else ",", lineterminator="\n"
            )
            writer.writerow(self.head)
            writer.writerows([neutralise(str(cell)) for cell in row] for row in self.rows)

    def sheets(self) -> list[Sheet]:
        """Return the sheet for the workbook, or none."""
        widths = [_TEXT, _CODE, _PEOPLE, *[_OPTION] * MOST_OPTIONS]
        title = self._words.say("Occupations to choose")
        return [Sheet(title, self.head, self.rows, widths)] if self.rows else []

    def _row(self, one: Unread) -> list[Cell]:
        say, found = self._words.say, one.understood
        code = "" if found.how is How.OPEN else found.code or say("unknown")
        options = [self._option(each) for each in found.options]
        return [found.text, code, self._people(one), *options, *[""] * (MOST_OPTIONS - len(options))]

    def _people(self, one: Unread) -> str:
        say = self._words.say
        names = [
            (self._words.mentor if mentor else self._words.mentee)(id_)
            for mentor, id_ in one.people[:_MOST_NAMED]
        ]
        more = len(one.people) - len(names)
        return ", ".join([*names, *([say.plural("{n} other", "{n} others", more)] if more else [])])

    def _option(self, one: Option) -> str:
        text = f"{one.code} {self._words.title(one.code)}"
        if one.confidence is None:
            return text
        return f"{text} ({self._words.say('{number}%', number=self._words.say.number(100 * one.confidence))})"
