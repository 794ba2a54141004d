"""Which column is which: headers as people write them, in English and French, or named by a ``--columns`` file."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parcours.tables.cells import as_text
from parcours.tables.findings import N_, Findings
from parcours.tables.grid import ERROR_VALUE, Cell, Grid, Row, column_letters, text_of
from parcours.tables.text import fold, trim

HEADER_ROWS = 30
"""The header is looked for in so many rows that are not blank."""

_LONGEST_HEADER = 200  # beyond this a cell is a paragraph, not a header
_LONGEST_SINGULAR = 3  # words this short keep their s: "gas", "bus"

_GENDER = re.compile(
    r"(?<=\w)(?:\((?:e|es|s|ne|nes|ère|trice|euse|se)\)|[·•./-](?:e|es|ne|nes|ère|trice|euse|se)(?:[·•./-]?s)?\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_NUMBERING = re.compile(r"^\s*q?\d+\s*[.):–-]\s*", re.IGNORECASE)
_EITHER = re.compile(r"\s*/\s*|\s+\|\s+|\s+(?:or|ou)\s+", re.IGNORECASE)
_SMALL_WORDS = frozenset((
    "a", "an", "of", "the", "your", "their", "my", "in", "s",
    "de", "d", "du", "des", "la", "le", "les", "l", "un", "une", "votre", "vos", "leur", "en", "au",
))  # fmt: skip
_ERROR = re.compile(
    r"#(N/A|N/D|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)|Err:5\d\d"
)

Claims = dict[str, list[int]]
"""For each field the columns that seem to hold it, counted from 0."""


def _as_claimed(_claims: Claims, _keys: Sequence[str]) -> None:
    pass


class Names:
    """The columns a table may have: for each field its aliases.

    The names of the fields themselves are canonical and win over any alias. ``small`` are words that add nothing to
    a header. ``settle`` may change the claims of a whole header, given the key of each of its columns.
    """

    def __init__(
        self,
        aliases: Mapping[str, Sequence[str]],
        small: frozenset[str] = frozenset(),
        settle: Callable[[Claims, Sequence[str]], None] = _as_claimed,
    ) -> None:
        self.aliases = aliases
        self.settle = settle
        self._small = _SMALL_WORDS | small
        self._index: dict[str, str] = {}
        words = [(word, field) for field, others in aliases.items() for word in (field, *others)]
        for word, field in words:
            self._index.setdefault(header_key(word), field)
        for word, field in words:
            self._index.setdefault(self._bare(header_key(word)), field)
        self._index.pop("", None)

    def field_of(self, header: str) -> str | None:
        """Return the field that a header names, or None; also one said twice, as in « Courriel / Email »."""
        if len(header) > _LONGEST_HEADER:
            return None
        plain = _NUMBERING.sub("", header)
        fields = {self._look_up(part) for part in _EITHER.split(plain)}
        return (
            self._look_up(header)
            or self._look_up(plain)
            or self._look_up(_ASIDE.sub(" ", plain))
            or (fields.pop() if len(fields) == 1 else None)
        )

    def _look_up(self, text: str) -> str | None:
        key = header_key(text)
        return self._index.get(key) or self._index.get(self._bare(key))

    def known(self, text: str) -> bool:
        """Tell whether a text is the header of some field."""
        return self.field_of(text) is not None

    def closest(self, headers: Sequence[str], field: str) -> str | None:
        """Return the header that looks most like ``field`` or one of its aliases, or None if none does."""
        keys = {header_key(header): header for header in headers if len(header) <= _LONGEST_HEADER}
        for word in (field, *self.aliases[field]):
            near = difflib.get_close_matches(header_key(word), keys, n=1, cutoff=0.75)
            if near:
                return keys[near[0]]
        return None

    def _bare(self, key: str) -> str:
        return " ".join(word for word in key.split() if word not in self._small)


def header_key(header: str) -> str:
    """Return a header as it is compared: folded, without marks of gender, words in the singular."""
    words = fold(_GENDER.sub("", header.replace("°", "o"))).split()
    return " ".join(
        word[:-1] if len(word) > _LONGEST_SINGULAR and word[-1] == "s" and word[-2] != "s" else word
        for word in words
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose columns are known.

    `headers` names every column as the user knows it. `columns` gives the place of each field found, counted from
    0; `carried` the place of every other column, in order. `rows` are the filled rows below the header, by their
    own number, all text trimmed. What is wrong with the rows of `spoiled` and the cells of `faulty` (row, column) is
    said already.
    """

    header_row: int
    headers: list[str]
    columns: dict[str, int]
    carried: dict[str, int]
    rows: list[tuple[int, Row]]
    spoiled: frozenset[int]
    faulty: frozenset[tuple[int, int]]

    def cell(self, row: Row, field: str) -> Cell:
        """Return the cell of a field; "" where the table has no such column."""
        place = self.columns.get(field)
        return cell_at(row, place) if place is not None else ""


def cell_at(row: Row, place: int) -> Cell:
    """Return the cell in a column counted from 0; "" beyond the row's end."""
    return row[place] if place < len(row) else ""


def header_row(grid: Grid, names: Names, mapped: Mapping[str, str]) -> tuple[int, int]:
    """Return which of the first rows names most fields (the first such, as an index), and how many it names."""
    wanted = {fold(header) for header in mapped.values()}
    scores = [
        len({names.field_of(cell) for cell in cells} - {None}) + len(wanted & {fold(cell) for cell in cells})
        for cells in ([cell for cell in row if isinstance(cell, str)] for _n, row in grid.rows[:HEADER_ROWS])
    ]
    best = max(scores)
    return scores.index(best), best


