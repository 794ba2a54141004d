"""What ``parcours assign`` reads: scored pairs (`parcours.tables.pairs`), and how many pairs each id may have.

Scores may come from rank lists instead (`parcours.tables.ranks`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parcours.tables.cells import Bad, as_text, shown, whole_number
from parcours.tables.findings import MOST_KEPT, N_, Finding, Findings, Unreadable
from parcours.tables.grid import Row
from parcours.tables.headers import Names, Table, find_table
from parcours.tables.limits import Limits
from parcours.tables.pairs import DECIMALS, LEFT_WORDS, MOST_IDS, RIGHT_WORDS, Integers, Pairs, read_pairs
from parcours.tables.ranks import MOST_PAIRS_EACH, RankLists, read_both
from parcours.tables.read import read_grid

__all__ = ["DECIMALS", "Scores", "read_ranks", "read_scores"]

EVERYBODY_ELSE = "*"
"""The id of the row that holds for whoever has none."""

_LIMITS = Limits(rows=MOST_IDS, columns=512, cells=5 * MOST_IDS, characters=100_000_000)
_NAMES = Names(
    {
        "id": (
            "identifiant",
            "identifier",
            "no",
            "numéro",
            "name",
            "nom",
            "left",
            "right",
            *LEFT_WORDS,
            *RIGHT_WORDS,
        ),
        "min": ("minimum", "au moins", "at least", "lower", "lower bound", "min load", "minimum de places"),
        "max": (
            "maximum",
            "au plus",
            "at most",
            "upper",
            "upper bound",
            "load",
            "max load",
            "quota",
            "charge",
            "capacity",
            "capacité",
            "places",
            "maximum de places",
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scored pairs, and how many pairs each id takes.

    `left_ids` and `right_ids` are sorted; every other array but three is as long as one of them. `left`, `right`
    (indexes of the ids) and `score` (whole, in units of 10 ** -`DECIMALS`) have one entry for each pair, sorted by
    ids, each pair once. A pair that is not listed is not allowed. All arrays are of 64-bit integers. `left_rank` and
    `right_rank` say, where they come from rank lists, which choice of the left the right is, and the other way round:
    1 is the dearest, and all are 1 where that side gave no lists.
    """

    left_ids: Sequence[str]
    right_ids: Sequence[str]
    left: Integers
    right: Integers
    score: Integers
    left_min: Integers
    left_max: Integers
    right_min: Integers
    right_max: Integers
    warnings: Sequence[Finding]
    left_rank: Integers | None = None
    right_rank: Integers | None = None


type Times = dict[str, tuple[int, int]]
"""The minimum and maximum of an id; under `EVERYBODY_ELSE` those of whoever has none."""

type Limited = Path | tuple[int, int] | None
"""How many pairs the ids of one side may have: a file, the minimum and maximum of all, or from 0 to 1."""


def read_scores(path: Path, left: Limited = None, right: Limited = None, *, rounding: bool = False) -> Scores:
    """Read scores, and the minimums and maximums of the ids on the left and on the right.

    An id without a row there has those of the row `EVERYBODY_ELSE`, or 0 and 1; one with a row but without a score is
    kept. Scores of more than `DECIMALS` decimals are refused, or with ``rounding`` rounded. Raises Refused with every
    problem of the three files.
    """
    findings, left_findings, right_findings = (Findings(_named(file)) for file in (path, left, right))
    left_times = _read_times(left, left_findings)
    right_times = _read_times(right, right_findings)
    try:
        pairs = read_pairs(path, findings, rounding=rounding)
    except Unreadable as problem:
        findings.add(problem)
        pairs = Pairs(findings)
    _report_duplicates(pairs)
    findings.refuse_if_any(left_findings, right_findings)
    _warn_of_strangers(left_times, pairs.left_ids, left_findings)
    _warn_of_strangers(right_times, pairs.right_ids, right_findings)
    if pairs.rounded:
        findings.warning(
            None,
            None,
            N_("Some scores have more than {digits} decimals; they were rounded."),
            N_("Nothing to do, unless such small differences matter."),
            digits=DECIMALS,
        )
    return _assemble(pairs, left_times, right_times, [findings, left_findings, right_findings])


