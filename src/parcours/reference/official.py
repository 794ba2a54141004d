"""Read an official file: find its columns, check every row, and give the rows that are kept.

What is wrong is said by row and column, all in one pass; nothing of a file with an error is used.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parcours.reference.layouts import CONDITIONS, EXAMPLES, LAYOUTS, MARKS, Layout, is_header
from parcours.reference.noc import load_taxonomy
from parcours.reference.provinces import province_codes
from parcours.reference.store import Row
from parcours.tables.cells import as_text, shown
from parcours.tables.findings import N_, Findings, Unreadable, unreadable
from parcours.tables.read import read_grid
from parcours.tables.text import fold

CODE_DIGITS, OLD_CODE_DIGITS = 5, 4
HIGHEST_RATING = 5
NAMED = 5
"""How many codes a sentence names."""

AS_PUBLISHED = N_("Load the file as it is published, without changes.")

PLAUSIBLE = {
    "noc-titles": (2_500, 200_000),
    "oasis": (516, 10_000),
    "regulated": (100, 20_000),
    "outlook": (400, 516),
    "noc-2016": (500, 5_000),
}
"""How many rows a part can have, if it is what it says."""

WHOLE = {"noc-titles", "oasis", "noc-2016"}
"""The tables that must speak of every unit group."""


class AnotherFile(Unreadable):
    """A file whose columns are not those of the table."""


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of one part, and the names of their values where editions differ."""

    rows: list[Row]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Rows by their number, each a text by field; ``head`` as written."""

    layout: Layout
    places: Mapping[str, int]
    head: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    findings: Findings
    units: frozenset[str]

    def cells(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row's number and its text by field, until there are too many errors."""
        for number, row in self.rows:
            if self.findings.hopeless:
                return
            yield number, {f: row[at].strip() if at < len(row) else "" for f, at in self.places.items()}

    def unit_group(self, number: int, field: str, text: str) -> str:
        """Return the unit group ``text`` is, its zeros restored; note it as wrong when it is none."""
        code = text.zfill(CODE_DIGITS)
        if code not in self.units:
            self.error(number, field, N_("NOC 2021 has no unit group “{code}”."), code=shown(text))
        return code

    def error(self, number: int | None, field: str, what: str, **params: object) -> None:
        """Note a problem in the column of ``field``."""
        place = self.places.get(field)
        column = None if place is None else self.head[place]
        self.findings.error(number, column, what, AS_PUBLISHED, **params)


def read_official(table: str, path: Path, given: str) -> dict[str, Content]:
    """Return the parts of ``table`` that the file at ``path`` holds, each by its name.

    ``given`` is its name as the user gave it. Raises AnotherFile when it has not the columns, Refused with every
    problem otherwise.
    """
    grid = read_grid(path, given, known=is_header)
    head = [as_text(cell).strip() for cell in grid.rows[0][1]]
    layout, places = _layout(table, head, given)
    findings = Findings(given)
    units = frozenset(load_taxonomy().unit_groups())
    rows = [(number, [as_text(cell) for cell in row]) for number, row in grid.rows[1:]]
    sheet = _Sheet(layout, places, head, rows, findings, units)
    parts = READERS[table](sheet)
    _check_counts(table, parts, sheet)
    findings.refuse_if_any()
    return parts


def _layout(table: str, head: Sequence[str], given: str) -> tuple[Layout, dict[str, int]]:
    """Return how the file is laid out and where its fields stand."""
    folded = [fold(text) for text in head]
    found = [(one, one.places(folded)) for one in LAYOUTS[table]]
    layout, places = max(found, key=lambda pair: len(pair[1]) / len(pair[0].columns))
    missing = [name for field, name in layout.columns.items() if field not in places]
    if missing or (table == "oasis" and not MARKS.keys() & set(folded)):
        names = [name.removesuffix("*") for name in missing or MARKS]
        what = N_("This is not the file that was expected: it has no column {names}.")
        fix = N_("Check which table you load; where its file is published stands in SOURCES.md.")
        raise AnotherFile(unreadable(given, what, fix, names=names).findings)
    return layout, places


def _titles(sheet: _Sheet) -> dict[str, Content]:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for number, row in sheet.cells():
        if "kind" in row and fold(row["kind"]) not in EXAMPLES:
            continue
        language = sheet.layout.part or row["language"].lower()
        if language not in {"en", "fr"}:
            what = N_("The language “{language}” is neither en nor fr.")
            sheet.error(number, "language", what, language=shown(language))
        if not row["title"]:
            sheet.error(number, "title", N_("The title is missing."))
        code = sheet.unit_group(number, "code", row["code"])
        found.setdefault(language, {})[row["title"], code] = None
    return {language: Content([list(row) for row in rows]) for language, rows in sorted(found.items())}


