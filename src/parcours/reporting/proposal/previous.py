"""Reading an earlier `result.json` back: who was with whom, at what prices, and which occupations a person chose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parcours.matching.adapter import KnownPrices, Names
from parcours.matching.occupations import How
from parcours.reference.noc import load_taxonomy
from parcours.reporting.proposal.document import SCHEMA_VERSION
from parcours.tables.cells import shown
from parcours.tables.cohort.choices import Choices, occupation_key
from parcours.tables.findings import N_, Findings, unreadable

MOST_BYTES = 100_000_000
MOST_MEMORY = 800_000_000
"""What the values in the file may come to once read."""

_WEIGHTS = ((b"[", 64), (b"{", 64), (b'"', 32), (b",", 32))

_PICK_ANOTHER = N_("Give the result.json that “parcours match” wrote.")


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier result: its `pairs` (mentee id, mentor id) in its order, `choices` of occupations, and `prices`.

    `people` are everybody in it, None where it does not name them all.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    choices: Choices = field(default_factory=dict)
    prices: KnownPrices | None = None
    people: Names | None = None


def read_previous(path: Path) -> Previous:
    """Return what an earlier result says of pairs, prices and occupations chosen by a person.

    Raises Refused with everything that is wrong with the file. Other parts of the file are not looked at.
    """
    given = str(path)
    result = _load(path, given)
    if (
        not isinstance(result, dict)
        or "schema_version" not in result
        or not isinstance(result.get("pairs"), list)
    ):
        raise unreadable(given, N_("This is JSON, but not a result of Parcours."), _PICK_ANOTHER)
    version = str(result["schema_version"])
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise unreadable(
            given,
            N_("This result has the version {version}; this program reads version {known}."),
            N_("Match again without it, or use the program that wrote it."),
            version=version[:20],
            known=SCHEMA_VERSION,
        )
    findings = Findings(given)
    prices = _prices(result.get("prices"))
    previous = Previous(
        _pairs(result["pairs"], findings),
        _choices(result.get("occupations"), findings),
        prices,
        _people(result, prices),
    )
    findings.refuse_if_any()
    return previous


def _load(path: Path, given: str) -> object:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise unreadable(
                given, N_("The file is larger than {most} MB."), _PICK_ANOTHER, most=MOST_BYTES // 10**6
            )
        content = path.read_bytes()
    except OSError as problem:
        raise unreadable(
            given,
            N_("The file cannot be opened: {problem}."),
            N_("Check the name, and that you may read it."),
            problem=problem.strerror or str(problem),
        ) from problem
    if sum(content.count(letter) * weight for letter, weight in _WEIGHTS) > MOST_MEMORY:
        raise unreadable(given, N_("The file holds far more values than a result can."), _PICK_ANOTHER)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise unreadable(given, N_("This is not a JSON file."), _PICK_ANOTHER) from problem


def _choices(entries: object, findings: Findings) -> Choices:
    """Return the choices of people; results of version 1.0 have none."""
    choices: Choices = {}
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, Mapping) or entry.get("how") != How.PERSON:
            continue
        text, code = entry.get("text"), entry.get("code")
        if not isinstance(text, str) or (
            code is not None and not (isinstance(code, str) and load_taxonomy().is_unit_group(code))
        ):
            findings.error(
                None,
                "occupations",
                N_("“{code}” is no occupation of NOC 2021."),
                _PICK_ANOTHER,
                code=shown(str(code)),
            )
        else:
            choices[occupation_key(text)] = code
    return choices


def _people(result: Mapping[str, object], prices: KnownPrices | None) -> Names | None:
    """Return who was in the result, by the prices of all mentors and the lists of those with and without a place."""
    placed, others = result["pairs"], result.get("unmatched")
    if prices is None or not isinstance(placed, list) or not isinstance(others, list):
        return None
    mentees: dict[str, str] = {}
    mentors = dict.fromkeys(prices.places, "")
    for entry in [*placed, *others]:
        for side, names in (("mentee", mentees), ("mentor", mentors)):
            id_ = entry.get(f"{side}_id") if isinstance(entry, dict) else None
            if isinstance(id_, str):
                name = entry.get(f"{side}_name")
                names[id_] = name if isinstance(name, str) else ""
    return mentees, mentors


def _prices(entry: object) -> KnownPrices | None:
    """Return the prices; results before version 1.2 have none, and without them nothing is lost but time."""
    if not isinstance(entry, dict):
        return None
    pair, mentors = entry.get("pair"), _by_name(entry.get("mentors"))
    if type(pair) is not int or mentors is None:
        return None
    groups = (_by_name(entry.get(name, {})) or {} for name in ("agencies", "employers"))
    return KnownPrices(pair, mentors, *groups)


def _by_name(prices: object) -> Mapping[str, int] | None:
    if isinstance(prices, dict) and all(type(price) is int for price in prices.values()):
        return prices
    return None


def _pairs(entries: list[object], findings: Findings) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        mentee, mentor = (
            (entry.get("mentee_id"), entry.get("mentor_id")) if isinstance(entry, dict) else (None, None)
        )
        if not isinstance(mentee, str) or not isinstance(mentor, str):
            findings.error(
                None,
                "pairs",
                N_("Pair number {number} does not name a mentee and a mentor."),
                _PICK_ANOTHER,
                number=number,
            )
        elif mentee in pairs:
            findings.error(
                None,
                "pairs",
                N_("The mentee {mentee} stands in two pairs."),
                N_("Keep one of the two in the file."),
                mentee=mentee,
            )
        else:
            pairs[mentee] = mentor
    return tuple(pairs.items())
