"""Whether a result of `parcours match` holds: the same files and the result, handed to `engine.checking`."""

import argparse
import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parcours.cli.check_said import at_its_word, check_version, once, said_by, whole
from parcours.cli.check_words import told
from parcours.cli.match import read_files
from parcours.core.language import Language
from parcours.engine.checking.people import NO_LIMIT, Cohort, Mentee, Mentor, Program
from parcours.engine.checking.proposal import check
from parcours.engine.checking.said import Fault, Said
from parcours.engine.matching import Settings
from parcours.engine.matching.quotas import AGENCY, HOST
from parcours.engine.matching.settings import ALWAYS
from parcours.reference.noc import load_taxonomy
from parcours.reporting.proposal.document import SCHEMA_VERSION
from parcours.tables.cells import shown
from parcours.tables.cohort.people import Person
from parcours.tables.cohort.rows import Cohort as Rows
from parcours.tables.findings import N_, Refused, cannot_open, unreadable
from parcours.tables.text import fold, restore

TITLE = "title"
"""How the official title of an occupation is understood, which is nobody’s word."""


def is_of_match(folder: Path) -> bool:
    """Return whether the results in `folder` are those of `parcours match`."""
    return (folder / "matches.csv").exists()


def check_match(options: argparse.Namespace, say: Language) -> tuple[str, bool]:
    """Return what is found about a result, in words, and whether it holds. Raises Refused."""
    if options.others is None:
        raise unreadable(
            str(options.result),
            N_("These are results of “parcours match”."),
            N_("Give the file of the mentees and the file of the mentors."),
        )
    result = _result(options.result)
    # What people chose an occupation to mean stands in the result with all other readings.
    given = argparse.Namespace(
        **vars(options), mentees=options.scores, mentors=options.others, occupations=None
    )
    settings, rows, previous, _ = read_files(given)
    try:
        check_version(result["schema_version"], SCHEMA_VERSION)
        said, version = said_by(result), result["version"]
        read_as = once([(one["text"], one["code"]) for one in result["occupations"] if one["how"] != TITLE])
        cohort = _cohort(rows, settings, dict(previous.pairs), read_as)
        found = check(cohort, said)
        faults = [
            *_of_settings(result, settings),
            *_of_titles(result),
            *_of_files(options.result, said),
            *found.faults,
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise _no_result(options.result) from problem
    text = told(faults, found, said, settings.mode, say)
    return "\n".join([text, *at_its_word(version, say, complete=said.complete)]), not faults


def _no_result(folder: Path) -> Refused:
    return unreadable(
        str(folder),
        N_("These are not the results of “parcours match”."),
        N_("Give the folder that --out named, with matches.csv and result.json."),
    )


def _result(folder: Path) -> dict[str, Any]:
    path = folder / "result.json"
    try:
        result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)
    except OSError as problem:
        raise cannot_open(str(path), problem) from problem
    except (ValueError, RecursionError) as problem:
        raise _no_result(folder) from problem
    return result


def _cohort(
    rows: Rows, settings: Settings, previous: Mapping[str, str], read_as: Mapping[str, str | None]
) -> Cohort:
    taxonomy = load_taxonomy()

    def code(text: str) -> str | None:
        return read_as[text] if text in read_as else taxonomy.read(text).code

    agencies = {fold(mentee.agency): mentee.agency for mentee in rows.mentees}
    return Cohort(
        mentees=tuple(
            Mentee(
                **_shared(one, code),
                goals=frozenset(one.goals),
                waiting_since=one.waiting_since,
                agency=one.agency,
                background_matters=one.background_matters,
            )
            for one in rows.mentees
        ),
        mentors=tuple(
            Mentor(
                **_shared(one, code),
                offers=frozenset(one.offers),
                capacity=one.capacity,
                minimum=one.minimum,
            )
            for one in rows.mentors
        ),
        program=Program(
            rules=frozenset(name for name, holds in settings.rules.items() if holds),
            digits=settings.occupation_digits,
            weights=settings.weights,
            keep_bonus=None if settings.keep_bonus == ALWAYS else int(settings.keep_bonus),
            mode=settings.mode,
            agencies={agencies[name]: limits for name, limits in _quotas(settings, AGENCY).items()},
            employers=_quotas(settings, HOST),
            agency_floor=settings.agency_floor,
        ),
        locks=frozenset(rows.locks),
        previous=frozenset(previous.items()),
    )


def _quotas(settings: Settings, kind: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for quota in settings.quotas:
        if quota.kind == kind:
            least, most = found.get(fold(quota.name), (0, NO_LIMIT))
            own = NO_LIMIT if quota.most is None else quota.most
            found[fold(quota.name)] = max(least, quota.least), min(most, own)
    return found


def _shared(one: Person, code: Callable[[str], str | None]) -> dict[str, Any]:
    return {
        "id": one.id,
        "occupations": tuple(dict.fromkeys(filter(None, map(code, one.occupations)))),
        "years": one.years_experience,
        "languages": one.languages,
        "city": fold(one.city),
        "province": one.province,
        "meeting": one.meeting,
        "availability": one.availability,
        "employer": fold(one.employer),
        "avoid_ids": one.avoid_ids,
        "avoid_employers": one.avoid_employers,
        "prefers": one.prefers,
        "background": frozenset(one.background),
    }


def _of_settings(result: Mapping[str, Any], settings: Settings) -> list[Fault]:
    """Return whether the result was made with other settings or quotas than those given now."""
    said = result["settings"]
    names = ("rules", "occupation_digits", "weights", "keep_bonus", "mode", "agency_floor")
    other = [name for name in names if said[name] != getattr(settings, name)]
    mine = sorted((one.kind, fold(one.name), one.least, _or_none(one.most)) for one in settings.quotas)
    theirs = sorted(
        (one["kind"], fold(one["name"]), whole(one["min"]), _or_none(one["max"])) for one in result["quotas"]
    )
    other += ["quotas"] if mine != theirs else []
    return [Fault("settings", MappingProxyType({"names": other}))] if other else []


def _of_titles(result: Mapping[str, Any]) -> list[Fault]:
    """Return which official titles are said to mean something else."""
    read = load_taxonomy().read
    return [
        Fault("title", {"text": shown(str(one["text"])), "code": read(str(one["text"])).code or "–"})
        for one in result["occupations"]
        if one["how"] == TITLE and one["code"] != read(str(one["text"])).code
    ]


def _or_none(most: int | None) -> int:
    """Return a maximum so that it can be put in order where there may be none."""
    return -1 if most is None else whole(most)


def _of_files(folder: Path, said: Said) -> list[Fault]:
    """Return whether matches.csv lists other pairs or scores than result.json."""
    try:
        with (folder / "matches.csv").open(encoding="utf-8-sig", newline="") as file:
            listed = [
                (restore(row["mentee_id"]), restore(row["mentor_id"]), row["score"])
                for row in csv.DictReader(file)
            ]
    except OSError as problem:
        raise cannot_open(str(folder), problem) from problem
    mine = [(pair.mentee, pair.mentor, str(pair.score)) for pair in said.pairs]
    return [] if listed == mine else [Fault("files", {})]
