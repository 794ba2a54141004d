"""The codes that a person chose for occupations: ``occupations_to_check``, filled in, as CSV or as a sheet."""

from collections.abc import Callable, Collection
from pathlib import Path

from parcours.tables.cells import as_text, shown
from parcours.tables.cohort import values
from parcours.tables.findings import N_, Findings, Unreadable
from parcours.tables.grid import Grid, Row
from parcours.tables.headers import Names, Table, find_table, header_row
from parcours.tables.read import read_grid
from parcours.tables.text import fold

type Choices = dict[str, str | None]
"""The unit group chosen for an occupation, by its `occupation_key`; None where nobody can tell."""

NAMES = Names(
    {
        "code": ("noc", "cnp", "noc code", "code cnp", "code de la cnp", "noc 2021", "cnp 2021"),
        "occupation": ("profession", "text", "texte", "job title", "titre de poste", "métier"),
    }
)
_WRITE_CODE = N_(
    "Write one of the codes beside it, or another of five digits, or “unknown” if nobody can tell."
)


def occupation_key(text: str) -> str:
    """Return that by which two texts are the same occupation: no case, accents or punctuation."""
    return fold(text) or text


def read_choices(
    path: Path, *, written: Collection[str] | None, code_of: Callable[[str], str | None]
) -> Choices:
    """Return the codes chosen in a file.

    ``written`` are the occupations as people wrote them, None where their files could not be read; ``code_of`` gives
    the unit group that a cell names, or None. Raises Refused with every problem of the file: each row must name one of
    these occupations and say a code, or that nobody can tell.
    """
    findings = Findings(str(path))
    table = _read_table(path, findings)
    choices = _Reader(table, findings, written, code_of).choices() if table else {}
    findings.refuse_if_any()
    return choices


def filled_in(path: Path, code_of: Callable[[str], str | None]) -> Choices:
    """Return what already stands in the column of codes, None for what is no code; nothing without such a file."""
    table = _read_table(path, Findings(str(path))) if path.exists() else None
    if table is None:
        return {}
    cells = [[as_text(table.cell(row, field)) for field in ("occupation", "code")] for _, row in table.rows]
    return {occupation_key(text): code_of(code) for text, code in cells if code}


def _read_table(path: Path, findings: Findings) -> Table | None:
    """Return the table of the file; None, with a finding, if there is none."""

    def has_header(grid: Grid) -> bool:
        return header_row(grid, NAMES, {})[1] == len(NAMES.aliases)

    try:
        grid = read_grid(path, findings.file, known=NAMES.known, wanted=has_header)
    except Unreadable as problem:
        findings.add(problem)
        return None
    table = find_table(grid, NAMES, {}, findings)
    if table.columns.keys() == NAMES.aliases.keys():
        return table
    findings.error(
        table.header_row,
        None,
        N_("There are no columns for the occupation and for its code (seen: {headers})."),
        N_(
            "Give the occupations_to_check.csv that “parcours match” wrote, or matches.xlsx, with codes filled in."
        ),
        headers=[shown(header) for header in table.headers[:20]],
    )
    return None


class _Reader:
    """Reads the rows of one table."""

    def __init__(
        self,
        table: Table,
        findings: Findings,
        written: Collection[str] | None,
        code_of: Callable[[str], str | None],
    ) -> None:
        self.table, self.findings, self.code_of = table, findings, code_of
        self.known = None if written is None else {occupation_key(text) for text in written}

    def choices(self) -> Choices:
        """Return the choice of each row that has one; report the others."""
        found: Choices = {}
        first: dict[str, int] = {}
        for number, row in self.table.rows:
            key, chosen = self._occupation(number, row), self._code(number, row)
            if key is None or chosen is None:
                continue
            code = chosen or None
            if key in found and found[key] != code:
                self._error(
                    number,
                    "code",
                    N_("“{text}” has another code in row {other}."),
                    N_("Keep one row for each occupation."),
                    text=shown(as_text(self.table.cell(row, "occupation"))),
                    other=str(first[key]),
                )
            found.setdefault(key, code)
            first.setdefault(key, number)
        return found

    def _occupation(self, number: int, row: Row) -> str | None:
        """Return which occupation a row is about, None if none."""
        text = as_text(self.table.cell(row, "occupation"))
        if not text:
            self._error(
                number,
                "occupation",
                N_("The occupation is missing."),
                N_("Write it as it stands in the spreadsheet, or remove the row."),
            )
            return None
        key = occupation_key(text)
        if self.known is not None and key not in self.known:
            self._error(
                number,
                "occupation",
                N_("Nobody in the two spreadsheets wrote “{text}”."),
                N_(
                    "Write it as it stands in the spreadsheet, or remove the row. If letters were lost, save the file"
                    " as “CSV UTF-8”."
                ),
                text=shown(text),
            )
            return None
        return key

    def _code(self, number: int, row: Row) -> str | None:
        """Return the code that a row gives; "" where nobody can tell, None if it gives none."""
        text = as_text(self.table.cell(row, "code"))
        if not text:
            self._error(
                number,
                "code",
                N_("No code is chosen."),
                N_(
                    "Write one of the codes beside it or another of five digits, write “unknown” if nobody can tell, or"
                    " remove the row to choose later."
                ),
            )
            return None
        if values.says_nothing(text):
            return ""
        code = self.code_of(text)
        if code is None:
            self._error(
                number, "code", N_("“{code}” is no occupation of NOC 2021."), _WRITE_CODE, code=shown(text)
            )
        return code

    def _error(self, number: int, field: str, what: str, fix: str, **params: object) -> None:
        place = self.table.columns[field]
        if number not in self.table.spoiled and (number, place) not in self.table.faulty:
            self.findings.error(number, self.table.headers[place], what, fix, **params)
