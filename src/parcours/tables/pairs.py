"""Scored pairs, as a list or as a matrix, read in one pass without keeping the cells.

A table is a list when its header names ``left``, ``right`` and ``score`` (in English or French, in any order, other
columns ignored), or when it has three columns and no empty first cell, and

- the second column is mostly text (a first row that does not end in a number is then a header), or
- the first row ends in a number, and its first cell is not the header of an ``id``.

Any other table is a matrix: ids in the first row and the first column, whatever stands in the corner; a blank cell
is a pair that is not allowed. A matrix of three columns whose ids are numbers needs a corner that is empty or ``id``.
Where the first row holds only numbers, whole ones may be the ids of a list, with a warning; any other table is refused.

A row of a text file that goes on beyond the header is refused: most likely a decimal comma cut a score in two.
"""

import re
from array import array
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import chain, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from parcours.tables.cells import as_text, shown
from parcours.tables.findings import N_, Findings, unreadable
from parcours.tables.grid import Cell, Fault, Row, Sheet, column_letters, too_many_rows
from parcours.tables.headers import Names
from parcours.tables.limits import SCORES
from parcours.tables.read import open_sheets
from parcours.tables.text import trim

DECIMALS = 6
"""Decimals kept of a score."""

MOST_SCORE = 10**9
"""The largest score, and as much below zero."""

MOST_IDS = 10**6
"""Ids on one side."""

type Integers = npt.NDArray[np.int64]
type NumberedRows = Iterator[tuple[int, Row]]

LEFT_WORDS = (
    "gauche", "left id", "id left", "id gauche", "source", "from", "de", "mentee", "mentee id", "mentoré",
    "participant", "participant id", "personne", "person", "stagiaire", "intern", "candidat", "id 1", "id1",
)  # fmt: skip
RIGHT_WORDS = (
    "droite", "right id", "id right", "id droite", "target", "to", "vers", "mentor", "mentor id", "place", "host",
    "milieu", "milieu de stage", "employer", "employeur", "organisme d’accueil", "id 2", "id2",
)  # fmt: skip
_SCORE_WORDS = (
    "note",
    "pointage",
    "value",
    "valeur",
    "weight",
    "poids",
    "points",
    "cote",
    "utility",
    "utilité",
)
_LIST = Names({"left": LEFT_WORDS, "right": RIGHT_WORDS, "score": _SCORE_WORDS})
_CORNER = Names(
    {"id": ("identifiant", "left right", "gauche droite", "left", "right", *LEFT_WORDS, *RIGHT_WORDS)}
)

_NO_IDS = (
    N_("The first row holds only numbers, so that identifiers and scores cannot be told apart."),
    N_(
        "Leave the first cell empty and write an identifier above each column and before each row, or begin with the"
        " headers left, right and score."
    ),
)
_NO_HEADER = (
    N_("There is no header; the columns were taken for left, right and score."),
    N_("Write these headers in the first row. A matrix needs an identifier above each column, too."),
)

_CUT = (
    N_(
        "There is no header, and each row may be an identifier with a score that its decimal comma cut in two:"
        " “{cells}”."
    ),
    N_("Write decimals with a point, such as 0.75, or begin with the headers left, right and score."),
)

_LOOK = 1000  # rows by which a list is told from a matrix
_BATCH = 1 << 16
_PLAIN = re.compile(r"[0-9.eE+\-\n]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SPACE_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?:\D|$))")
_COMMA_BETWEEN_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}[,.])")


class Ids(dict[Cell, int]):
    """Numbers identifiers by cell, those of the same text alike; -1 for a blank cell."""

    def __init__(self, ids: dict[str, int]) -> None:
        super().__init__()
        self.ids = ids

    def __missing__(self, cell: Cell) -> int:
        """Number it once."""
        text = trim(as_text(cell))
        number = self[cell] = self.ids.setdefault(text, len(self.ids)) if text else -1
        return number


