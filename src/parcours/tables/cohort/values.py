"""What one cell says: numbers, yes or no, lists, words of closed lists. Blank is missing, never a default."""

import re
from collections.abc import Mapping
from functools import lru_cache

from parcours.tables.cells import LONGEST, Bad, shown
from parcours.tables.cohort.words import AVAILABILITY, MEETING, NOT_KNOWN, TIMES, YES_OR_NO
from parcours.tables.findings import N_
from parcours.tables.text import fold, trim

MOST_YEARS = 70

_LIST = re.compile(r"[;\n\r]+")
_WORDS = re.compile(r"[;,/\n\r&+]+|\b(?:and|et|or|ou)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"""(?:(?:more\ than|over|plus\ de|about|around|approx\.?|environ|au\ moins|at\ least)\s+|[~≈>+]\s*)?
        (?P<number>-?\d+(?:[.,]\d+)?)\s*\+?\s*
        (?P<unit>years?|yrs?\.?|y|ans?|années?|months?|mois)?\s*\+?
        (?:\s*(?:of\ |d[’']\s*)?(?:experience|expérience|exp\.?))?
        (?:\s+(?:et|ou|and|or)\s+(?:plus|more|over))?""",
    re.IGNORECASE | re.VERBOSE,
)
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,.]+")


@lru_cache(1 << 14)
def says_nothing(text: str) -> bool:
    """Tell whether a value is blank, or says that nobody knows: ``unknown``, ``n/a``, ``?``."""
    return not text or (len(text) <= LONGEST and (not fold(text) or fold(text) in NOT_KNOWN))


@lru_cache(1 << 14)
def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a list, which ``;`` or a new line separates, in order, without repeats."""
    return tuple(dict.fromkeys(entry for entry in map(trim, _LIST.split(text)) if entry))


@lru_cache(1 << 14)
def tags(text: str) -> dict[str, str]:
    """Return the free tags of a list: folded, each with the tag as written; equal texts share one answer."""
    found: dict[str, str] = {}
    for entry in entries(text):
        found.setdefault(fold(entry) or entry, " ".join(entry.split()))
    return found


@lru_cache(1 << 14)
def years(text: str) -> float | None:
    """Return years of experience: ``12``, ``12,5``, ``12 ans``, ``10+``, ``18 months``. Raises Bad."""
    if says_nothing(text):
        return None
    match = _YEARS.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        raise Bad(
            N_("“{value}” is not a number of years."),
            N_("Write a number, such as 12 or 12.5, or leave the cell empty."),
            value=shown(text),
        )
    number = float(match["number"].replace(",", "."))
    if (match["unit"] or "").lower().startswith("mo"):
        number = round(number / 12, 2)
    if not 0 <= number <= MOST_YEARS:
        raise Bad(
            N_("“{value}” is not a likely number of years."),
            N_("Write a number from 0 to {most}, or leave the cell empty."),
            value=shown(text),
            most=MOST_YEARS,
        )
    return number


@lru_cache(1 << 14)
def yes_or_no(text: str) -> bool:
    """Return True for yes, in either language or as people tick; False for no or a blank cell. Raises Bad."""
    if says_nothing(text) and text not in {"✓", "✔", "☑", "☒"}:
        return False
    answer = True if not fold(text) else YES_OR_NO.get(fold(text))
    if answer is None:
        raise Bad(
            N_("“{value}” is neither yes nor no."),
            N_("Write yes or no, or leave the cell empty."),
            value=shown(text),
        )
    return answer


def agrees(text: str) -> bool:
    """Return False for no, True for yes, and where nothing is said. Raises Bad."""
    return says_nothing(text) or yes_or_no(text)


@lru_cache(1 << 14)
def meeting(text: str) -> frozenset[str]:
    """Return ``in_person``, ``online`` or both, from the words people use; empty if blank. Raises Bad."""
    return _choices(text, MEETING, ["in_person", "online"])


@lru_cache(1 << 14)
def availability(text: str) -> frozenset[str]:
    """Return ``weekday_day``, ``weekday_evening`` and ``weekend`` as they apply; empty if blank. Raises Bad."""
    return _choices(text, AVAILABILITY, ["weekday_day", "weekday_evening", "weekend"])


def _choices(text: str, words: Mapping[str, frozenset[str]], allowed: list[str]) -> frozenset[str]:
    if says_nothing(text):
        return frozenset()
    if len(text) > LONGEST:
        parts = [text]
    elif fold(text) in words:
        return words[fold(text)]
    else:
        parts = [part for part in map(trim, _WORDS.split(text)) if fold(part)]
    found = [words.get(fold(part)) or _times(part, words) for part in parts]
    unknown = [shown(part) for part, choice in zip(parts, found, strict=True) if not choice]
    if unknown:
        raise Bad(
            N_("Not understood: {words}."),
            N_("Write one or more of these, separated by “;”: {allowed}."),
            words=unknown,
            allowed=allowed,
        )
    return frozenset().union(*found)


def _times(part: str, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the times of the week that a phrase such as "Tuesday evenings" or « samedi matin » speaks of."""
    if words is not AVAILABILITY:
        return frozenset()
    kinds = {TIMES.get(word, "?") for word in fold(part).replace("fin de semaine", "weekend").split()}
    if "?" in kinds or kinds == {""}:
        return frozenset()
    if "weekend" in kinds:
        return frozenset({"weekend"})
    return frozenset({"weekday_day", "weekday_evening"}.intersection(kinds)) or AVAILABILITY["weekday"]


def province(text: str, codes: Mapping[str, str]) -> str | None:
    """Return the code of a province or territory by its folded name; "" for a blank cell, None if it is neither."""
    return "" if says_nothing(text) else codes.get(fold(text[:LONGEST]))


def looks_like_email(text: str) -> bool:
    """Tell whether a text has the shape of one e-mail address."""
    return bool(_EMAIL.fullmatch(text)) if len(text) <= 2 * LONGEST else False