def read_ranks(
    left: Path, right: Path | None, left_most: Limited = None, right_most: Limited = None
) -> Scores:
    """Read the rank lists of the left and, where ``right`` is given, of the right.

    A pair is allowed where each of the two lists the other. It scores one point below zero for each rank: a first
    choice of both -2. Raises Refused with every problem of the files.
    """
    findings, right_findings = Findings(str(left)), Findings(_named(right))
    limits = Findings(_named(left_most)), Findings(_named(right_most))
    left_times, right_times = _read_times(left_most, limits[0]), _read_times(right_most, limits[1])
    limits[0].refuse_if_any(limits[1])
    lefts, rights = read_both(left, right, findings, right_findings)
    if rights is not None:
        _warn_of_one_sided(lefts, rights, findings)
        _warn_of_one_sided(rights, lefts, right_findings)
    for lists, times, remarks in (
        (lefts, left_times, findings),
        (rights or RankLists(), right_times, right_findings),
    ):
        _warn_of_other_numbers(lists, times, remarks)
        for own, most in lists.most.items():
            times.setdefault(own, (0, most))
    left_ids = sorted(lefts.ranks.keys() | left_times.keys() - {EVERYBODY_ELSE})
    listed = rights.ranks if rights else {other: {} for own in lefts.ranks.values() for other in own}
    right_ids = sorted(listed.keys() | right_times.keys() - {EVERYBODY_ELSE})
    at = {own: place for place, own in enumerate(right_ids)}
    pairs = np.array(
        [
            (place, at[other], rank, rights.ranks[other][own] if rights else 1)
            for place, own in enumerate(left_ids)
            for other, rank in sorted(lefts.ranks.get(own, {}).items())
            if rights is None or own in rights.ranks.get(other, {})
        ],
        np.int64,
    ).reshape(-1, 4)
    left_bounds, right_bounds = _bounds(left_ids, left_times), _bounds(right_ids, right_times)
    points = pairs[:, 2] + pairs[:, 3] if rights else pairs[:, 2]
    return Scores(
        left_ids=left_ids,
        right_ids=right_ids,
        left=pairs[:, 0],
        right=pairs[:, 1],
        score=-points * 10**DECIMALS,
        left_min=left_bounds[:, 0],
        left_max=left_bounds[:, 1],
        right_min=right_bounds[:, 0],
        right_max=right_bounds[:, 1],
        warnings=[warning for one in (findings, right_findings) for warning in one.sorted_warnings()],
        left_rank=pairs[:, 2],
        right_rank=pairs[:, 3],
    )


def _warn_of_one_sided(lists: RankLists, others: RankLists, findings: Findings) -> None:
    """Warn of whom one side lists and who does not list them."""
    lone = [
        (own, other)
        for own, ranks in lists.ranks.items()
        for other in ranks
        if own not in others.ranks.get(other, {})
    ]
    if lone:
        findings.warning(
            None,
            None,
            N_("Listed by one side only, and so not allowed: {n}, such as “{left}” and “{right}”."),
            N_("Nothing to do, unless an identifier is written in two ways."),
            n=len(lone),
            left=shown(lone[0][0]),
            right=shown(lone[0][1]),
        )


def _warn_of_other_numbers(lists: RankLists, times: Times, findings: Findings) -> None:
    """Warn of lines that say another maximum than the limits given, which hold."""
    other = [own for own, most in lists.most.items() if own in times and times[own][1] != most]
    if other:
        findings.warning(
            None,
            None,
            N_(
                "Lines that say another number than the limits given, which hold: {n}, such as that of “{id}”,"
                " {most} instead of {said}."
            ),
            N_("Keep one of the two numbers."),
            n=len(other),
            id=shown(other[0]),
            most=times[other[0]][1],
            said=lists.most[other[0]],
        )


def _named(file: Limited) -> str:
    return str(file) if isinstance(file, Path) else ""


def _assemble(pairs: Pairs, left_times: Times, right_times: Times, findings: list[Findings]) -> Scores:
    left_ids = sorted(pairs.left_ids.keys() | left_times.keys() - {EVERYBODY_ELSE})
    right_ids = sorted(pairs.right_ids.keys() | right_times.keys() - {EVERYBODY_ELSE})
    left = _places(left_ids, pairs.left_ids)[np.frombuffer(pairs.left, np.int64)]
    right = _places(right_ids, pairs.right_ids)[np.frombuffer(pairs.right, np.int64)]
    order = np.lexsort((right, left))
    left_bounds, right_bounds = _bounds(left_ids, left_times), _bounds(right_ids, right_times)
    return Scores(
        left_ids=left_ids,
        right_ids=right_ids,
        left=left[order],
        right=right[order],
        score=pairs.scores()[order],
        left_min=left_bounds[:, 0],
        left_max=left_bounds[:, 1],
        right_min=right_bounds[:, 0],
        right_max=right_bounds[:, 1],
        warnings=[warning for one in findings for warning in one.sorted_warnings()],
    )