def find_table(
    grid: Grid, names: Names, mapped: Mapping[str, str], findings: Findings, *, top: int | None = None
) -> Table:
    """Find the header of ``grid``, unless ``top`` says which of its rows it is, and what the columns below it hold.

    ``mapped`` gives the header, as written, of some fields, and wins over what is recognised. Problems go to
    ``findings``; the table holds whatever can be used all the same, so that more can be found.
    """
    if top is None:
        top, _score = header_row(grid, names, mapped)
    number, header = grid.rows[top]
    width = len(header) if grid.ragged else max(len(row) for _number, row in grid.rows[top:])
    rows = [(n, row) for n, row in grid.rows[top + 1 :] if row != header]
    for _number, row in rows:
        _trim(row)
    rows = [(n, row) for n, row in rows if any(row)]
    headers = _headers(header, width, rows)
    exact = {
        place for place in range(width) if trim(as_text(cell_at(header, place))).casefold() in names.aliases
    }
    columns = _columns(headers, exact, names, mapped, number, findings)
    taken = set(columns.values())
    carried = {name: place for place, name in enumerate(headers) if name and place not in taken}
    headers = [name or column_letters(place) for place, name in enumerate(headers)]
    spoiled = frozenset(_report_long_rows(rows, header, findings)) if grid.ragged else frozenset()
    faulty = frozenset(_report_faults(grid, rows, headers, number, findings))
    return Table(number, headers, columns, carried, rows, spoiled, faulty)


def place_of(headers: Sequence[str], wanted: str) -> int | None:
    """Return the column whose header is ``wanted``: exactly, or else but for case, accents and punctuation."""
    if wanted in headers:
        return headers.index(wanted)
    folded = [fold(header) for header in headers]
    return folded.index(fold(wanted)) if fold(wanted) in folded else None


def _trim(row: Row) -> None:
    """Trim the text of a row; in most, no cell has any character that needs a closer look."""
    text = text_of(row)
    if text.isascii() and text.isprintable():
        row[:] = [cell.strip() if isinstance(cell, str) else cell for cell in row]
    else:
        row[:] = [trim(cell) if isinstance(cell, str) else cell for cell in row]


def _headers(header: Row, width: int, rows: list[tuple[int, Row]]) -> list[str]:
    """Return a name for each column, all different; "" for one that has neither header nor data."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place in range(width):
        text = " ".join(as_text(cell_at(header, place)).split())
        if not text and any(place < len(row) and row[place] for _number, row in rows):
            text = f"column {place + 1}"
        name = text
        while text and name in seen:
            seen[text] += 1
            name = f"{text} ({seen[text]})"
        seen[name] += 1
        names.append(name)
    return names


def _columns(
    headers: list[str],
    exact: set[int],
    names: Names,
    mapped: Mapping[str, str],
    row: int,
    findings: Findings,
) -> dict[str, int]:
    """Return the place of each field, from the mapping first, then by name; the ``exact`` names win."""
    places = {field: place_of(headers, wanted) for field, wanted in mapped.items()}
    columns = {field: place for field, place in places.items() if place is not None}
    claims: Claims = {}
    for place, name in enumerate(headers):
        field = names.field_of(name) if name and place not in columns.values() else None
        if field and field not in columns:
            claims.setdefault(field, []).append(place)
    names.settle(claims, [header_key(name) for name in headers])
    for field, claimed in claims.items():
        canonical = [place for place in claimed if place in exact]
        first, *others = canonical or claimed
        columns[field] = first
        for other in others:
            findings.error(
                row,
                headers[other],
                N_("Two columns are taken for {field}: “{first}” and “{second}”."),
                N_("Rename one of them, or name the right one in a file given with --columns."),
                field=field,
                first=headers[first],
                second=headers[other],
            )
    return columns


def _may_be_cut(row: Row) -> bool:
    """Tell whether a row holds a whole number right of another, as a decimal comma between commas leaves them."""
    return any(one.isdigit() and other.isdigit() for one, other in pairwise(map(as_text, row)))


def _report_long_rows(rows: list[tuple[int, Row]], header: Row, findings: Findings) -> list[int]:
    """Report the rows that go on beyond the header, and return their numbers.

    What stands below empty headers at the end goes beyond it where a decimal comma may have moved the cells of the row.
    """
    named = max((place for place, cell in enumerate(header, 1) if trim(as_text(cell))), default=0)
    long = [
        (number, row)
        for number, row in rows
        if any(row[len(header) :]) or (any(row[named:]) and _may_be_cut(row))
    ]
    for number, row in long:
        extra = [str(cell)[:50] for cell in row[named:] if cell]
        findings.error(
            number,
            None,
            N_("The row has more cells than the header; too many: {extra}."),
            N_(
                "Put quotation marks around a cell that holds the character between columns, such as “2,5”, or remove"
                " the cell, or write a header above it."
            ),
            extra=extra[:5],
        )
    return [number for number, _row in long]


def _report_faults(
    grid: Grid, rows: list[tuple[int, Row]], headers: list[str], top: int, findings: Findings
) -> list[tuple[int, int]]:
    """Report the cells from the header down that hold a formula or an error, and return their places."""

    def name(column: int) -> str:
        return headers[column] if column < len(headers) else column_letters(column)

    found: dict[tuple[int, int], None] = {}
    for fault in grid.faults:
        if fault.row >= top:
            found[fault.row, fault.column] = None
            findings.error(fault.row, name(fault.column), fault.what, fault.fix, **fault.params)
    for number, row in rows:
        text = text_of(row)
        if "#" not in text and "Err:" not in text:
            continue
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _ERROR.fullmatch(cell) and (number, column) not in found:
                found[number, column] = None
                findings.error(number, name(column), *ERROR_VALUE, error=cell)
    return list(found)
