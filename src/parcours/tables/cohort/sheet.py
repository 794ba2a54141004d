"""The rows of one file, each turned into a person; whatever is wrong with a cell becomes a finding."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from parcours.tables.cells import Bad, as_text, shown, whole_number
from parcours.tables.cohort import values
from parcours.tables.cohort.cohort import Source
from parcours.tables.cohort.dates import read_dates
from parcours.tables.cohort.languages import Languages, read_languages
from parcours.tables.cohort.people import Mentee, Mentor
from parcours.tables.findings import N_, Findings
from parcours.tables.grid import Row
from parcours.tables.headers import Table, cell_at

MOST_PLACES = 1000
NOTHING: frozenset[str] = frozenset()


class People:
    """Makes people of the rows of a table. ``languages`` and ``provinces`` give the code by folded name."""

    def __init__(
        self, table: Table, findings: Findings, languages: Mapping[str, str], provinces: Mapping[str, str]
    ) -> None:
        self.table = table
        self.findings = findings
        self.languages = languages
        self.provinces = provinces
        self.source = Source(
            findings.file, {field: table.headers[place] for field, place in table.columns.items()}
        )
        self.ids = self._ids()

    def mentees(self) -> list[Mentee]:
        """Return everybody who looks for a mentor, in order."""
        waiting = read_dates({n: self.table.cell(row, "waiting_since") for n, row in self.table.rows})
        return [
            Mentee(
                **self._common(number, row),
                agency=self._text(row, "agency"),
                goals=values.tags(self._text(row, "goals")),
                waiting_since=self._date(number, waiting[number]),
                background_matters=self._read(number, row, "background_matters", values.yes_or_no, False),  # noqa: FBT003
            )
            for number, row in self._rows()
        ]

    def mentors(self) -> list[Mentor]:
        """Return everybody who offers to be a mentor, in order."""
        return [self._mentor(number, row) for number, row in self._rows()]

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """Give the rows, as long as it makes sense."""
        return takewhile(lambda _row: not self.findings.hopeless, self.table.rows)

    def _mentor(self, number: int, row: Row) -> Mentor:
        capacity = self._read(number, row, "capacity", lambda text: whole_number(text, 1, MOST_PLACES), 1)
        minimum = self._read(number, row, "minimum", lambda text: whole_number(text, 0, MOST_PLACES), 0)
        if minimum > capacity:
            self._error(
                number,
                "minimum",
                N_("The minimum, {minimum}, is more than the capacity, {capacity}."),
                N_("Lower the minimum, or raise the capacity."),
                minimum=minimum,
                capacity=capacity,
            )
        return Mentor(
            **self._common(number, row),
            capacity=capacity,
            minimum=minimum,
            offers=values.tags(self._text(row, "offers")),
            department=self._text(row, "department"),
        )

    def _common(self, number: int, row: Row) -> dict[str, Any]:
        """Return what mentees and mentors have in common."""
        return {
            "row": number,
            "id": self.ids[number],
            "name": self._name(row),
            "email": self._email(number, row),
            "occupations": self._occupations(number, row),
            "years_experience": self._read(number, row, "years_experience", values.years, None),
            "languages": self._languages(number, row),
            "city": self._text(row, "city"),
            "province": self._province(number, row),
            "meeting": self._read(number, row, "meeting", values.meeting, NOTHING),
            "availability": self._read(number, row, "availability", values.availability, NOTHING),
            "employer": self._text(row, "employer"),
            "avoid": values.entries(self._text(row, "avoid")),
            "prefers": values.entries(self._text(row, "prefers")),
            "locked_with": values.entries(self._text(row, "locked_with")),
            "background": values.tags(self._text(row, "background")),
            "carried": {header: as_text(cell_at(row, place)) for header, place in self.table.carried.items()},
        }

    def _ids(self) -> dict[int, str]:
        """Return the identifier of each row: as written, or else the row's number. All are different."""
        written = {number: self._text(row, "id") for number, row in self.table.rows}
        first: dict[str, int] = {}
        for number, own in written.items():
            if own and first.setdefault(own, number) != number:
                self._error(
                    number,
                    "id",
                    N_("The identifier “{id}” is already that of row {other}."),
                    N_("Give each person an identifier of their own."),
                    id=shown(own),
                    other=str(first[own]),
                )
        for number, row in self.table.rows:
            own = written[number]
            if not own and not self._name(row) and self._can_be_named():
                self._error(
                    number,
                    "id" if "id" in self.table.columns else "name",
                    N_("The row has neither a name nor an identifier."),
                    N_("Give the person a name or an identifier, or remove the row."),
                )
            elif not own and str(number) in first:
                self._error(
                    number,
                    "id",
                    N_("The row has no identifier, and its number is already the identifier of row {other}."),
                    N_("Give each person an identifier of their own."),
                    other=str(first[str(number)]),
                )
        return {number: own or str(number) for number, own in written.items()}

    def _can_be_named(self) -> bool:
        return not {"id", "name", "first_name", "last_name"}.isdisjoint(self.table.columns)

    def _name(self, row: Row) -> str:
        fields = ("name",) if "name" in self.table.columns else ("first_name", "last_name")
        return " ".join(" ".join(self._text(row, field) for field in fields).split())

    def _occupations(self, number: int, row: Row) -> tuple[str, ...]:
        text = self._text(row, "occupation")
        if not text and "occupation" in self.table.columns:
            self._error(
                number,
                "occupation",
                N_("The occupation is missing."),
                N_("Write a NOC code or a job title, or “unknown” if nobody can tell."),
            )
        return () if values.says_nothing(text) else values.entries(text)

    def _languages(self, number: int, row: Row) -> dict[str, int | None]:
        found = self._read(
            number, row, "languages", lambda text: read_languages(text, self.languages), Languages()
        )
        for name in found.unknown:
            self._warn(
                number,
                "languages",
                N_("“{name}” is not a language that is known here; it is compared as it is written."),
                N_(
                    "Write the language’s name in English or French, or its ISO code; separate languages with “;”."
                ),
                name=name,
            )
        for remark in found.remarks:
            self._warn(
                number,
                "languages",
                N_("“{remark}” is not a CLB or NCLC level and is left out."),
                N_("Write a level from 1 to 12, such as en:8, or none."),
                remark=remark,
            )
        return found.levels

    def _province(self, number: int, row: Row) -> str:
        text = self._text(row, "province")
        code = values.province(text, self.provinces)
        if code is None:
            self._warn(
                number,
                "province",
                N_("“{name}” is not a province or territory of Canada."),
                N_("Write its name, or its two letters, such as ON."),
                name=shown(text),
            )
        return text if code is None else code

    def _email(self, number: int, row: Row) -> str:
        text = self._text(row, "email")
        if not values.says_nothing(text) and not values.looks_like_email(text):
            self._warn(
                number,
                "email",
                N_("“{address}” does not look like an e-mail address."),
                N_("Correct the address, or leave the cell empty."),
                address=shown(text),
            )
        return text

    def _date(self, number: int, read: dt.date | Bad | None) -> dt.date | None:
        if isinstance(read, Bad):
            self._error(number, "waiting_since", read.what, read.fix, **read.params)
            return None
        return read

    def _text(self, row: Row, field: str) -> str:
        return as_text(self.table.cell(row, field))

    def _read[Value](
        self, number: int, row: Row, field: str, read: Callable[[str], Value], otherwise: Value
    ) -> Value:
        """Return what a cell says; ``otherwise``, with a finding, if it says nothing that can be used."""
        try:
            return read(self._text(row, field))
        except Bad as bad:
            self._error(number, field, bad.what, bad.fix, **bad.params)
            return otherwise

    def _error(self, number: int, field: str, what: str, fix: str, **params: object) -> None:
        cell = (number, self.table.columns.get(field, -1))
        if number not in self.table.spoiled and cell not in self.table.faulty:
            self.findings.error(number, self.source.header(field), what, fix, **params)

    def _warn(self, number: int, field: str, what: str, fix: str, **params: object) -> None:
        self.findings.warning(number, self.source.header(field), what, fix, **params)