def _oasis(sheet: _Sheet) -> dict[str, Content]:
    named = set(sheet.places.values())
    at = [place for place, name in enumerate(sheet.head) if name and place not in named]
    rows: list[Row] = []
    for number, row in sheet.rows:
        texts = [row[place].strip() if place < len(row) else "" for place in at]
        wrong = [n for n, text in enumerate(texts) if not (text.isdecimal() and int(text) <= HIGHEST_RATING)]
        if wrong:
            what = N_("“{value}” is not a rating from 0 to {most}.")
            column, value = sheet.head[at[wrong[0]]], shown(texts[wrong[0]])
            sheet.findings.error(number, column, what, AS_PUBLISHED, value=value, most=HIGHEST_RATING)
            continue
        profile = row[sheet.places["code"]].strip()
        group, _, rest = profile.partition(".")
        code = sheet.unit_group(number, "code", group)
        rows.append([f"{code}.{rest or '00'}", *map(int, texts)])
    mark = next(mark for mark in MARKS if mark in {fold(name) for name in sheet.head})
    names = tuple(" ".join(sheet.head[place].split()) for place in at)
    return {MARKS[mark]: Content(rows, names)}


def _regulated(sheet: _Sheet) -> dict[str, Content]:
    known = {*province_codes().values(), "ALL"}
    rows: list[Row] = []
    for number, row in sheet.cells():
        provinces = [name for name in row["provinces"].split("|") if name]
        if unknown := [name for name in provinces if name not in known]:
            what = N_("“{province}” is not the code of a province or territory.")
            sheet.error(number, "provinces", what, province=shown(unknown[0]))
        code = sheet.unit_group(number, "code", row["code"])
        rows.append([code, [kind for kind in row["kinds"].split("|") if kind], provinces, row["text"]])
    return {"hints": Content(rows)}


def _outlook(sheet: _Sheet) -> dict[str, Content]:
    rows: list[Row] = []
    for number, row in sheet.cells():
        code = row.pop("code")
        # Totals come in the same file: of all occupations (00000), a TEER, a broad category (NOC1_0).
        if code.isdecimal() and int(code):
            conditions = [_condition(sheet, number, field, row.pop(field)) for field in ("recent", "future")]
            counts = [_count(sheet, number, field, text) for field, text in row.items()]
            rows.append([sheet.unit_group(number, "code", code), *counts, *conditions])
    return {"outlook": Content(rows)}


def _count(sheet: _Sheet, number: int, field: str, text: str) -> int | None:
    if text in {"N/A", ""}:
        return None
    try:
        return int(text.replace(",", ""))
    except ValueError:
        sheet.error(number, field, N_("“{value}” is not a number."), value=shown(text))
        return None


def _condition(sheet: _Sheet, number: int, field: str, text: str) -> str | None:
    if text in {"N/A", ""}:
        return None
    plain = fold(text).replace("signs of ", "").replace("risk of ", "")
    if plain not in CONDITIONS:
        sheet.error(number, field, N_("“{value}” is not a condition of the market."), value=shown(text))
    return CONDITIONS.get(plain)


def _old_codes(sheet: _Sheet) -> dict[str, Content]:
    found: dict[tuple[str, str], None] = {}
    new = ""
    for number, row in sheet.cells():
        # A row without a new code goes on about the one above.
        if row["new"]:
            new = sheet.unit_group(number, "new", row["new"])
        old = row["old"]
        if not new or (old and not (old.isdecimal() and len(old) <= OLD_CODE_DIGITS)):
            sheet.error(number, "old", N_("“{code}” is not a code of NOC 2016."), code=shown(old))
        elif old:
            found[old.zfill(OLD_CODE_DIGITS), new] = None
    return {"codes": Content([list(row) for row in found])}


READERS: Mapping[str, Callable[[_Sheet], dict[str, Content]]] = {
    "noc-titles": _titles,
    "oasis": _oasis,
    "regulated": _regulated,
    "outlook": _outlook,
    "noc-2016": _old_codes,
}


def _check_counts(table: str, parts: Mapping[str, Content], sheet: _Sheet) -> None:
    """Note it when there are too few rows, too many, or unit groups of which nothing is said."""
    if sheet.findings.errors:
        return
    fewest, most = PLAUSIBLE[table]
    place = 1 if table in {"noc-titles", "noc-2016"} else 0
    for content in parts.values() or [Content([])]:
        count = len(content.rows)
        if not fewest <= count <= most:
            what = N_("There are {count} rows to load; it should be from {fewest} to {most}.")
            sheet.error(None, "", what, count=count, fewest=fewest, most=most)
        spoken_of = {row[place][:CODE_DIGITS] for row in content.rows}
        silent = sorted(sheet.units - spoken_of)
        if table in WHOLE and silent and count >= fewest:
            what = N_("Nothing is said of {count} unit groups, such as {codes}.")
            sheet.error(None, "", what, count=len(silent), codes=silent[:NAMED])