class Pairs:
    """The pairs of one file: ids of both sides, numbered as they appear, and arrays of numbers."""

    def __init__(self, findings: Findings, *, rounding: bool = False) -> None:
        self.findings, self.rounding = findings, rounding
        self.left_ids: dict[str, int] = {}
        self.right_ids: dict[str, int] = {}
        self.rounded = False
        self.headers: list[str] = []
        self.faults: list[Fault] = []
        self.ragged = False
        self.left, self.right, self.rows = array("q"), array("q"), array("q")
        self._columns = array("i")
        self._waiting: list[str] = []
        self._scores: list[Integers] = [np.zeros(0, np.int64)]

    def __len__(self) -> int:
        return len(self.left)

    def add(self, left: int, right: int, score: Cell, row: int, column: int) -> None:
        """Take a pair by the numbers of its ids, and the cell of its score at ``row`` and ``column``."""
        self.left.append(left)
        self.right.append(right)
        self.rows.append(row)
        self._columns.append(column)
        self._waiting.append(score if isinstance(score, str) else as_text(score))
        if len(self._waiting) == _BATCH:
            self._convert()

    def scores(self) -> Integers:
        """Return the score of each pair in millionths, exact; with ``rounding`` rounded half to even."""
        self._convert()
        scores: Integers = np.concatenate(self._scores)
        return scores

    def error(self, row: int, column: int, what: str, fix: str, **params: object) -> None:
        """Note what is wrong with one cell, unless it is a formula or an error anyway."""
        if not any((fault.row, fault.column) == (row, column) for fault in self.faults):
            self.findings.error(row, self.header(column), what, fix, **params)

    def too_long(self, number: int, row: Row, width: int) -> bool:
        """Tell whether a row of a text file goes on beyond the ``width`` cells of the header, and note it."""
        if not self.ragged or len(row) <= width:
            return False
        extra = [shown(text) for cell in row[width:] if (text := trim(as_text(cell)))]
        if extra:
            self.findings.error(
                number,
                None,
                N_("The row has more cells than the header; too many: {extra}."),
                N_(
                    "If a comma stands before decimals, write 0.75, or separate the columns with semicolons. If not,"
                    " remove the cell, or write a header above it."
                ),
                extra=extra[:5],
            )
        return bool(extra)

    def header(self, column: int) -> str:
        """Return what stands above a column, or its letter."""
        named = self.headers[column] if column < len(self.headers) else ""
        return shown(named) or column_letters(column)

    def _convert(self) -> None:
        """Turn the scores that wait into numbers."""
        texts, self._waiting = self._waiting, []
        if len(self) > SCORES.rows or max(len(self.left_ids), len(self.right_ids)) > MOST_IDS:
            raise too_many_rows(self.findings.file, SCORES)
        first = len(self) - len(texts)
        numbers = _numbers(texts)
        if numbers is None:
            texts = [self._number(text, first + place) for place, text in enumerate(texts)]
            numbers = np.array(list(map(float, texts)))
        for place in np.flatnonzero(np.abs(numbers) > MOST_SCORE):
            self._too_large(texts[place], first + int(place))
            numbers[place] = 0
        self._scores.append(self._scaled(numbers, texts, first))

    def _scaled(self, numbers: npt.NDArray[np.float64], texts: list[str], first: int) -> Integers:
        scaled = numbers * 10**DECIMALS
        whole = np.rint(scaled)
        difference = np.abs(scaled - whole)
        # Within this a spreadsheet’s own 15 digits and the step into binary may be off.
        finer = np.flatnonzero(difference > np.abs(scaled) * 4e-16 + 1e-9)
        self.rounded = self.rounded or bool(len(finer))
        if not self.rounding:
            for fine in finer.tolist():
                self._too_fine(texts[fine], first + fine)
        # Where the binary fraction cannot tell which way to round, the decimals as written do.
        for place in np.flatnonzero(np.abs(difference - 0.5) < 1e-3):  # noqa: PLR2004
            exact = Decimal(texts[place]).scaleb(DECIMALS)
            whole[place] = int(exact.to_integral_value(ROUND_HALF_EVEN))
        integers: Integers = whole.astype(np.int64)
        return integers

    def _number(self, text: str, pair: int) -> str:
        """Return a score as Python writes it; "0", with a finding, for what is no number."""
        plain = _SPACE_BETWEEN_THOUSANDS.sub("", text.strip())
        plain = _COMMA_BETWEEN_THOUSANDS.sub("", plain).replace(",", ".", 1)
        if _NUMBER.fullmatch(plain):
            return plain
        if text.strip():
            what, fix = N_("The score “{value}” is not a number."), N_("Write a number, such as 0.75.")
        else:
            what, fix = N_("The score is missing."), N_("Write a number, or remove the row.")
        self.error(self.rows[pair], self._columns[pair], what, fix, value=shown(text))
        return "0"

    def _too_fine(self, text: str, pair: int) -> None:
        self.error(
            self.rows[pair],
            self._columns[pair],
            N_("The score {value} has more than {digits} decimals."),
            N_("Write at most {digits} decimals, or add --round to have all scores rounded to so many."),
            value=shown(text),
            digits=DECIMALS,
        )

    def _too_large(self, text: str, pair: int) -> None:
        self.error(
            self.rows[pair],
            self._columns[pair],
            N_("The score {value} is too large."),
            N_("Write a number between -{most} and {most}."),
            value=shown(text),
            most=MOST_SCORE,
        )


