"""The settings file: a commented TOML to start from, and the reading of one that somebody edited."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from parcours.engine.matching import Quota, Settings
from parcours.engine.matching.quotas import AGENCY, HOST
from parcours.engine.matching.settings import ALWAYS, CRITERIA, MODES, OPTIMAL, RULES
from parcours.tables.findings import N_, Findings, cannot_open, unreadable

MOST_WEIGHT = 1_000_000
MOST_BONUS = 1_000_000

MOST_PAIRS = 1_000_000

_BOTTOM = {
    "rules": (*RULES, "occupation_digits"),
    "weights": CRITERIA,
    "rematch": ("keep_bonus",),
    "proposal": ("mode",),
    "quotas": ("agency_floor", AGENCY, HOST),
}


def example(language: str) -> str:
    """Return the commented settings file that holds the defaults."""
    return files("parcours.cli").joinpath(f"settings.{language}.toml").read_text(encoding="utf-8")


def read_settings(path: Path | None) -> Settings:
    """Return the settings in the file at `path`; what it does not name keeps its default.

    Raises Refused with everything that is wrong with the file.
    """
    if path is None:
        return Settings()
    given = str(path)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise cannot_open(given, problem) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise unreadable(
            given,
            N_("This is not a settings file: {problem}."),
            N_("Start from the one that “parcours match --example-settings” prints."),
            problem=str(problem),
        ) from problem
    findings = Findings(given)
    tables = _tables(content, findings)
    rules = {name: _rule(tables["rules"], name, findings) for name in RULES}
    weights = {name: _whole(tables["weights"], name, 0, MOST_WEIGHT, findings) for name in CRITERIA}
    digits = _whole(tables["rules"], "occupation_digits", 1, 5, findings)
    bonus = tables["rematch"].get("keep_bonus", ALWAYS)
    if bonus != ALWAYS:
        bonus = _whole(tables["rematch"], "keep_bonus", 0, MOST_BONUS, findings)
    if not findings.errors and not any({**Settings().weights, **_given(weights)}.values()):
        findings.error(None, "weights", N_("All weights are 0."), N_("Give at least one criterion a weight."))
    mode = tables["proposal"].get("mode", OPTIMAL)
    if mode not in MODES:
        findings.error(
            None,
            "proposal.mode",
            N_("“{value}” does not fit here."),
            N_("Choose from: {names}."),
            value=str(mode),
            names=[*MODES],
        )
    floor = _switch(tables["quotas"], "agency_floor", "quotas.agency_floor", findings)
    quotas = [quota for kind in (AGENCY, HOST) for quota in _quotas(tables["quotas"], kind, findings)]
    findings.refuse_if_any()
    default = Settings()
    return Settings(
        rules={**default.rules, **_given(rules)},
        occupation_digits=default.occupation_digits if digits is None else digits,
        weights={**default.weights, **_given(weights)},
        keep_bonus=ALWAYS if bonus is None else bonus,
        mode=str(mode),
        quotas=tuple(quotas),
        agency_floor=bool(floor),
    )


def _quotas(table: Mapping[str, object], kind: str, findings: Findings) -> list[Quota]:
    """Return the quotas of one kind: a table for each name, with min, max or both."""
    named = table.get(kind, {})
    found = []
    for name, limits in named.items() if isinstance(named, dict) else [("", named)]:
        where = f"quotas.{kind}.{name}"
        if not isinstance(limits, dict) or not limits or limits.keys() - {"min", "max"}:
            fix = N_("Write [quotas.{kind}.Name], and below it min, max or both.")
            findings.error(None, where, N_("A quota has a minimum, a maximum or both."), fix, kind=kind)
            continue
        least = _whole(limits, "min", 0, MOST_PAIRS, findings) or 0
        most = _whole(limits, "max", 0, MOST_PAIRS, findings)
        if most is not None and least > most:
            findings.error(
                None,
                where,
                N_("The minimum, {minimum}, is more than the maximum, {maximum}."),
                N_("Lower the minimum, or raise the maximum."),
                minimum=least,
                maximum=most,
            )
            continue
        found.append(Quota(kind, name, least, most))
    return found


def _given[Value](values: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}


def _tables(content: Mapping[str, object], findings: Findings) -> dict[str, dict[str, object]]:
    tables: dict[str, dict[str, object]] = {}
    for name in content.keys() - _BOTTOM.keys():
        findings.error(
            None, name, N_("There is no setting of this name."), N_("Choose from: {names}."), names=[*_BOTTOM]
        )
    for name, known in _BOTTOM.items():
        table = content.get(name, {})
        if not isinstance(table, dict):
            findings.error(
                None, name, N_("This must be a table."), N_("Write [{name}] on a line of its own."), name=name
            )
            table = {}
        tables[name] = table
        for key in table.keys() - set(known):
            findings.error(
                None,
                f"{name}.{key}",
                N_("There is no setting of this name."),
                N_("Choose from: {names}."),
                names=[*known],
            )
    return tables


def _rule(table: Mapping[str, object], name: str, findings: Findings) -> bool | None:
    return _switch(table, name, f"rules.{name}", findings)


def _switch(table: Mapping[str, object], name: str, where: str, findings: Findings) -> bool | None:
    value = table.get(name)
    if value is None or isinstance(value, bool):
        return value
    findings.error(None, where, N_("A rule is either on or off."), N_("Write true or false."))
    return None


def _whole(table: Mapping[str, object], name: str, least: int, most: int, findings: Findings) -> int | None:
    value = table.get(name)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    findings.error(
        None,
        name,
        N_("“{value}” does not fit here."),
        N_("Write a whole number from {least} to {most}."),
        value=str(value),
        least=least,
        most=most,
    )
    return None