def _places(ids: list[str], numbered: dict[str, int]) -> Integers:
    """Return where each numbered id stands in ``ids``."""
    place = {own: index for index, own in enumerate(ids)}
    return np.array([place[own] for own in numbered], np.int64)


def _bounds(ids: list[str], times: Times) -> Integers:
    otherwise = times.get(EVERYBODY_ELSE, (0, 1))
    return np.array([times.get(own, otherwise) for own in ids], np.int64).reshape(-1, 2)


def _report_duplicates(pairs: Pairs) -> None:
    """Report each pair that is scored a second time."""
    if not len(pairs):
        return
    keys = np.frombuffer(pairs.left, np.int64) * len(pairs.right_ids) + np.frombuffer(pairs.right, np.int64)
    order = np.argsort(keys, kind="stable")
    again = np.flatnonzero(keys[order][1:] == keys[order][:-1]) + 1
    left_ids, right_ids = list(pairs.left_ids), list(pairs.right_ids)
    pairs.findings.more_errors += max(len(again) - MOST_KEPT, 0)
    for place in again[:MOST_KEPT].tolist():
        pair, before = int(order[place]), int(order[place - 1])
        pairs.findings.error(
            pairs.rows[pair],
            None,
            N_("“{left}” and “{right}” already have a score in row {other}."),
            N_("Keep one row for each pair."),
            left=shown(left_ids[pairs.left[pair]]),
            right=shown(right_ids[pairs.right[pair]]),
            other=str(pairs.rows[before]),
        )


def _read_times(path: Limited, findings: Findings) -> Times:
    """Return the minimum and the maximum of each id."""
    if path is None:
        return {}
    if isinstance(path, tuple):
        return {EVERYBODY_ELSE: path}
    try:
        grid = read_grid(path, findings.file, known=_NAMES.known, limits=_LIMITS)
    except Unreadable as problem:
        findings.add(problem)
        return {}
    table = find_table(grid, _NAMES, {}, findings)
    if "id" not in table.columns:
        findings.error(
            table.header_row,
            None,
            N_("There is no column for the identifiers (seen: {headers})."),
            N_("Write a first row with the headers id, min and max."),
            headers=[shown(header) for header in table.headers[:20]],
        )
        return {}
    return _times(table, findings)


def _times(table: Table, findings: Findings) -> Times:
    times: Times = {}
    rows: dict[str, int] = {}
    for number, row in table.rows:
        own = as_text(table.cell(row, "id"))
        header = table.headers[table.columns["id"]]
        if not own:
            findings.error(
                number, header, N_("The identifier is missing."), N_("Write it, or remove the row.")
            )
        elif own in times:
            findings.error(
                number,
                header,
                N_("The identifier “{id}” is already that of row {other}."),
                N_("Keep one row for each identifier."),
                id=shown(own),
                other=str(rows[own]),
            )
        else:
            times[own] = _minimum_and_maximum(table, number, row, findings)
            rows[own] = number
    return times


def _minimum_and_maximum(table: Table, number: int, row: Row, findings: Findings) -> tuple[int, int]:
    found = []
    for field, otherwise in (("min", 0), ("max", 1)):
        place = table.columns.get(field)
        try:
            found.append(whole_number(as_text(table.cell(row, field)), otherwise, MOST_PAIRS_EACH))
        except Bad as bad:
            found.append(otherwise)
            if place is not None and (number, place) not in table.faulty:
                findings.error(number, table.headers[place], bad.what, bad.fix, **bad.params)
            return 0, 1
    least, most = found
    if least > most:
        findings.error(
            number,
            table.headers[table.columns["min"]] if "min" in table.columns else None,
            N_("The minimum, {minimum}, is more than the maximum, {maximum}."),
            N_("Lower the minimum, or raise the maximum; where none is given it is 1."),
            minimum=least,
            maximum=most,
        )
    return least, most


def _warn_of_strangers(times: Times, ids: dict[str, int], findings: Findings) -> None:
    """Warn of ids that only one of the two files knows, which may be a slip."""
    if not times:
        return
    without = [own for own in times if own not in ids and own != EVERYBODY_ELSE]
    strangers = [] if EVERYBODY_ELSE in times else [own for own in ids if own not in times]
    if without:
        findings.warning(
            None,
            None,
            N_("Identifiers without any score: {n}, such as “{id}”."),
            N_("Check that they are written as in the file of scores."),
            n=len(without),
            id=shown(without[0]),
        )
    if strangers:
        findings.warning(
            None,
            None,
            N_(
                "Identifiers with scores but without a row here: {n}, such as “{id}”. Each may have one pair."
            ),
            N_("Check that they are written alike, or add them."),
            n=len(strangers),
            id=shown(strangers[0]),
        )