def _numbers(texts: list[str]) -> npt.NDArray[np.float64] | None:
    """Return the numbers, or None if one of the texts is not written the plain way."""
    if not texts:
        return np.zeros(0)
    if not _PLAIN.fullmatch("\n".join(texts)):
        return None
    try:
        return np.array(list(map(float, texts)))
    except ValueError:
        return None


def read_pairs(path: Path, findings: Findings, *, rounding: bool = False) -> Pairs:
    """Return the scored pairs of a file; problems with cells go to ``findings``. Raises Unreadable.

    A score of more than `DECIMALS` decimals is such a problem, unless ``rounding`` is asked for.
    """
    pairs = Pairs(findings, rounding=rounding)
    with open_sheets(path, findings.file, _LIST.known, SCORES) as (sheets, guessed):
        pairs.ragged = guessed is not None  # in a workbook every cell stands in a column of its own
        for sheet in sheets:
            pairs.faults = sheet.faults
            rows = _filled(sheet)
            head = list(islice(rows, _LOOK))
            if head:
                _read(head, rows, pairs)
                break
    pairs.scores()
    for fault in pairs.faults:
        findings.error(fault.row, pairs.header(fault.column), fault.what, fault.fix, **fault.params)
    if not len(pairs) and not findings.errors:
        raise unreadable(
            findings.file, N_("There is no score in the file."), N_("Write one row for each pair.")
        )
    return pairs


def _filled(sheet: Sheet) -> NumberedRows:
    """Give the rows that are not blank."""
    return (
        (number, row) for number, row in sheet.rows if any(not isinstance(c, str) or c.strip() for c in row)
    )


def _read(head: list[tuple[int, Row]], rest: NumberedRows, pairs: Pairs) -> None:
    """Tell a list from a matrix, and read it."""
    first = [trim(as_text(cell)) for cell in head[0][1]]
    while first and not first[-1]:
        first.pop()
    named = {_LIST.field_of(cell): place for place, cell in enumerate(first)}
    pairs.headers = first
    if {"left", "right", "score"} <= named.keys():
        places = named["left"], named["right"], named["score"]
        _read_list(chain(head[1:], rest), places, len(first), pairs)
    elif _without_ids(first, head):
        pairs.findings.error(head[0][0], None, *_NO_IDS)
    elif pairs.ragged and _may_be_cut(first, head):
        pairs.findings.error(head[0][0], None, *_CUT, cells=shown(",".join(first)))
    elif _is_list(first, head):
        if _all_numbers(first):
            pairs.findings.warning(head[0][0], None, *_NO_HEADER)
        start = 0 if _is_number(first[2]) else 1
        pairs.headers = first[:3] if start else []
        _read_list(chain(head[start:], rest), (0, 1, 2), 3, pairs)
    else:
        _read_matrix(head[0][0], first, chain(head[1:], rest), pairs)


