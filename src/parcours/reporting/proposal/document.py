"""The file `result.json`: everything about a run, for other programs. `result.schema.json` documents it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import orjson

from parcours import __version__
from parcours.matching.adapter import (
    Assessment,
    Change,
    Pair,
    Proposal,
    RunnerUp,
    Settings,
    Supply,
    Unmatched,
)
from parcours.matching.occupations import How, Understood
from parcours.matching.words import Words
from parcours.reporting.findings import what_and_fix
from parcours.reporting.proposal.to_check import ToCheck, Unread
from parcours.tables.findings import Finding

SCHEMA_VERSION = "1.5"
"""Raised by 0.1 for something new, by 1 for something removed or with another meaning."""

MOST_CONTESTED = 5

Json = Mapping[str, object]

_encode_anything = json.JSONEncoder(ensure_ascii=False, default=dict, separators=(",", ":")).encode


def document(proposal: Proposal, words: Words, check: ToCheck) -> Iterator[str]:
    """Give the text of result.json in pieces: keys in a fixed order, each entry of a list on its own line, no time."""
    result, problem, cohort = proposal.result, proposal.problem, proposal.cohort
    proposed = {(pair.assessment.participant, pair.assessment.place) for pair in result.pairs}
    parts: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "language": words.say.code,
        "settings": _settings(result.settings),
        "cohort": {
            "mentees": len(problem.participants),
            "mentors": len(problem.places),
            "places": sum(place.capacity for place in problem.places),
        },
        "certificate": asdict(result.certificate),
        "complete": result.complete,
        "pairs": (_pair(pair, words) for pair in result.pairs),
        "unmatched": (_unmatched(person, words) for person in result.unmatched),
        "changes": [_change(change, words) for change in result.changes],
        "dropped": list(result.dropped),
        "prices": {
            "pair": result.prices.pair,
            "mentors": result.prices.places,
            "agencies": result.prices.agencies,
            "employers": result.prices.hosts,
        },
        "rule_costs": dict(result.rule_costs),
        "quota_costs": dict(result.quota_costs),
        "blocking_pairs": result.blocking_pairs,
        "stable_bound": result.stable_bound,
        "mean_ranks": {"mentees": result.standing.left_rank, "mentors": result.standing.right_rank},
        "quotas": [
            {"kind": quota.kind, "name": quota.name, "min": quota.least, "max": quota.most, "placed": placed}
            for quota, placed in result.quotas
        ],
        "supply": [_supply(group, words) for group in result.supply],
        "agencies": [
            {"agency": name, "mentees": people, "placed": placed}
            for name, (people, placed) in result.agencies.items()
        ],
        "occupations": [
            _occupation(one, words) for one in proposal.readings.values() if one.how is not How.CODE
        ],
        "occupations_to_check": [
            _to_choose(one, mentor, id_, words) for one in check.unread for mentor, id_ in one.people
        ],
        "warnings": [_finding(finding, words) for finding in proposal.warnings],
        "unused_columns": {"mentees": cohort.carried_mentees, "mentors": cohort.carried_mentors},
        "short_lists": (
            {"mentee_id": mentee, "mentors": [_short(one, proposed) for one in found]}
            for mentee, found in result.short_lists.items()
        ),
    }
    before = "{\n"
    for key, value in parts.items():
        yield f"{before}  {_encode(key)}: "
        yield from _laid_out(value)
        before = ",\n"
    yield "\n}\n"


def _laid_out(value: object) -> Iterator[str]:
    """Give JSON with each entry of a list or object on its own line: as quick to write as one long line."""
    entries: Iterator[str]
    if isinstance(value, dict):
        entries, start, end = (f"{_encode(key)}: {_encode(entry)}" for key, entry in value.items()), "{", "}"
    elif isinstance(value, list | Iterator):
        entries, start, end = map(_encode, value), "[", "]"
    else:
        yield _encode(value)
        return
    before = "\n    "
    yield start
    for entry in entries:
        yield before + entry
        before = ",\n    "
    yield end if before == "\n    " else f"\n  {end}"


def _encode(value: object) -> str:
    """Return JSON on one line, whatever letters stand in it."""
    try:
        return orjson.dumps(value, default=dict).decode()
    except orjson.JSONEncodeError:  # half of a letter, as in the name of a file
        return _encode_anything(value)


def _settings(settings: Settings) -> Json:
    return {
        "rules": dict(settings.rules),
        "occupation_digits": settings.occupation_digits,
        "weights": dict(settings.weights),
        "keep_bonus": settings.keep_bonus,
        "mode": settings.mode,
        "agency_floor": settings.agency_floor,
    }


def _pair(pair: Pair, words: Words) -> Json:
    found = pair.assessment
    good, against, ask = words.reasons(found)
    return {
        "mentee_id": found.participant,
        "mentor_id": found.place,
        "mentee_name": words.mentee_name(found.participant),
        "mentor_name": words.mentor_name(found.place),
        "score": found.score,
        "parts": found.parts,
        "unknown": found.unknown,
        "to_check": found.to_check,
        "broken_rules": found.broken,
        "locked": pair.locked,
        "kept": pair.kept,
        "reasons": good,
        "reasons_against": against,
        "open_questions": ask,
        "runner_up": _runner_up(pair.runner_up) if pair.runner_up else None,
    }


def _runner_up(other: RunnerUp) -> Json:
    return {
        "mentor_id": other.place,
        "score": other.score,
        "points_lost": other.points_lost,
        "places_lost": other.places_lost,
        "exact": other.exact,
    }


def _short(one: Assessment, proposed: set[tuple[str, str]]) -> Json:
    return {
        "mentor_id": one.place,
        "score": one.score,
        "proposed": (one.participant, one.place) in proposed,
        "unknown": one.unknown,
        "to_check": one.to_check,
    }


def _unmatched(person: Unmatched, words: Words) -> Json:
    reason, ways = words.unmatched(person)
    return {
        "mentee_id": person.participant,
        "mentee_name": words.mentee_name(person.participant),
        "reason_code": person.reason,
        "reason": reason,
        "what_would_help": " ".join(ways),
        "remaining": person.remaining,
        "rivals": person.rivals,
        "seats": person.seats,
        "contested": person.contested[:MOST_CONTESTED],
        "open_by_rule": person.open_by_rule,
    }


def _change(change: Change, words: Words) -> Json:
    return {
        "mentee_id": change.participant,
        "mentee_name": words.mentee_name(change.participant),
        "before": change.before,
        "before_name": words.mentor_name(change.before or ""),
        "now": change.now,
        "other_mentee_id": change.other,
        "needed_for": change.needed_for,
        "reason_code": change.reason,
        "reason": words.change(change),
    }


def _supply(group: Supply, words: Words) -> Json:
    return {
        "group": group.group,
        "title": words.title(group.group),
        "mentees": group.participants,
        "placed": group.placed,
        "mentors": group.places,
        "places": group.capacity,
    }


def _occupation(one: Understood, words: Words) -> Json:
    coded = one.coded
    return {
        "text": one.text,
        "how": one.how,
        "code": one.code,
        "title": words.title(one.code) if one.code else "",
        "suggestions": _options(one, words),
        "trusted_digits": coded.level if coded else 0,
        "confidence": coded.confidence if coded else None,
        "read_as": coded.read_as if coded else "",
        "method": coded.method if coded else "",
        "index_version": coded.version if coded else "",
    }


def _options(one: Understood, words: Words) -> list[Json]:
    return [
        {
            "code": option.code,
            "title": words.title(option.code),
            "confidence": option.confidence,
            "evidence": option.evidence,
        }
        for option in one.options
    ]


def _to_choose(one: Unread, mentor: bool, id_: str, words: Words) -> Json:  # noqa: FBT001 - as in the tuples of people
    return {
        "side": "mentors" if mentor else "mentees",
        "id": id_,
        "text": one.understood.text,
        "nearest": _options(one.understood, words),
    }


def _finding(finding: Finding, words: Words) -> Json:
    what, fix = what_and_fix(finding, words.say)
    return {
        "severity": finding.severity,
        "file": finding.file,
        "row": finding.row,
        "column": finding.column,
        "what": what,
        "fix": fix,
    }
