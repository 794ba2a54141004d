"""What ``parcours assign`` reads as rank lists: whom each prefers, the dearest first, ties together.

One line for each person: ``r1: h2 (h1 h3)``, or as a row of a spreadsheet ``r1, h2, h1 = h3``. Entries are separated
by blanks, or where the line has any of them by commas, semicolons, bars, tabs or ``>``; ties stand in round, square or
curly brackets, or between ``=`` or ``~``. ``h1: 2: r1 r2`` takes up to 2. Lines that begin with ``#`` are passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parcours.tables.cells import Bad, as_text, shown, whole_number
from parcours.tables.findings import N_, Findings, Unreadable, unreadable
from parcours.tables.limits import SCORES
from parcours.tables.pairs import MOST_IDS
from parcours.tables.read import open_sheets

MOST_PAIRS_EACH = 10**6
"""The largest minimum or maximum of an id."""

_TIE = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_SEPARATORS = re.compile(r"[,;|>\t]")
_TIED = re.compile(r"\s*[=~]\s*")
_MORE_THAN_ONE = re.compile(r"[\s;|>=~()\[\]{}]")

type Ranks = Mapping[str, int]
"""The rank of each id of the other side: 1 is the dearest; those in a tie have the same."""


@dataclass(frozen=True, slots=True)
class RankLists:
    """One side: the `ranks` that each id gives, and how many it takes where its line says so (`most`)."""

    ranks: dict[str, dict[str, int]] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)


def read_rank_lists(path: Path, findings: Findings) -> RankLists:
    """Return the lists of one file; problems go to ``findings``. Raises Unreadable."""
    lists = RankLists()
    with open_sheets(path, findings.file, _no_column, SCORES) as (sheets, _guessed):
        for sheet in sheets:
            for number, row in sheet.rows:
                line = ",".join(text for cell in row if (text := as_text(cell).strip()))
                if line and not line.startswith("#"):
                    _read_line(line, number, lists, findings)
            break
    if not lists.ranks and not findings.errors:
        raise unreadable(
            findings.file,
            N_("There is no list in the file."),
            N_("Write a line for each person, such as “r1: h2 (h1 h3)”."),
        )
    return lists


def _no_column(_text: str) -> bool:
    return False


def _read_line(line: str, number: int, lists: RankLists, findings: Findings) -> None:
    own, colon, rest = line.partition(":")
    if not colon:
        own, comma, rest = line.partition(",")
        if not comma and _MORE_THAN_ONE.search(line):
            findings.error(
                number,
                None,
                N_("There is no colon after the identifier."),
                N_(
                    "Write a line such as “r1: h2 (h1 h3)”; the colon also stands where somebody lists nobody."
                ),
            )
            return
    own, rest = own.strip().rstrip(",").strip(), rest.strip().lstrip(",")
    most, colon, listed = rest.partition(":")
    if colon:
        try:
            lists.most[own] = whole_number(most.strip(" ,"), 1, MOST_PAIRS_EACH)
        except Bad as bad:
            findings.error(number, None, bad.what, bad.fix, **bad.params)
        rest = listed
    if not own or own in lists.ranks or len(lists.ranks) == MOST_IDS:
        what = N_("The identifier “{id}” stands twice.") if own else N_("The identifier is missing.")
        findings.error(number, None, what, N_("Give each line an identifier of its own."), id=shown(own))
        return
    ranks = lists.ranks[own] = {}
    for rank, others in enumerate(_ties(rest), 1):
        for other in others:
            if other in ranks:
                findings.error(
                    number,
                    None,
                    N_("“{id}” stands in this list twice."),
                    N_("Keep one of the two."),
                    id=shown(other),
                )
            ranks[other] = rank
    if any(sign in text for text in ranks for sign in "()[]{}"):
        findings.error(
            number,
            None,
            N_("A bracket is open, or one is too many."),
            N_("Write ties between one pair of brackets, such as “r1: h2 (h1 h3)”."),
        )


def _ties(text: str) -> Iterator[list[str]]:
    """Yield the ids of each rank, the dearest first."""
    for place, part in enumerate(_TIE.split(text)):
        together = _entries(part)
        if place % 2:
            yield [one for entry in together for one in _TIED.split(entry) if one]
        else:
            yield from ([one for one in _TIED.split(entry) if one] for entry in together)


def _entries(text: str) -> list[str]:
    text = _TIED.sub("=", text)
    parts = _SEPARATORS.split(text) if _SEPARATORS.search(text.strip(",;|> \t")) else text.split()
    return [entry for part in parts if (entry := part.strip(" ,;|>\t"))]


def read_both(
    left: Path, right: Path | None, left_findings: Findings, right_findings: Findings
) -> tuple[RankLists, RankLists | None]:
    """Return the lists of the left, and of the right where there is such a file."""
    found: list[RankLists | None] = []
    for path, findings in ((left, left_findings), (right, right_findings)):
        try:
            found.append(read_rank_lists(path, findings) if path else None)
        except Unreadable as problem:
            findings.add(problem)
            found.append(RankLists())
    lefts, rights = found
    left_findings.refuse_if_any(right_findings)
    return lefts or RankLists(), rights