def _is_list(first: list[str], head: list[tuple[int, Row]]) -> bool:
    """Tell whether rows without known headers are a list of pairs."""
    if len(first) < 3 or not first[0]:  # noqa: PLR2004 - left, right, score
        return False
    seconds = [trim(as_text(row[1])) for _number, row in head[1:] if len(row) > 1]
    texts = sum(not _is_number(second) for second in seconds if second)
    if 2 * texts > len(seconds):
        return not any(first[3:]) or _is_number(first[3])  # a fourth cell may be what follows a decimal comma
    wide = any(row[3:] and any(row[3:]) for _number, row in head)
    return not wide and _is_number(first[2]) and not _CORNER.known(first[0])


def _may_be_cut(first: list[str], head: list[tuple[int, Row]]) -> bool:
    """Tell whether rows without a header may be identifiers, each once, with a score that was cut at its comma."""
    rows = [[text for cell in row if (text := trim(as_text(cell)))] for _number, row in head]
    cut = all(len(row) == 3 and row[1].lstrip("+-").isdigit() and row[2].isdigit() for row in rows)  # noqa: PLR2004
    return (
        cut
        and not _is_number(first[0])
        and len({row[0] for row in rows}) == len(rows)
        and _is_list(first, head)
    )


def _without_ids(first: list[str], head: list[tuple[int, Row]]) -> bool:
    """Tell whether rows of numbers leave it open which of them are ids: those of no list, or with decimals."""
    if not _all_numbers(first):
        return False
    ids = [trim(as_text(cell)) for _number, row in head for cell in row[:2]]
    return not _is_list(first, head) or any(_is_number(own) and not own.isdigit() for own in ids)


def _all_numbers(texts: list[str]) -> bool:
    return all(map(_is_number, texts))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.replace(",", ".", 1)))


def _read_list(rows: NumberedRows, places: tuple[int, int, int], wide: int, pairs: Pairs) -> None:
    """Read the cells at ``places`` of each row, below a header of ``wide`` cells."""
    left, right, score = places
    width = max(places) + 1
    lefts, rights = Ids(pairs.left_ids), Ids(pairs.right_ids)
    for number, row in rows:
        if len(row) > wide and pairs.too_long(number, row, wide):
            continue
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        i, j = lefts[row[left]], rights[row[right]]
        if i >= 0 and j >= 0:
            pairs.add(i, j, row[score], number, score)
        else:
            pairs.error(
                number,
                left if i < 0 else right,
                N_("The identifier is missing."),
                N_("Write the two identifiers and the score, or remove the row."),
            )


def _read_matrix(top: int, head: list[str], rows: NumberedRows, pairs: Pairs) -> None:
    twice = N_("The identifier “{id}” stands twice.")
    fix = N_("Give each row and each column an identifier of its own.")
    columns = [-1] * len(head)
    for place, own in enumerate(head[1:], 1):
        if own in pairs.right_ids:
            pairs.error(top, place, twice, fix, id=shown(own))
        elif own:
            columns[place] = pairs.right_ids[own] = len(pairs.right_ids)
    for number, row in rows:
        if pairs.too_long(number, row, len(head)):
            continue
        own = trim(as_text(row[0]))
        if not own or own in pairs.left_ids:
            what = twice if own else N_("The identifier is missing.")
            pairs.error(number, 0, what, fix, id=shown(own))
            continue
        i = pairs.left_ids[own] = len(pairs.left_ids)
        for place, cell in enumerate(row[1:], 1):
            if cell == "" or not trim(as_text(cell)):
                continue
            if place < len(columns) and columns[place] >= 0:
                pairs.add(i, columns[place], cell, number, place)
            else:
                pairs.error(number, place, N_("There is a score, but no identifier above it."), fix)
