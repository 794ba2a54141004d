"""Read two lists of people into a cohort. Every problem of both files is found in one pass."""

from collections.abc import Callable, Mapping
from pathlib import Path

from parcours.tables.cells import shown
from parcours.tables.cohort.checks import Register, Side, check_locks, resolve_wishes
from parcours.tables.cohort.cohort import Cohort, Source
from parcours.tables.cohort.consent import without_refusals
from parcours.tables.cohort.fields import MENTEES, MENTORS
from parcours.tables.cohort.people import Person
from parcours.tables.cohort.sheet import People
from parcours.tables.columns import read_columns
from parcours.tables.findings import N_, Findings, Unreadable, unreadable
from parcours.tables.grid import Grid
from parcours.tables.headers import Names, Table, find_table, header_row, place_of
from parcours.tables.read import read_grid
from parcours.tables.text import fold

__all__ = ["Cohort", "read_cohort"]

_SHOWN_HEADERS = 40


def read_cohort(
    mentees: Path,
    mentors: Path,
    *,
    given: tuple[str, str],
    languages: Mapping[str, str],
    provinces: Mapping[str, str],
    columns: Path | None = None,
) -> Cohort:
    """Read the mentees and the mentors.

    ``given`` are the names of the two files as the user gave them. ``languages`` gives the ISO code of a language,
    ``provinces`` the two letters of a province or territory, by name in English or French (folded or not); codes are
    names too. ``columns`` is a TOML file that names the headers of some fields. Raises Refused with every problem of
    the files.
    """
    _refuse_same(mentees, mentors, given[1])
    known = _by_folded_name(languages), _by_folded_name(provinces)
    mapping = _Mapping(columns)
    first, second = Findings(given[0]), Findings(given[1])
    first_table = _read_table(mentees, MENTEES, mapping.of("mentees", MENTEES), first)
    second_table = _read_table(mentors, MENTORS, mapping.of("mentors", MENTORS), second)
    mapping.check({"mentees": first_table, "mentors": second_table})
    seekers = _side(first_table, first, People.mentees, *known)
    helpers = _side(second_table, second, People.mentors, *known)
    locks = []
    if first_table and second_table and not (first.hopeless or second.hopeless):
        resolve_wishes(seekers, Register(helpers.people))
        resolve_wishes(helpers, Register(seekers.people))
        locks = check_locks(seekers, helpers)
    findings = mapping.findings, first, second
    mapping.findings.refuse_if_any(first, second)
    cohort = Cohort(
        mentees=seekers.people,
        mentors=helpers.people,
        locks=locks,
        carried_mentees=tuple(first_table.carried if first_table else ()),
        carried_mentors=tuple(second_table.carried if second_table else ()),
        mentees_table=seekers.source,
        mentors_table=helpers.source,
        warnings=[warning for one in findings for warning in one.sorted_warnings()],
        more_warnings=sum(one.more_warnings for one in findings),
    )
    return without_refusals(cohort)


def _refuse_same(mentees: Path, mentors: Path, given: str) -> None:
    if mentees.exists() and mentors.exists() and mentees.samefile(mentors):
        raise unreadable(
            given,
            N_("This file is given both for the mentees and for the mentors."),
            N_("Save each list in a file of its own, and give both."),
        )


class _Mapping:
    """The headers that a ``--columns`` file names, for one side or for both; and what is wrong with it."""

    def __init__(self, columns: Path | None) -> None:
        self.findings = Findings(str(columns or ""))
        self.sides: dict[str, dict[str, str]] = {"mentees": {}, "mentors": {}}
        self.both: dict[str, str] = {}
        if columns:
            fields = {"mentees": MENTEES.aliases, "mentors": MENTORS.aliases}
            try:
                self.sides, self.both = read_columns(columns, fields, self.findings)
            except Unreadable as problem:
                self.findings.add(problem)

    def of(self, side: str, names: Names) -> dict[str, str]:
        """Return the header of each field named for one side."""
        return {field: name for field, name in self.both.items() if field in names.aliases} | self.sides[side]

    def check(self, tables: Mapping[str, Table | None]) -> None:
        """Report the headers that the files do not have; one named for both need stand in one only."""
        for side, headers in self.sides.items():
            table = tables[side]
            for header in headers.values():
                if table and place_of(table.headers, header) is None:
                    self._not_found(header, table.headers)
        both = [table for table in tables.values() if table]
        for header in self.both.values():
            if len(both) == len(tables) and all(place_of(table.headers, header) is None for table in both):
                self._not_found(header, list(dict.fromkeys(name for table in both for name in table.headers)))

    def _not_found(self, header: str, headers: list[str]) -> None:
        self.findings.error(
            None,
            None,
            N_("There is no column “{header}” (seen: {headers})."),
            N_("Write the header as it stands in the file."),
            header=shown(header),
            headers=_list(headers),
        )


def _read_table(path: Path, names: Names, mapped: dict[str, str], findings: Findings) -> Table | None:
    """Return the table of a file; None, with a finding, if there is none."""
    wanted = {fold(header) for header in mapped.values()}

    def known(text: str) -> bool:
        return names.known(text) or fold(text) in wanted

    def has_header(grid: Grid) -> bool:
        return header_row(grid, names, mapped)[1] > 1

    try:
        grid = read_grid(path, findings.file, known=known, wanted=has_header)
    except Unreadable as problem:
        findings.add(problem)
        return None
    if grid.guessed:
        findings.warning(
            None,
            None,
            N_("The encoding of the file was guessed ({encoding})."),
            N_("Check that accented letters are right; if not, save the file as “CSV UTF-8”."),
            encoding=grid.guessed,
        )
    table = find_table(grid, names, mapped, findings)
    _check_columns(table, names, findings)
    if not table.rows:
        findings.error(
            table.header_row,
            None,
            N_("There is no row below the header."),
            N_("Write one row for each person."),
        )
    return table


def _check_columns(table: Table, names: Names, findings: Findings) -> None:
    """Report the columns without which nobody can be matched."""
    needed = (
        (("occupation",), N_("There is no column for the occupation (seen: {headers}).")),
        (
            ("id", "name", "first_name", "last_name"),
            N_("There is no column for names or identifiers (seen: {headers})."),
        ),
    )
    for fields, what in needed:
        if not table.columns.keys().isdisjoint(fields):
            continue
        fix = N_("Add a column “{field}”, or name the right one in a file given with --columns.")
        closest = next(filter(None, (names.closest(list(table.carried), field) for field in fields)), None)
        if closest:
            fix = N_("If it is “{closest}”, rename it “{field}”, or name it in a file given with --columns.")
        findings.error(
            table.header_row, None, what, fix, headers=_list(table.headers), field=fields[0], closest=closest
        )


def _list(headers: list[str]) -> list[str]:
    """Return headers short and few enough to be quoted."""
    few = [shown(header) for header in headers[:_SHOWN_HEADERS]]
    return [*few, "…"] if len(headers) > _SHOWN_HEADERS else few


def _by_folded_name(codes: Mapping[str, str]) -> dict[str, str]:
    """Return the code by folded name, the codes themselves being names."""
    return {
        fold(name): code for name, code in (*codes.items(), *zip(codes.values(), codes.values(), strict=True))
    }


def _side[Kind: Person](
    table: Table | None,
    findings: Findings,
    people: Callable[[People], list[Kind]],
    languages: Mapping[str, str],
    provinces: Mapping[str, str],
) -> Side[Kind]:
    if table is None:
        return Side([], findings, Source(findings.file))
    reader = People(table, findings, languages, provinces)
    return Side(people(reader), findings, reader.source)
