"""The rows of one file, each turned into a person; whatever is wrong with a cell becomes a finding."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple

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


class Said(NamedTuple):
    """What a row says, by field, as text; "" where there is no such column."""

    id: str
    name: str
    first_name: str
    last_name: str
    email: str
    occupation: str
    years_experience: str
    languages: str
    city: str
    province: str
    meeting: str
    availability: str
    employer: str
    avoid: str
    prefers: str
    locked_with: str
    background: str
    agrees: str
    agency: str
    goals: str
    background_matters: str
    capacity: str
    minimum: str
    offers: str
    department: str


class People:
    """Makes people of the rows of a table. ``languages`` and ``provinces`` give the code by folded name."""

    def __init__(
        self, table: Table, findings: Findings, languages: Mapping[str, str], provinces: Mapping[str, str]
    ) -> None:
        self.table = table
        self.findings = findings
        self.source = Source(
            findings.file, {field: table.headers[place] for field, place in table.columns.items()}
        )
        self._language_levels = cache(lambda text: read_languages(text, languages))
        self._province_code = cache(lambda text: values.province(text, provinces))
        self._width = len(table.headers)
        # A field without a column is read from a blank cell beyond the last one.
        self._take = itemgetter(*[table.columns.get(field, self._width) for field in Said._fields])
        self.said = {number: self._said(row) for number, row in table.rows}
        self.ids = self._ids()

    def _said(self, row: Row) -> Said:
        cells = row[: self._width]
        cells.extend([""] * (self._width + 1 - len(cells)))
        return Said(*map(as_text, self._take(cells)))

    def mentees(self) -> list[Mentee]:
        """Return everybody who looks for a mentor, in order."""
        waiting = read_dates({n: self.table.cell(row, "waiting_since") for n, row in self.table.rows})
        return [
            Mentee(
                **self._common(number, row, said),
                agency=said.agency,
                goals=values.tags(said.goals),
                waiting_since=self._date(number, waiting[number]),
                background_matters=self._read(
                    number,
                    "background_matters",
                    said.background_matters,
                    values.yes_or_no,
                    False,  # noqa: FBT003
                ),
            )
            for number, row, said in self._rows()
        ]

    def mentors(self) -> list[Mentor]:
        """Return everybody who offers to be a mentor, in order."""
        return [self._mentor(number, row, said) for number, row, said in self._rows()]

    def _rows(self) -> Iterator[tuple[int, Row, Said]]:
        """Give the rows and what they say, as long as it makes sense."""
        rows = takewhile(lambda _row: not self.findings.hopeless, self.table.rows)
        return ((number, row, self.said[number]) for number, row in rows)

    def _mentor(self, number: int, row: Row, said: Said) -> Mentor:
        capacity = self._read(
            number, "capacity", said.capacity, lambda text: whole_number(text, 1, MOST_PLACES), 1
        )
        minimum = self._read(
            number, "minimum", said.minimum, lambda text: whole_number(text, 0, MOST_PLACES), 0
        )
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
            **self._common(number, row, said),
            capacity=capacity,
            minimum=minimum,
            offers=values.tags(said.offers),
            department=said.department,
        )

    def _common(self, number: int, row: Row, said: Said) -> dict[str, Any]:
        """Return what mentees and mentors have in common."""
        return {
            "row": number,
            "id": self.ids[number],
            "name": self._name(said),
            "email": self._email(number, said.email),
            "occupations": self._occupations(number, said.occupation),
            "years_experience": self._read(
                number, "years_experience", said.years_experience, values.years, None
            ),
            "languages": self._languages(number, said.languages),
            "city": said.city,
            "province": self._province(number, said.province),
            "meeting": self._read(number, "meeting", said.meeting, values.meeting, NOTHING),
            "availability": self._read(
                number, "availability", said.availability, values.availability, NOTHING
            ),
            "employer": said.employer,
            "avoid": values.entries(said.avoid),
            "prefers": values.entries(said.prefers),
            "locked_with": values.entries(said.locked_with),
            "background": values.tags(said.background),
            "agrees": self._read(number, "agrees", said.agrees, values.agrees, True),  # noqa: FBT003
            "carried": {header: as_text(cell_at(row, place)) for header, place in self.table.carried.items()},
        }

    def _ids(self) -> dict[int, str]:
        """Return the identifier of each row: as written, or else the row's number. All are different."""
        written = {number: said.id for number, said in self.said.items()}
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
        for number, said in self.said.items():
            own = said.id
            if not own and not self._name(said) and self._can_be_named():
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

    def _name(self, said: Said) -> str:
        name = said.name if "name" in self.table.columns else f"{said.first_name} {said.last_name}"
        return " ".join(name.split())

    def _occupations(self, number: int, text: str) -> tuple[str, ...]:
        if not text and "occupation" in self.table.columns:
            self._error(
                number,
                "occupation",
                N_("The occupation is missing."),
                N_("Write a NOC code or a job title, or “unknown” if nobody can tell."),
            )
        return () if values.says_nothing(text) else values.entries(text)

    def _languages(self, number: int, text: str) -> dict[str, int | None]:
        found = self._read(number, "languages", text, self._language_levels, Languages())
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

    def _province(self, number: int, text: str) -> str:
        code = self._province_code(text)
        if code is None:
            self._warn(
                number,
                "province",
                N_("“{name}” is not a province or territory of Canada."),
                N_("Write its name, or its two letters, such as ON."),
                name=shown(text),
            )
        return text if code is None else code

    def _email(self, number: int, text: str) -> str:
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

    def _read[Value](
        self, number: int, field: str, text: str, read: Callable[[str], Value], otherwise: Value
    ) -> Value:
        """Return what a cell says; ``otherwise``, with a finding, if it says nothing that can be used."""
        try:
            return read(text)
        except Bad as bad:
            self._error(number, field, bad.what, bad.fix, **bad.params)
            return otherwise

    def _error(self, number: int, field: str, what: str, fix: str, **params: object) -> None:
        cell = (number, self.table.columns.get(field, -1))
        if number not in self.table.spoiled and cell not in self.table.faulty:
            self.findings.error(number, self.source.header(field), what, fix, **params)

    def _warn(self, number: int, field: str, what: str, fix: str, **params: object) -> None:
        self.findings.warning(number, self.source.header(field), what, fix, **params)
